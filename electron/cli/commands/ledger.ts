import { Command } from 'commander';
import type { LedgerEvent, LedgerStory } from '../../../shared/ipc/ledger-views.ts';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export function ledgerCommand(shell: Shell): Command {
  return withCommonOptions(new Command('ledger'))
    .description('why isn’t she there? the whole story of one email, on both sides')
    .argument('<email>', 'an address, whether or not it is on a list now')
    .action(async (email: string, options: CommonOptions) => {
      const code = await withSession(
        shell,
        options,
        { isOnline: false },
        async (session, output) => {
          const story = await session.ask('ledger:find', { email });
          output.answer(story, ledgerText(story));
          return story.standing === 'not-an-email' ? EXIT.usage : EXIT.done;
        },
      );
      shell.end(code);
    });
}

function ledgerText(story: LedgerStory): string {
  const { answer, nextStep, toCheck, alike, records, events } = story;
  return [
    story.identity ?? story.email,
    answer,
    ...(nextStep === null ? [] : [`Next: ${nextStep}`]),
    ...(alike.length === 0 ? [] : [`Known and much alike: ${alike.join(', ')}`]),
    ...toCheck.map((line) => `- ${line}`),
    ...records.map(
      ({ side, recordId, name, status, listName }) =>
        `${side === 'salesforce' ? 'Salesforce' : 'Voyage'}, ${listName}: ${name ?? 'no name'}, ${status ?? 'no status'} (${recordId})`,
    ),
    ...events.flatMap(eventLines),
  ].join('\n');
}

function eventLines(event: LedgerEvent): readonly string[] {
  const { at, title, actor, lists, salesforce, voyage, note, nextStep, txId, steps } = event;
  const head = [
    at ?? 'at an unknown time',
    title,
    actor === null ? '' : `by ${actor}`,
    lists ?? '',
  ];
  const more = [
    ['Salesforce', salesforce],
    ['Voyage', voyage],
    ['', note],
    ['next', nextStep],
    ['run', txId],
    ['', steps.map((step) => `${step.text}${step.at === null ? '' : ` ${step.at}`}`).join('; ')],
  ] as const;
  return [
    head.filter((part) => part !== '').join('  '),
    ...more.flatMap(([name, text]) =>
      text === null || text === '' ? [] : [`    ${name === '' ? '' : `${name}: `}${text}`],
    ),
  ];
}
