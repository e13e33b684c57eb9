import { en } from '../../shared/texts/en.ts';
import type { Facet } from './review-filter.ts';
import { readable } from './shown-value.tsx';

const { review, words } = en;

export function facetName(facet: Facet): string {
  switch (facet.kind) {
    case 'class':
      return words.rowClass[facet.cls];
    case 'field':
      return words.field[facet.field];
    case 'only':
      return review.facet[facet.only];
    case 'status': {
      const label = readable(facet.side, 'status', facet.label) ?? facet.label;
      return `${words.side[facet.side]}: ${label}`;
    }
  }
}
