import { Command } from 'commander';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../text.ts';

const PAGE = 1_000;

export function auditCommand(shell: Shell): Command {
  const audit = withCommonOptions(new Command('audit'))
    .description('the audit rows, newest first')
    .option('--csv <file>', 'export every row, oldest first (a path ending in .jsonl: JSON lines)')
    .action(async (options: CommonOptions & { readonly csv?: string }) => {
      await withSession(shell, options, { isOnline: false }, async ({ ask }, output) => {
        const { rows } = await ask('audit:page', { search: '', from: 0, count: PAGE });
        const { verified } = await ask('audit:verify', null);
        const written =
          options.csv === undefined ? null : await ask('audit:write', { path: options.csv });
        const lines = rows.map((row) => [
          row.ended_at,
          row.tx_id,
          row.direction,
          row.status,
          `${row.imported} imported, ${row.exported} exported, ${row.updated} updated, ${row.skipped} skipped, ${row.conflicted} conflicted, ${row.failed} failed`,
        ]);
        output.answer(
          { rows, verified, ...(written ? { csv: written } : {}) },
          `${table(['ended', 'transaction', 'direction', 'status', 'counts'], lines)}\n${verified ? 'The chain is whole.' : 'The chain is BROKEN: see `audit verify`.'}`,
        );
      });
      shell.end(EXIT.done);
    });
  audit.addCommand(verifyCommand(shell));
  return audit;
}

function verifyCommand(shell: Shell): Command {
  return withCommonOptions(new Command('verify'))
    .description('check the hash chain, and that every row ties to its outcomes')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const check = await withSession(
        shell,
        options,
        { isOnline: false },
        async ({ ask }, output) => {
          const found = await ask('audit:verify', null);
          output.answer(
            found,
            found.verified
              ? `All ${found.rows} rows fit: each carries the hash of the one before, and ties to its outcomes.`
              : `The chain is broken at ${found.brokenAt ?? 'an unknown row'}. Rows were changed outside this program. Nothing was changed now; restore the journal from its newest backup.`,
          );
          return found;
        },
      );
      shell.end(check.verified ? EXIT.done : EXIT.refused);
    });
}
