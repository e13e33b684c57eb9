#!/usr/bin/env node
/** The command line's process: streams, signals, and the exit code. */
import { join } from 'node:path';
import packageFacts from '../../package.json' with { type: 'json' };
import { openLog } from '../app/log.ts';
import { dataDirOf } from '../workspace/workspaces.ts';
import { createOutput } from './output.ts';
import { runProgram } from './program.ts';

const HARD_STOP = 130;

process.exitCode = await runProgram(
  process.argv.slice(2),
  {
    env: process.env,
    output: (options) =>
      createOutput({
        isJson: options.json === true,
        isQuiet: options.quiet === true,
        stdout: process.stdout,
        stderr: process.stderr,
        now: () => Date.now(),
      }),
    onInterrupt,
    rosterReader: new URL(
      import.meta.url.endsWith('.ts') ? '../roster/worker.ts' : './roster-worker.js',
      import.meta.url,
    ),
  },
  packageFacts.version,
  reportDefect,
);

/** The first Ctrl-C stops at the next safe point; a second one stops at once. */
function onInterrupt(stop: () => void): () => void {
  let asked = 0;
  const heard = () => {
    asked += 1;
    if (asked > 1) process.exit(HARD_STOP);
    stop();
  };
  process.on('SIGINT', heard);
  return () => process.off('SIGINT', heard);
}

function reportDefect(cause: unknown): void {
  const dir = join(dataDirOf(null), 'logs');
  const incidentId = openLog(dir, () => new Date()).defect('command line', cause);
  process.stderr.write(
    `Something went wrong that is our fault (incident ${incidentId}). What had been written stays written, and each row says so in the audit. The details are in ${dir}; run the command again.\n`,
  );
}
