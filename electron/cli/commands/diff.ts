import { Command } from 'commander';
import type { PersonStory } from '../../../shared/ipc/engine-views.ts';
import { Refusal } from '../../engine/refusal.ts';
import { writeDiffCsv } from '../../workspace/write-csv.ts';
import { withPairing, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { CommandSession } from '../session.ts';
import { counts, table } from '../text.ts';

interface DiffOptions extends CommonOptions {
  readonly csv?: string;
  readonly email?: string;
}

export function diffCommand(shell: Shell): Command {
  return withPairing(new Command('diff'))
    .description('what differs between the two sides, as last pulled')
    .option('--csv <file>', 'write one row per differing field')
    .option('--email <address>', 'one person’s whole story')
    .addHelpText(
      'after',
      '\nEnds with 3 while a conflict or an unmapped status waits for a person.',
    )
    .action(async (options: DiffOptions) => {
      const needs = { isOnline: isFirstLook(options) };
      const code = await withSession(shell, options, needs, async (session, output) => {
        if (options.email !== undefined) {
          const story = await session.ask('review:find', { email: options.email });
          if (!story) {
            throw new Refusal({
              code: 'usage/invalid',
              detail: `Nobody with the address ${options.email} is on either side, as last pulled.`,
            });
          }
          output.answer(storyJson(options.email, story), storyText(options.email, story));
          return EXIT.done;
        }
        const found = await session.ask('diff:counts', null);
        const written = await writeCsv(session, options.csv);
        output.answer(
          { ...found, ...(written ? { csv: written } : {}) },
          [
            `${found.rows.toLocaleString('en')} people`,
            `by class: ${counts(found.classes)}`,
            `by field: ${counts(found.fields)}`,
            ...(written ? [`${written.rows} rows written to ${written.path}`] : []),
          ].join('\n'),
        );
        const state = await session.ask('engine:state', null);
        return state.undecided > 0 || state.unmapped.length > 0 ? EXIT.decide : EXIT.done;
      });
      shell.end(code);
    });
}

/** The demo fills itself when first used; any other workspace is read as it was pulled. */
export function isFirstLook(options: CommonOptions): boolean {
  return options.workspace === 'demo';
}

function writeCsv(session: CommandSession, path: string | undefined) {
  return path === undefined ? null : writeDiffCsv(session.ask, path);
}

function storyJson(email: string, story: PersonStory) {
  const rows = [story.row, ...story.others];
  return {
    email,
    salesforce: rows.flatMap((row) => (row.salesforce ? [row.salesforce] : [])),
    voyage: rows.flatMap((row) => (row.voyage ? [row.voyage] : [])),
    base: story.row.base,
    class: story.row.cls,
    fields: story.fields,
    runs: story.runs,
  };
}

function storyText(email: string, story: PersonStory): string {
  const fields = story.fields.map((field) => [
    field.field,
    field.cls,
    field.base?.voyage ?? '',
    field.salesforce ?? '',
    field.voyage ?? '',
  ]);
  const runs = story.runs.map((run) => `${run.at}  ${run.outcome}  ${run.message}`);
  return [
    `${email}: ${story.row.cls}`,
    table(['field', 'class', 'base', 'salesforce', 'voyage'], fields),
    ...(runs.length > 0 ? ['past runs:', ...runs] : ['no past runs']),
  ].join('\n');
}
