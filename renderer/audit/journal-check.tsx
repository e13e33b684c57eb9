import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes, formatTimeExact, formatWhen } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useNow } from '../ui/use-now.ts';
import { checkJournal, useAudit } from './audit-store.ts';

const texts = en.audit.journal;

/** The file everything lies in, read from end to end where a person asks for it. */
export function JournalCheck() {
  const { journal, isReadingJournal } = useAudit();
  const now = useNow();
  const isBad = journal !== null && journal.findings.length > 0;
  const newest = journal?.backups[0];
  const newestAt = newest === undefined ? null : formatWhen(newest.takenAt, now);
  return (
    <div className={isBad ? 'chain bad' : 'chain'} role="status" data-test="journal-check">
      <Icon name={isBad ? 'warning' : 'file'} />
      <b className="strong">
        {journal === null ? texts.unchecked : isBad ? texts.damaged : texts.sound}
      </b>
      <span className="mut more">
        {isReadingJournal
          ? texts.checking
          : journal === null
            ? texts.whatItIs
            : isBad
              ? texts.damagedBody(journal.findings, newestAt)
              : [
                  texts.size(formatBytes(journal.bytes)),
                  newestAt === null
                    ? texts.noBackup
                    : texts.backups(journal.backups.length, newestAt),
                  `${en.audit.checked(formatTimeExact(journal.checkedAt), journal.elapsedMs)}.`,
                ].join(' ')}
      </span>
      <Button
        size="s"
        icon="again"
        isOff={isReadingJournal}
        data-test="check-journal"
        onClick={() => void checkJournal()}
      >
        {journal === null ? texts.check : texts.checkAgain}
      </Button>
    </div>
  );
}
