import { en } from '../../shared/texts/en.ts';
import { go, setDensity } from '../shell/ask.ts';
import { useShell } from '../shell/shell-store.ts';
import { Chip } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Segments } from '../ui/segments.tsx';
import { facetName } from './facet-name.ts';
import {
  redo,
  saveDiff,
  searchFor,
  seePlan,
  showEverybody,
  toggleFacet,
  undo,
} from './review-actions.ts';
import { facetsIn, isEverything } from './review-filter.ts';
import type { ReviewView } from './review-store.ts';
import { useReview } from './review-store.ts';

const { review } = en;

function Left() {
  const facets = useReview((state) => state.facets);
  if (facets === null) return null;
  const { undecided, conflictsTotal } = facets;
  const isCounted = undecided <= conflictsTotal && conflictsTotal > 0;
  const said = isCounted
    ? review.conflictsLeft(undecided, conflictsTotal)
    : review.waiting(undecided);
  if (undecided === 0) {
    return (
      <div className="left is-none" data-test="undecided-left">
        <Icon name="tick" />
        <span className="strong">{review.allDecided}</span>
      </div>
    );
  }
  return (
    <>
      <div className="left" data-test="undecided-left">
        <b>{said.left}</b>
        <span className="ink-2">{said.rest}</span>
      </div>
      {isCounted && (
        <div className="decided">
          <ProgressBar
            label={review.decidedShare}
            done={conflictsTotal - undecided}
            total={conflictsTotal}
          />
        </div>
      )}
    </>
  );
}

function Chips({ total }: { total: number }) {
  const filter = useReview((state) => state.filter);
  const facets = facetsIn(filter);
  return (
    <div className="chips">
      {facets.map((facet) => {
        const name = facetName(facet);
        return (
          <Chip
            key={name}
            removeLabel={review.chipRemove(name)}
            onRemove={() => {
              toggleFacet(facet);
            }}
          >
            {name}
          </Chip>
        );
      })}
      {filter.search !== '' && (
        <Chip
          removeLabel={review.chipRemove(filter.search)}
          onRemove={() => {
            searchFor('');
          }}
        >
          {review.chipSearch(filter.search)}
        </Chip>
      )}
      {facets.length > 2 && !isEverything(filter) && (
        <button type="button" className="link small" onClick={showEverybody}>
          {review.chipsClear}
        </button>
      )}
      <span className="mut n" data-test="people-shown">
        {review.peopleShown(total)}
      </span>
    </div>
  );
}

/** How much is left, what is shown, and the way on. */
export function ReviewBar({ view, hasFilters }: { view: ReviewView; hasFilters: boolean }) {
  const density = useShell((shell) => shell.density);
  const facets = useReview((state) => state.facets);
  const areFacetsOpen = useReview((state) => state.areFacetsOpen);
  const isPlanning = useReview((state) => state.isPlanning);
  return (
    <div className="screen-bar">
      <Left />
      {!hasFilters && (
        <Button
          variant="bare"
          aria-expanded={areFacetsOpen}
          data-test="review-filters"
          onClick={() => {
            useReview.setState({ areFacetsOpen: !areFacetsOpen });
          }}
        >
          {review.filtersShow}
        </Button>
      )}
      <Chips total={view.total} />
      <span className="grow" />
      <div className="row actions">
        <Button
          variant="bare"
          icon="undo"
          isIconOnly
          isOff={facets?.canUndo !== true}
          aria-label={review.undo}
          title={facets?.canUndo === true ? review.undo : review.nothingToUndo}
          data-test="review-undo"
          onClick={() => void undo()}
        />
        <Button
          variant="bare"
          icon="redo"
          isIconOnly
          isOff={facets?.canRedo !== true}
          aria-label={review.redo}
          title={facets?.canRedo === true ? review.redo : review.nothingToRedo}
          data-test="review-redo"
          onClick={() => void redo()}
        />
        <Button
          variant="bare"
          icon="clock"
          isIconOnly
          aria-label={en.ledger.open}
          title={en.ledger.open}
          data-test="open-ledger"
          onClick={() => {
            go('/ledger');
          }}
        />
        <Button
          variant="bare"
          icon="file"
          isIconOnly
          aria-label={review.saveDiff}
          title={review.saveDiff}
          data-test="diff-save"
          onClick={() => void saveDiff()}
        />
      </div>
      <Button
        variant="bare"
        keyCap="g"
        data-test="open-pairs"
        onClick={() => {
          go('/pairs');
        }}
      >
        {en.links.open}
      </Button>
      <div className="is-extra">
        <Segments
          label={review.density}
          value={density}
          onChange={setDensity}
          options={[
            { value: 'regular', label: <Icon name="rows" />, name: review.densityRegular },
            { value: 'compact', label: <Icon name="rows-dense" />, name: review.densityCompact },
          ]}
        />
      </div>
      <Button
        variant="primary"
        keyCap="P"
        isOff={isPlanning}
        data-test="see-plan"
        onClick={() => void seePlan()}
      >
        {review.seePlan}
      </Button>
    </div>
  );
}
