import { useId } from 'react';
import type { KeychainState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { Icon } from '../ui/icon.tsx';

/** The button of a sign-in form, and beside it why it is closed: the keychain first, or an answer that is awaited. */
export function SubmitRow({
  label,
  icon,
  isPrimary,
  keychain,
  asking,
  part,
  'data-test': test,
}: {
  label: string;
  icon?: IconName;
  isPrimary: boolean;
  keychain: KeychainState['state'];
  /** What is awaited; null when nothing is. */
  asking: string | null;
  part?: string;
  'data-test': string;
}) {
  const id = useId();
  const isOff = keychain !== 'available' || asking !== null;
  return (
    <div className="row wrap">
      <Button
        type="submit"
        variant={isPrimary ? 'primary' : 'plain'}
        isOff={isOff}
        aria-describedby={isOff ? id : undefined}
        data-test={test}
        data-part={part}
        {...(icon === undefined ? {} : { icon })}
      >
        {label}
      </Button>
      {isOff && (
        <span className={asking === null ? 'reason row tight' : 'row tight mut'} id={id}>
          <Icon
            name={asking === null ? 'lock' : 'turning'}
            {...(asking === null ? {} : { className: 'spin' })}
          />
          {keychain === 'available' ? asking : en.keychain.first[keychain]}
        </span>
      )}
    </div>
  );
}
