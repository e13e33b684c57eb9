/** Builds the two sides of a workspace from their addresses and whoever keeps the tokens. */
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import { openGateFile } from '../engine/journal/gate-file.ts';
import type { SideConnection, SideEvent, Timing } from '../engine/sides/side-connection.ts';
import type { SidePort } from '../engine/sides/side-port.ts';
import { createSalesforceSide } from '../engine/sides/salesforce/salesforce-side.ts';
import { createVoyageSide } from '../engine/sides/voyage/voyage-side.ts';

export interface Addresses {
  readonly salesforce: string;
  readonly voyage: string;
}

/** Keychain, environment or demo: asked with each request, so that nobody else keeps a token. */
export interface TokenSource {
  accessToken(side: Side): Promise<string>;
  /** See SideConnection.refresh. */
  refresh(side: Side, refused: string): Promise<string | null>;
}

export interface SideOptions {
  readonly kind: WorkspaceKind;
  readonly addresses: Addresses;
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
}

export function connectSides(options: SideOptions): {
  readonly salesforce: SidePort;
  readonly voyage: SidePort;
} {
  const { gatePath, callsPercent, version, timing } = options;
  const connection = (side: Side): SideConnection => ({
    url: options.addresses[side].replace(/\/+$/, ''),
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
  return {
    salesforce: createSalesforceSide({ connection: connection('salesforce') }),
    voyage: createVoyageSide({ connection: connection('voyage') }),
  };
}
