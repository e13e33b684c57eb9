import { useEffect, useRef } from 'react';
import type { SharedAddressView } from '../../shared/ipc/link-views.ts';
import { en } from '../../shared/texts/en.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDay } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { decideAddress, focusAddress } from './pairs-actions.ts';
import { usePairs } from './pairs-store.ts';
import { Somebody } from './suggestion-row.tsx';

const texts = en.links.addresses;

/** The records by the people they seem to be; where names tell nobody apart, by themselves. */
function peopleOf({ records }: SharedAddressView): readonly SharedAddressView['records'][] {
  const people = new Map<number, SharedAddressView['records'][number][]>();
  for (const record of records) {
    people.set(record.person, [...(people.get(record.person) ?? []), record]);
  }
  return people.size > 1 ? [...people.values()] : records.map((record) => [record]);
}

function isWaiting({ decided }: SharedAddressView): boolean {
  return decided?.isStillMeant !== true;
}

function Standing({ row }: { row: SharedAddressView }) {
  const { decided } = row;
  if (decided === null) return <Badge tone="ask">{texts.waits}</Badge>;
  if (!decided.isStillMeant) return <Badge tone="ask">{texts.newName}</Badge>;
  const by = en.links.saidBy(decided.actor, formatDay(decided.at));
  return <Badge>{texts.decided[decided.decision](by)}</Badge>;
}

function Answers({ row, isFocused }: { row: SharedAddressView; isFocused: boolean }) {
  const decide = (decision: 'same' | 'two-people' | null) => () =>
    void decideAddress(row.identity, decision);
  if (!isWaiting(row)) {
    return (
      <Button size="s" variant="bare" data-test="address-again" onClick={decide(null)}>
        {texts.askAgain}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="s"
        keyCap={isFocused ? '1' : undefined}
        title={texts.effect.same}
        data-test="address-same"
        onClick={decide('same')}
      >
        {texts.same}
      </Button>
      <Button
        size="s"
        keyCap={isFocused ? '2' : undefined}
        title={texts.effect['two-people']}
        data-test="address-two-people"
        onClick={decide('two-people')}
      >
        {texts.twoPeople}
      </Button>
    </>
  );
}

function AddressRow({
  row,
  index,
  isFocused,
}: {
  row: SharedAddressView;
  index: number;
  isFocused: boolean;
}) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isFocused) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isFocused]);
  return (
    <li
      ref={element}
      className={isFocused ? 'address is-focus' : 'address'}
      aria-current={isFocused}
      data-test="shared-address"
      onMouseDown={() => {
        focusAddress(index);
      }}
    >
      <div className="address-head">
        <b className="clip" title={row.identity}>
          {row.identity}
        </b>
        <Standing row={row} />
        <span className="ink-2 clip grow">{en.suggestions.sharedAddress[row.reason]}</span>
        <div className="row tight">
          <Answers row={row} isFocused={isFocused} />
        </div>
      </div>
      <div className="people">
        {peopleOf(row).map((records, at) => (
          <div key={records[0]?.recordId} className="one-of">
            <span className="small mut">{texts.person(at + 1)}</span>
            {records.map((record) => (
              <Somebody key={record.recordId} side={record.side} values={record.values} />
            ))}
          </div>
        ))}
      </div>
    </li>
  );
}

/** Addresses several people may have, those that wait first. */
export function AddressList() {
  const addresses = usePairs((state) => state.addresses);
  const focus = usePairs((state) => state.addressFocus);
  if (addresses === null) {
    return (
      <div className="pair-scroll">
        <Skeleton label={texts.loading} lines={8} />
      </div>
    );
  }
  if (addresses.rows.length === 0) {
    return (
      <EmptyState title={texts.empty} data-test="no-addresses">
        {texts.emptyBody}
      </EmptyState>
    );
  }
  return (
    <div className="pair-scroll">
      <ol className="pair-list" aria-label={texts.label}>
        {addresses.rows.map((row, index) => (
          <AddressRow key={row.identity} row={row} index={index} isFocused={index === focus} />
        ))}
      </ol>
    </div>
  );
}
