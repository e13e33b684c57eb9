/** What every command shares: the options of INTERFACES, an open session, and one way to end. */
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { DIRECTIONS } from '../../shared/domain/side.ts';
import type { Direction } from '../../shared/domain/side.ts';
import { Refusal } from '../engine/refusal.ts';
import { readPolicyFile } from '../policy/read-policy.ts';
import type { TokenStore } from '../workspace/environment-credentials.ts';
import { dataDirOf } from '../workspace/workspaces.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';
import type { CommandSession } from './session.ts';

export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly workspace: string;
  readonly data?: string;
  readonly campaign?: string;
  readonly event?: string;
  readonly policy?: string;
  readonly tokenStore?: TokenStore;
}

/** Handed to each command: where it prints, and the process around it. */
export interface Shell {
  readonly env: NodeJS.ProcessEnv;
  readonly output: (options: CommonOptions) => Output;
  /** Calls back at the first Ctrl-C; answers how to stop listening. */
  readonly onInterrupt: (stop: () => void) => () => void;
  readonly end: (code: ExitCode) => void;
  /** What a thread that reads a roster runs. */
  readonly rosterReader: URL;
}

export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document on stdout')
    .option('--quiet', 'no progress and no messages')
    .option(
      '--workspace <name>',
      'workspace to use: demo, sandbox, production or one you added',
      'demo',
    )
    .option(
      '--token-store <where>',
      'keychain: keep there the refresh token that takes the place of SF_REFRESH_TOKEN',
      tokenStoreOf,
    )
    .option('--data <dir>', 'data folder (default: the platform’s user-data folder)');
}

export function withPairing(command: Command): Command {
  return withCommonOptions(command)
    .option('--campaign <id>', 'Salesforce campaign (701…); default: the pairing used last')
    .option('--event <id>', 'Voyage event; default: the pairing used last');
}

export function withPolicy(command: Command): Command {
  return withPairing(command).option(
    '--policy <file>',
    'policy file (JSON); kept as the pairing’s policy',
  );
}

export function directionOf(text: string): Direction {
  const found = DIRECTIONS.find((direction) => direction === text);
  if (found) return found;
  throw new Refusal({
    code: 'usage/invalid',
    detail: `--direction takes ${DIRECTIONS.join(', ')}; “${text}” is none of them.`,
  });
}

function tokenStoreOf(text: string): TokenStore {
  if (text === 'keychain') return text;
  throw new InvalidArgumentError('It takes keychain.');
}

/** Opens the workspace, takes up pairing and policy, does the work, and closes whatever happens. */
export async function withSession<T>(
  shell: Shell,
  options: CommonOptions,
  needs: {
    readonly isOnline: boolean;
    readonly demo?: { readonly rows: number | null; readonly isFresh: boolean };
  },
  work: (session: CommandSession, output: Output) => Promise<T>,
): Promise<T> {
  const output = shell.output(options);
  const policy = options.policy === undefined ? null : readPolicyFile(options.policy);
  // Everything that goes to the sides is loaded by who opens them: compare and help do without.
  const { openSession } = await import('./session.ts');
  const session = await openSession({
    dataDir: dataDirOf(options.data ?? null, shell.env),
    workspaceName: options.workspace,
    env: shell.env,
    output,
    tokenStore: options.tokenStore ?? null,
    ...needs,
  });
  try {
    if (options.campaign !== undefined || options.event !== undefined) {
      if (options.campaign === undefined || options.event === undefined) {
        throw new Refusal({
          code: 'usage/invalid',
          detail: 'A pairing takes both --campaign and --event.',
        });
      }
      await session.ask('pairing:choose', { campaignId: options.campaign, eventId: options.event });
    }
    if (policy) await session.ask('policy:set', { policy });
    return await work(session, output);
  } finally {
    output.endProgress();
    await session.close();
  }
}
