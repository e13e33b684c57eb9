/**
 * The sign-in of a workspace used by another process: asks the org who it is, so many times, and prints how
 * each went. With `killAfterStore` the process ends itself right after its new tokens are in the keychain.
 */
import { credentialsFromVault } from '../../electron/auth/credentials.ts';
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import type { TokenVault } from '../../electron/auth/token-vault.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import type { Workspace } from '../../electron/workspace/workspaces.ts';

export interface RenewalTask {
  readonly dataDir: string;
  readonly workspace: Workspace;
  readonly times: number;
  readonly killAfterStore?: boolean;
}

const task = JSON.parse(process.argv[2] ?? '{}') as RenewalTask;
const real = createTokenVault();
const vault: TokenVault = {
  ...real,
  async store(...given) {
    const stored = await real.store(...given);
    if (task.killAfterStore === true) process.kill(process.pid, 'SIGKILL');
    return stored;
  },
};

const credentials = await credentialsFromVault({ ...task, vault, clock: () => new Date() });
const { salesforce } = connectSides({
  kind: task.workspace.kind,
  addresses: credentials.addresses,
  tokens: {
    accessToken: async (side) => (await credentials.token(side, null)) ?? '',
    refresh: credentials.token,
  },
  log: () => undefined,
});
const ends = await Promise.all(Array.from({ length: task.times }, identify));
await salesforce?.close();
process.stdout.write(JSON.stringify(ends));

async function identify(): Promise<string> {
  try {
    return (await salesforce?.identify())?.name ?? 'nobody';
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error.code;
    throw failure;
  }
}
