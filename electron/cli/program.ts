/** The commands of the command line, and how a failure of one becomes a sentence and an exit code. */
import { Command, CommanderError } from 'commander';
import { Refusal } from '../engine/refusal.ts';
import type { Shell } from './command.ts';
import { auditCommand } from './commands/audit.ts';
import { compareCommand } from './commands/compare.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { diffCommand } from './commands/diff.ts';
import { listCommand } from './commands/lists.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { planCommand } from './commands/plan.ts';
import { pullCommand } from './commands/pull.ts';
import { pushCommand } from './commands/push.ts';
import { reportCommand } from './commands/report.ts';
import { revertCommand } from './commands/revert.ts';
import { runCommand } from './commands/run.ts';
import { workspaceCommand } from './commands/workspace.ts';
import { EXIT, exitOfError } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

const HELP = `
Begin with the demo, which needs no account and no network:
  demo --run                     reconcile a fictional campaign and event once
  diff                           see what differs
  diff --email ann@example.org   one person’s whole story
  ledger ann@example.org         why is somebody there, or not

The ordinary way with your own org:
  pull --workspace sandbox --campaign 701… --event evt_…
  plan --workspace sandbox       what would be sent; prints a digest
  push --workspace sandbox --plan DIGEST
  report --workspace sandbox --tx ID --csv outcomes.csv

Exit codes: 0 done; 1 a defect of ours; 2 wrong usage or unreadable input; 3 a person has to decide
something; 4 sign-in needed; 5 some rows failed; 6 stopped, can be gone on with; 7 refused for safety.`;

function createProgram(shell: Shell, version: string): Command {
  const program = new Command('voyage-reconcile')
    .description('Reconciles the people of a Salesforce campaign with those of a Voyage event.')
    .version(version)
    .addHelpText('after', HELP)
    .showHelpAfterError('(add --help for the options)');
  const commands = [
    demoCommand(shell),
    listCommand(shell, 'campaigns', 'salesforce'),
    listCommand(shell, 'events', 'voyage'),
    pullCommand(shell),
    diffCommand(shell),
    planCommand(shell),
    pushCommand(shell),
    runCommand(shell),
    reportCommand(shell),
    auditCommand(shell),
    revertCommand(shell),
    ledgerCommand(shell),
    compareCommand(shell),
    workspaceCommand(shell),
    doctorCommand(shell),
  ];
  for (const command of commands) program.addCommand(command);
  exitInsteadOfProcessExit(program);
  return program;
}

/** Runs one command line; answers the exit code and never throws for what is expected. */
export async function runProgram(
  argv: readonly string[],
  shell: Omit<Shell, 'end'>,
  version: string,
  onDefect: (cause: unknown) => void,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = createProgram({ ...shell, end: (ended) => (code = ended) }, version);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (cause instanceof Refusal) {
      const isJson = argv.includes('--json');
      shell.output({ workspace: '', json: isJson }).failed(cause.error);
      return exitOfError(cause.error);
    }
    onDefect(cause);
    return EXIT.defect;
  }
}

function exitInsteadOfProcessExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitInsteadOfProcessExit(child);
}
