/** Builds the two sides of a workspace from their addresses and whoever keeps the tokens. */
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import type { SideConnection, SideEvent } from '../engine/sides/side-connection.ts';
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

export function connectSides(options: {
  readonly kind: WorkspaceKind;
  readonly addresses: Addresses;
  readonly tokens: TokenSource;
  readonly log: (event: SideEvent) => void;
}): { readonly salesforce: SidePort; readonly voyage: SidePort } {
  const connection = (side: Side): SideConnection => ({
    url: options.addresses[side].replace(/\/+$/, ''),
    workspaceKind: options.kind,
    accessToken: () => options.tokens.accessToken(side),
    refresh: (refused) => options.tokens.refresh(side, refused),
    log: options.log,
  });
  return {
    salesforce: createSalesforceSide({ connection: connection('salesforce') }),
    voyage: createVoyageSide({ connection: connection('voyage') }),
  };
}
