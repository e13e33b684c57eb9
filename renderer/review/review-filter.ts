/** The filter of the review: what its facets and chips add and take away. */
import { FIELDS } from '../../shared/domain/fields.ts';
import type { Field } from '../../shared/domain/fields.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import type { RowClass } from '../../shared/domain/row.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { ReviewFilter } from '../../shared/ipc/engine-views.ts';

export const EVERYTHING: ReviewFilter = {
  classes: [],
  fields: [],
  only: [],
  statuses: [],
  search: '',
};

export type Facet =
  | { readonly kind: 'class'; readonly cls: RowClass }
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'only'; readonly only: ReviewFilter['only'][number] }
  | { readonly kind: 'status'; readonly side: Side; readonly label: string };

function without<T>(list: readonly T[], isIt: (item: T) => boolean, item: T): readonly T[] {
  return list.some(isIt) ? list.filter((other) => !isIt(other)) : [...list, item];
}

export function hasFacet(filter: ReviewFilter, facet: Facet): boolean {
  switch (facet.kind) {
    case 'class':
      return filter.classes.includes(facet.cls);
    case 'field':
      return filter.fields.includes(facet.field);
    case 'only':
      return filter.only.includes(facet.only);
    case 'status':
      return filter.statuses.some(
        (other) => other.side === facet.side && other.label === facet.label,
      );
  }
}

export function withFacetToggled(filter: ReviewFilter, facet: Facet): ReviewFilter {
  switch (facet.kind) {
    case 'class':
      return {
        ...filter,
        classes: without(filter.classes, (other) => other === facet.cls, facet.cls),
      };
    case 'field':
      return {
        ...filter,
        fields: without(filter.fields, (other) => other === facet.field, facet.field),
      };
    case 'only': {
      const opposite = { undecided: 'decided', decided: 'undecided', unmapped: null }[facet.only];
      const others = filter.only.filter((other) => other !== opposite);
      return { ...filter, only: without(others, (other) => other === facet.only, facet.only) };
    }
    case 'status':
      return {
        ...filter,
        statuses: without(
          filter.statuses,
          (other) => other.side === facet.side && other.label === facet.label,
          { side: facet.side, label: facet.label },
        ),
      };
  }
}

/** What the filter holds, in the order of the facets. */
export function facetsIn(filter: ReviewFilter): readonly Facet[] {
  return [
    ...ROW_CLASSES.filter((cls) => filter.classes.includes(cls)).map((cls): Facet => ({
      kind: 'class',
      cls,
    })),
    ...filter.only.map((only): Facet => ({ kind: 'only', only })),
    ...FIELDS.filter((field) => filter.fields.includes(field)).map((field): Facet => ({
      kind: 'field',
      field,
    })),
    ...filter.statuses.map((status): Facet => ({ kind: 'status', ...status })),
  ];
}

export function isEverything(filter: ReviewFilter): boolean {
  return facetsIn(filter).length === 0 && filter.search === '';
}
