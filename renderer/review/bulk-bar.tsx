import { FIELDS } from '../../shared/domain/fields.ts';
import type { Field } from '../../shared/domain/fields.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { Mark, SideMark } from '../ui/mark.tsx';
import { Select } from '../ui/select.tsx';
import { linkRows, twoToLink } from './link-actions.ts';
import { clearSelection, decide, selectAll, startTyping } from './review-actions.ts';
import type { ReviewView } from './review-store.ts';
import { useReview } from './review-store.ts';
import { countSelected, isSelected } from './selection.ts';
import { undecidedOf } from './row-view.ts';

const { review, words } = en;

/** How many of the selected rows wait, among those that are here. */
function useUndecided(view: ReviewView): number | null {
  const selection = useReview((state) => state.selection);
  if (selection.kind === 'filter') return null;
  let undecided = 0;
  let seen = 0;
  for (const row of view.pages.held()) {
    if (!isSelected(selection, row.rowKey)) continue;
    seen += 1;
    if (undecidedOf(row) !== 0) undecided += 1;
  }
  return seen === selection.keys.size ? undecided : null;
}

/** One decision for everybody selected. */
export function BulkBar({ view }: { view: ReviewView }) {
  const selection = useReview((state) => state.selection);
  const fields = useReview((state) => state.bulkFields);
  const undecided = useUndecided(view);
  const count = countSelected(selection, view.total);
  if (count === 0) return null;
  const isWhole = selection.kind === 'filter';
  const options = [
    { value: 'asking', label: review.bulk.asking },
    ...FIELDS.map((field) => ({ value: field, label: words.field[field] })),
  ];
  const canType = fields !== 'asking';
  const canLink = twoToLink() !== null;
  return (
    <div className="bulk" role="toolbar" aria-label={review.bulk.label} data-test="bulk-bar">
      <span className="strong n" data-test="bulk-count">
        {isWhole ? review.bulk.wholeFilter(count) : review.bulk.selected(count)}
      </span>
      {!isWhole && (
        <Button variant="bare" size="s" keyCap="a" className="is-extra" onClick={selectAll}>
          {review.bulk.takeAll(view.total)}
        </Button>
      )}
      <span className="line" />
      <Select
        label={review.bulk.fieldsLabel}
        size="s"
        value={fields === 'asking' ? 'asking' : (fields[0] ?? 'asking')}
        options={options}
        data-test="bulk-fields"
        onChange={(value) => {
          const field = FIELDS.find((each): each is Field => each === value);
          useReview.setState({ bulkFields: field === undefined ? 'asking' : [field] });
        }}
      />
      <Button
        size="s"
        keyCap="1"
        data-test="bulk-take-salesforce"
        onClick={() => void decide('salesforce')}
      >
        <SideMark side="salesforce" />
        {review.bulk.take.salesforce}
      </Button>
      <Button
        size="s"
        keyCap="2"
        data-test="bulk-take-voyage"
        onClick={() => void decide('voyage')}
      >
        <SideMark side="voyage" />
        {review.bulk.take.voyage}
      </Button>
      <Button
        size="s"
        keyCap="e"
        isOff={!canType}
        title={canType ? undefined : review.bulk.mixed}
        data-test="bulk-type"
        onClick={startTyping}
      >
        <Mark name="typed" />
        {review.bulk.type}
      </Button>
      <Button size="s" keyCap="s" data-test="bulk-skip" onClick={() => void decide('skip')}>
        <Mark name="skipped" />
        {review.bulk.skip}
      </Button>
      {count === 2 && (
        <Button
          size="s"
          keyCap="l"
          isOff={!canLink}
          title={canLink ? undefined : en.links.row.cannotLink}
          data-test="bulk-link"
          onClick={() => void linkRows()}
        >
          {en.links.row.linkTwo}
        </Button>
      )}
      {undecided !== null && (
        <span className="mut is-extra">{review.bulk.undecided(undecided, count - undecided)}</span>
      )}
      <span className="grow" />
      <Button
        variant="bare"
        size="s"
        icon="close"
        isIconOnly
        aria-label={review.bulk.clear}
        data-test="bulk-clear"
        onClick={clearSelection}
      />
    </div>
  );
}
