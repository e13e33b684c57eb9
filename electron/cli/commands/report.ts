import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { dataDirOf, reportsDir } from '../../workspace/workspaces.ts';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { CommandSession } from '../session.ts';
import { runJson, runText } from './push.ts';

export function reportCommand(shell: Shell): Command {
  return withCommonOptions(new Command('report'))
    .description('the outcome report of a run')
    .requiredOption('--tx <id>', 'the run’s transaction id')
    .option('--csv <file>', 'where to write the report (default: the workspace’s reports folder)')
    .action(async (options: CommonOptions & { readonly tx: string; readonly csv?: string }) => {
      await withSession(shell, options, { isOnline: false }, async (session, output) => {
        const run = await session.ask('run:summary', { txId: options.tx });
        const dir = reportsDir(dataDirOf(options.data ?? null, shell.env), options.workspace);
        const written = await writeReport(session, run.txId, options.csv ?? null, dir);
        output.answer(
          { ...runJson(run), csv: written },
          `${runText(run)}\n${written.rows} rows written to ${written.path}`,
        );
      });
      shell.end(EXIT.done);
    });
}

export async function writeReport(
  { ask }: CommandSession,
  txId: string,
  path: string | null,
  dir: string,
) {
  if (path !== null) return ask('report:write', { txId, path });
  const { fileName } = await ask('report:name', { txId });
  mkdirSync(dir, { recursive: true });
  return ask('report:write', { txId, path: join(dir, fileName) });
}
