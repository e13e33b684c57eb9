import { webcrypto } from 'node:crypto';
import { statSync } from 'node:fs';
import { Command } from 'commander';
import { DEFAULT_POLICY } from '../../../shared/domain/policy.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { DIFF_COLUMNS } from '../../../shared/report/diff-csv.ts';
import { writeCsvFile } from '../../engine/report/csv-file.ts';
import { readPolicyFile } from '../../policy/read-policy.ts';
import type { RosterComparison } from '../../roster/compare-rosters.ts';
import { compareRosters } from '../../roster/compare-rosters.ts';
import { seedOf } from '../../roster/hash-cells.ts';
import { readElsewhere } from '../../roster/read-elsewhere.ts';
import type { RosterReader } from '../../roster/read-roster.ts';
import { readHere, readRoster } from '../../roster/read-roster.ts';
import type { Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { counts } from '../text.ts';

/** From here on a second thread is worth its start. */
const LARGE = 4 * 1024 * 1024;

interface CompareOptions {
  readonly key: string;
  readonly base?: string;
  readonly csv?: string;
  readonly policy?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function compareCommand(shell: Shell): Command {
  return new Command('compare')
    .description('diff two CSV files of people; no account, no network')
    .argument('<left>', 'CSV file that stands for Salesforce')
    .argument('<right>', 'CSV file that stands for Voyage')
    .option('--key <column>', 'column people are matched on', 'email')
    .option('--base <file>', 'CSV file both agreed on before: makes it a three-way comparison')
    .option('--csv <file>', 'write one row per differing field')
    .option('--policy <file>', 'policy file (JSON), for a status map and identity rules')
    .option('--json', 'print one JSON document on stdout')
    .option('--quiet', 'no progress and no messages')
    .addHelpText(
      'after',
      '\nEnds with 3 when values conflict that no base or policy settles, else with 0.',
    )
    .action(async (left: string, right: string, options: CompareOptions) => {
      const policy = options.policy === undefined ? DEFAULT_POLICY : readPolicyFile(options.policy);
      const readers: RosterReader[] = [];
      const read = (path: string, side: Side): RosterReader => {
        const reading = { path, side, keyColumn: options.key };
        const reader =
          side === 'voyage' && isLarge(path)
            ? readElsewhere(shell.rosterReader, reading)
            : readHere(readRoster(path, side, options.key));
        readers.push(reader);
        return reader;
      };
      const seed = seedOf(webcrypto.getRandomValues(new Int32Array(4)));
      let found: RosterComparison;
      try {
        found = await compareRosters(
          {
            right: read(right, 'voyage'),
            base: options.base === undefined ? null : read(options.base, 'voyage'),
            left: read(left, 'salesforce'),
          },
          policy,
          seed,
        );
      } finally {
        await Promise.all(readers.map((reader) => reader.close()));
      }
      const written =
        options.csv === undefined
          ? null
          : await writeCsvFile(options.csv, DIFF_COLUMNS, found.lines());
      const answer = { classes: found.classes, fields: found.fields, rows: found.rows };
      shell
        .output({ ...options, workspace: '' })
        .answer(
          { ...answer, ...(written ? { csv: written } : {}) },
          [
            `${answer.rows.toLocaleString('en')} people`,
            `by class: ${counts(answer.classes)}`,
            `by field: ${counts(answer.fields)}`,
            ...(written ? [`${written.rows} rows written to ${written.path}`] : []),
          ].join('\n'),
        );
      shell.end(answer.classes.conflict > 0 ? EXIT.decide : EXIT.done);
    });
}

/** What is not there is said by who reads it. */
function isLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= LARGE;
}
