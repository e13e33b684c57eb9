import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { formatTimeExact, formatTxId } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { searchFor, useAudit, verify } from './audit-store.ts';

const texts = en.audit;

/** Whether every row still is what was written. */
export function ChainCheck() {
  const { check, isChecking } = useAudit();
  const isBroken = check !== null && !check.verified;
  const brokenAt = check?.brokenAt ?? null;
  return (
    <div className={isBroken ? 'chain bad' : 'chain'} role="status" data-test="audit-chain">
      <Icon name={isBroken ? 'warning' : 'audit'} />
      <b className="strong">
        {check === null
          ? texts.unverified
          : check.verified
            ? texts.verified(check.rows)
            : texts.broken(formatTxId(brokenAt ?? ''))}
      </b>
      <span className="mut more">
        {isChecking
          ? texts.verifying
          : isBroken
            ? texts.brokenBody
            : [
                texts.howItHolds,
                check === null
                  ? ''
                  : `${texts.checked(formatTimeExact(check.checkedAt), check.elapsedMs)}.`,
              ].join(' ')}
      </span>
      {brokenAt !== null && (
        <Button
          size="s"
          variant="bare"
          onClick={() => {
            searchFor(brokenAt);
          }}
        >
          {texts.showBroken}
        </Button>
      )}
      <Button
        size="s"
        icon="again"
        isOff={isChecking}
        data-test="audit-verify"
        onClick={() => void verify()}
      >
        {check === null ? texts.verify : texts.verifyAgain}
      </Button>
    </div>
  );
}
