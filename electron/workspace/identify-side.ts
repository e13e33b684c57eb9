/** Asks a far side who it is, with a token that nobody keeps yet; nothing else is read. A person waits for it. */
import { Refusal } from '../engine/refusal.ts';
import type { Identify } from '../auth/sign-in.ts';
import { connectSides } from './connect-sides.ts';

export const identifySide: Identify = async (side, { workspace, url, accessToken }) => {
  const port = connectSides({
    kind: workspace.kind,
    addresses: { salesforce: null, voyage: null, [side]: url },
    tokens: {
      accessToken: () => Promise.resolve(accessToken),
      refresh: () => Promise.resolve(null),
    },
    log: () => undefined,
    timing: { giveUpAfterMs: 30_000 },
  })[side];
  if (port === null) throw new Refusal({ code: 'auth/not-signed-in', side });
  try {
    return await port.identify();
  } finally {
    await port.close();
  }
};
