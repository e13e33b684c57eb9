/** Builds the two sides of a workspace from their addresses and whoever keeps the tokens. */
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import { openGateFile } from '../engine/journal/gate-file.ts';
import type { SideConnection, SideEvent, Timing } from '../engine/sides/side-connection.ts';
import type { SidePort } from '../engine/sides/side-port.ts';
import type { BulkOptions } from '../engine/sides/salesforce/salesforce-side.ts';
import { createSalesforceSide } from '../engine/sides/salesforce/salesforce-side.ts';
import { createVoyageSide } from '../engine/sides/voyage/voyage-side.ts';

/** Null for a side that nobody is signed in to. */
export interface Addresses {
  readonly salesforce: string | null;
  readonly voyage: string | null;
}

/** A side without an address has no port. */
type Ports<A extends Addresses> = {
  readonly [S in Side]: A[S] extends string ? SidePort : SidePort | null;
};

/** Keychain, environment or demo: asked with each request, so that nobody else keeps a token. */
export interface TokenSource {
  accessToken(side: Side): Promise<string>;
  /** See SideConnection.refresh. */
  refresh(side: Side, refused: string): Promise<string | null>;
}

export interface SideOptions<A extends Addresses = Addresses> {
  readonly kind: WorkspaceKind;
  readonly addresses: A;
  /** Where a production workspace is tied to. */
  readonly tiedTo?: Readonly<Partial<Record<Side, string>>>;
  readonly tokens: TokenSource;
  readonly log: (event: SideEvent) => void;
  /** One file for all processes of this machine, `gate.sqlite` in the data folder; without it nothing is shared. */
  readonly gatePath?: string;
  /** See SideConnection.callsPercent; of Salesforce. */
  readonly callsPercent?: () => number;
  readonly version?: string;
  readonly timing?: Partial<Timing>;
  /** When and how patiently Salesforce is written and read by Bulk jobs; tests are smaller. */
  readonly bulk?: BulkOptions;
}

export function connectSides<A extends Addresses>(options: SideOptions<A>): Ports<A> {
  const { gatePath, callsPercent, version, timing } = options;
  const connection = (side: Side, address: string): SideConnection => ({
    url: address.replace(/\/+$/, ''),
    workspaceKind: options.kind,
    tiedTo: options.tiedTo?.[side] ?? null,
    accessToken: () => options.tokens.accessToken(side),
    refresh: (refused) => options.tokens.refresh(side, refused),
    log: options.log,
    ...(gatePath === undefined ? {} : { gates: openGateFile(gatePath) }),
    ...(callsPercent === undefined ? {} : { callsPercent }),
    ...(version === undefined ? {} : { version }),
    ...(timing === undefined ? {} : { timing }),
  });
  const { salesforce, voyage } = options.addresses;
  const ports = {
    salesforce:
      salesforce === null
        ? null
        : createSalesforceSide({
            connection: connection('salesforce', salesforce),
            ...options.bulk,
          }),
    voyage: voyage === null ? null : createVoyageSide({ connection: connection('voyage', voyage) }),
  };
  return ports as Ports<A>;
}
