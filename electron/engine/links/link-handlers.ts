/** Who is who: what people said, and what is suggested to them. Nothing is linked by itself. */
import type { LinkRequests } from '../../../shared/ipc/link-contract.ts';
import type { LinkEffect, LinksView } from '../../../shared/ipc/link-views.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { diffOf, pairingOf, refuse } from '../context.ts';
import { lastLinkStep, undoLinkStep } from '../journal/link-repository.ts';
import type { Suggested } from '../journal/suggestion-repository.ts';
import {
  openChances,
  openSuggestions,
  suggestionOf,
  suggestionSet,
} from '../journal/suggestion-repository.ts';
import { findSuggestions } from './find-suggestions.ts';
import type { LinkWork } from './link-changes.ts';
import { createLinkChanges } from './link-changes.ts';
import {
  decideAddress,
  keepRow,
  linkRows,
  linkSuggested,
  setApart,
  unlinkRow,
} from './link-work.ts';
import { rowLinks, suggestionView } from './row-links.ts';
import { createSharedAddresses } from './shared-addresses.ts';

const MOST_ROWS = 500;
const MOST_CHANCES = 100_000;

export function linkHandlers(context: EngineContext): Handlers<keyof LinkRequests> {
  const { db, jobs } = context;
  const changes = createLinkChanges(context);
  const addresses = createSharedAddresses(context);
  let finding: AbortController | null = null;

  function effect(work: LinkWork, leftAlone = 0): LinkEffect {
    return { count: work.count, leftAlone, links: state() };
  }

  async function step(work: () => LinkWork): Promise<LinkEffect> {
    return effect(await changes.make(work));
  }

  function state(): LinksView {
    const { pairing, diff } = diffOf(context);
    const set = suggestionSet(db, pairing.id);
    const isOfNow =
      set !== null &&
      set.salesforceSnapshot === diff.snapshots.salesforce &&
      set.voyageSnapshot === diff.snapshots.voyage;
    const last = lastLinkStep(db, pairing.id);
    const made = set === null ? 'none' : isOfNow ? 'ready' : 'old';
    return {
      suggestions: {
        state: finding === null ? made : 'finding',
        madeAt: set?.madeAt ?? null,
        members: set?.members ?? 0,
        registrations: set?.registrations ?? 0,
        chances: openChances(db, pairing.id).slice(0, MOST_CHANCES),
        likelyFrom: set?.likelyFrom ?? 1,
      },
      undo:
        last === null
          ? null
          : { kind: last.kind, count: last.count, actor: last.actor, at: last.at },
    };
  }

  async function find(): Promise<LinksView> {
    if (finding !== null) return state();
    const own = new AbortController();
    finding = own;
    try {
      const done = await jobs.unasked((signal) =>
        findSuggestions(context, AbortSignal.any([signal, own.signal])),
      );
      if (done === 'was-busy') {
        return refuse({ code: 'engine/busy', job: jobs.running() ?? 'compare' });
      }
    } finally {
      finding = null;
    }
    return state();
  }

  async function accept(input: LinkRequests['suggestions:accept']['input']): Promise<LinkEffect> {
    let leftAlone = 0;
    const work = await changes.make((pairing) => {
      const pairs =
        'atLeast' in input
          ? openFrom(pairing.id, input.atLeast)
          : [suggestionOf(db, pairing.id, input)].filter((one) => one !== null);
      const made = linkSuggested(context, pairs);
      leftAlone = made.leftAlone;
      return made;
    });
    return effect(work, leftAlone);
  }

  function openFrom(pairingId: number, atLeast: number): readonly Suggested[] {
    const all = openSuggestions(db, pairingId, 0, Number.MAX_SAFE_INTEGER);
    return all.filter(({ chance }) => chance >= atLeast);
  }

  async function undo(): Promise<LinkEffect> {
    const last =
      lastLinkStep(db, pairingOf(context).id) ?? refuse({ code: 'review/nothing-to-undo' });
    await changes.write((head) => {
      undoLinkStep(db, head, last);
    });
    return { count: last.count, leftAlone: 0, links: state() };
  }

  return {
    'links:state': () => state(),
    'links:row': ({ rowKey }) => rowLinks(context, addresses, rowKey),
    'links:link': ({ rowKeys }) => step(() => linkRows(context, rowKeys)),
    'links:unlink': ({ rowKey }) => step(() => unlinkRow(context, rowKey)),
    'links:keep': ({ rowKey }) => step(() => keepRow(context, rowKey)),
    'links:undo': undo,
    'suggestions:find': find,
    'suggestions:cancel': () => {
      finding?.abort();
      return null;
    },
    'suggestions:page': ({ after, count }) => {
      const { pairing, diff } = diffOf(context);
      const page = openSuggestions(db, pairing.id, after, Math.min(count, MOST_ROWS));
      const rows = page
        .map((suggested) => suggestionView(context, diff, suggested))
        .filter((row) => row !== null);
      return { rows, next: page.length < count ? null : (page.at(-1)?.rank ?? null) };
    },
    'suggestions:accept': accept,
    'suggestions:refuse': (pair) => step(() => setApart(context, pair)),
    'addresses:page': async ({ from, count }) => {
      const all = await addresses.all();
      const rows = all
        .slice(from, from + Math.min(count, MOST_ROWS))
        .map(({ identity }) => addresses.view(identity))
        .filter((row) => row !== null);
      return {
        total: all.length,
        waiting: all.filter(({ isWaiting }) => isWaiting).length,
        from,
        rows,
      };
    },
    'addresses:decide': ({ identity, decision }) =>
      step(() => decideAddress(context, identity, decision, addresses.namesOf(identity))),
  };
}
