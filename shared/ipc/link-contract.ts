import type { SharedAddressDecision } from '../domain/who-is-who.ts';
import type {
  LinkEffect,
  LinksView,
  RowLinks,
  SharedAddressPage,
  SuggestionPage,
} from './link-views.ts';

interface Pair {
  readonly memberId: string;
  readonly registrationId: string;
}

/** Who is who. Each of the changes is a step that can be undone, and the comparison follows before it answers. */
export interface LinkRequests {
  'links:state': { input: null; output: LinksView };
  'links:row': { input: { readonly rowKey: string }; output: RowLinks };
  /** Two rows that stand alone, one on each side, become one; refuses with review/not-alone. */
  'links:link': { input: { readonly rowKeys: readonly [string, string] }; output: LinkEffect };
  /** The two records of a row are two people: never matched again, never suggested. */
  'links:unlink': { input: { readonly rowKey: string }; output: LinkEffect };
  /** Of duplicates, this row's record is the one to keep. */
  'links:keep': { input: { readonly rowKey: string }; output: LinkEffect };
  'links:undo': { input: null; output: LinkEffect };
  /** Looks for people among those who stand alone; answers when it is done. */
  'suggestions:find': { input: null; output: LinksView };
  'suggestions:cancel': { input: null; output: null };
  /** Open ones after a rank (0: from the first), the likeliest first. */
  'suggestions:page': {
    input: { readonly after: number; readonly count: number };
    output: SuggestionPage;
  };
  /** Links one pair, or every open one from a chance on. */
  'suggestions:accept': {
    input: Pair | { readonly atLeast: number };
    output: LinkEffect;
  };
  /** These are two people: never suggested again. */
  'suggestions:refuse': { input: Pair; output: LinkEffect };
  'addresses:page': {
    input: { readonly from: number; readonly count: number };
    output: SharedAddressPage;
  };
  /** Null asks again. */
  'addresses:decide': {
    input: {
      readonly identity: string;
      readonly decision: SharedAddressDecision['decision'] | null;
    };
    output: LinkEffect;
  };
}

export const LINK_CHANNELS = {
  'links:state': 1,
  'links:row': 1,
  'links:link': 1,
  'links:unlink': 1,
  'links:keep': 1,
  'links:undo': 1,
  'suggestions:find': 1,
  'suggestions:cancel': 1,
  'suggestions:page': 1,
  'suggestions:accept': 1,
  'suggestions:refuse': 1,
  'addresses:page': 1,
  'addresses:decide': 1,
} as const satisfies Record<keyof LinkRequests, 1>;
