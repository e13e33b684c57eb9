import type { ReactNode, Ref } from 'react';
import { useState } from 'react';
import { FIELDS } from '../../shared/domain/fields.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Facets } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { SearchField } from '../ui/field.tsx';
import { formatNumber } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { searchFor, toggleFacet } from './review-actions.ts';
import type { Facet } from './review-filter.ts';
import { hasFacet } from './review-filter.ts';
import { useReview } from './review-store.ts';
import { classMark } from './row-marks.ts';
import { readable } from './shown-value.tsx';

const { review, words } = en;
const FEW_STATUSES = 4;

function FacetButton({
  facet,
  name,
  count,
  sign,
}: {
  facet: Facet;
  name: string;
  count: number;
  sign: ReactNode;
}) {
  const isOn = useReview((state) => hasFacet(state.filter, facet));
  return (
    <button
      type="button"
      className={count === 0 ? 'facet is-zero' : 'facet'}
      aria-pressed={isOn}
      data-test={`facet-${facet.kind === 'class' ? facet.cls : facet.kind === 'only' ? facet.only : facet.kind}`}
      onClick={() => {
        toggleFacet(facet);
      }}
    >
      {sign}
      <span className="clip">{name}</span>
      <span className="n">{formatNumber(count)}</span>
    </button>
  );
}

function ClassFacets({ facets }: { facets: Facets }) {
  return (
    <section>
      <h2>
        <span>{review.facet.cls}</span>
        <span className="n">{formatNumber(facets.rows)}</span>
      </h2>
      {ROW_CLASSES.map((cls) => (
        <FacetButton
          key={cls}
          facet={{ kind: 'class', cls }}
          name={words.rowClass[cls]}
          count={facets.classes[cls]}
          sign={<Mark name={classMark(cls)} />}
        />
      ))}
    </section>
  );
}

function FieldFacets({ facets }: { facets: Facets }) {
  const most = Math.max(1, ...FIELDS.map((field) => facets.fields[field]));
  const fields = [...FIELDS].sort((a, b) => facets.fields[b] - facets.fields[a]);
  return (
    <section>
      <h2>{review.facet.field}</h2>
      {fields.map((field) => (
        <FacetButton
          key={field}
          facet={{ kind: 'field', field }}
          name={words.field[field]}
          count={facets.fields[field]}
          sign={
            <span
              className="share"
              style={{ '--share': `${String((facets.fields[field] / most) * 100)}%` }}
            />
          }
        />
      ))}
    </section>
  );
}

function SettledBy({ facets }: { facets: Facets }) {
  const lines = [
    { mark: 'merged', name: review.facet.oneSideMoved, count: facets.settledBy.oneSideMoved },
    { mark: 'typed', name: review.facet.person, count: facets.settledBy.person },
    { mark: 'tick', name: review.facet.policy, count: facets.settledBy.policy },
  ] as const;
  return (
    <section>
      <h2>{review.facet.settledBy}</h2>
      <dl>
        {lines.map((line) => (
          <div key={line.name} className={line.count === 0 ? 'facet is-zero' : 'facet'}>
            <dt>
              <Mark name={line.mark} />
              <span className="clip">{line.name}</span>
            </dt>
            <dd className="n">{formatNumber(line.count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function StatusFacets({ facets }: { facets: Facets }) {
  const [isLong, setIsLong] = useState(false);
  return SIDES.map((side) => {
    const statuses = facets.statuses.filter((status) => status.side === side);
    if (statuses.length === 0) return null;
    const shown = isLong ? statuses : statuses.slice(0, FEW_STATUSES);
    const rest = statuses.length - FEW_STATUSES;
    return (
      <section key={side}>
        <h2>{review.facet.status[side]}</h2>
        {shown.map((status) => (
          <FacetButton
            key={status.label}
            facet={{ kind: 'status', side, label: status.label }}
            name={readable(side, 'status', status.label) ?? status.label}
            count={status.rows}
            sign={<Mark name={side} className={side === 'salesforce' ? 'c-sf' : 'c-vg'} />}
          />
        ))}
        {rest > 0 && (
          <button
            type="button"
            className="facet more"
            aria-expanded={isLong}
            onClick={() => {
              setIsLong(!isLong);
            }}
          >
            <span />
            <span className="link">{isLong ? review.facet.fewer : review.facet.more(rest)}</span>
          </button>
        )}
      </section>
    );
  });
}

/** What the rows are, counted; each count is a filter. */
export function FacetPanel({
  facets,
  searchRef,
}: {
  facets: Facets;
  searchRef: Ref<HTMLInputElement>;
}) {
  const search = useReview((state) => state.filter.search);
  const isOpen = useReview((state) => state.areFacetsOpen);
  return (
    <aside
      className={isOpen ? 'facets is-open' : 'facets'}
      aria-label={review.filtersLabel}
      data-test="review-facets"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          useReview.setState({ areFacetsOpen: false });
          document.getElementById('people')?.focus();
          event.stopPropagation();
        }
      }}
    >
      <SearchField
        ref={searchRef}
        label={review.search}
        clearLabel={review.searchClear}
        keyCap="/"
        value={search}
        onChange={searchFor}
        data-test="review-search"
        onKeyDown={(event) => {
          if (event.key === 'Enter') document.getElementById('people')?.focus();
        }}
      />
      <ClassFacets facets={facets} />
      <section>
        <h2>{review.facet.also}</h2>
        <FacetButton
          facet={{ kind: 'only', only: 'undecided' }}
          name={review.facet.undecided}
          count={facets.undecided}
          sign={<Mark name="undecided" />}
        />
        <FacetButton
          facet={{ kind: 'only', only: 'decided' }}
          name={review.facet.decided}
          count={facets.decided}
          sign={<Mark name="tick" />}
        />
        <FacetButton
          facet={{ kind: 'only', only: 'unmapped' }}
          name={review.facet.unmapped}
          count={facets.unmapped}
          sign={<Mark name="unmapped" />}
        />
      </section>
      <FieldFacets facets={facets} />
      <SettledBy facets={facets} />
      <StatusFacets facets={facets} />
    </aside>
  );
}
