/** What the plan page says and when its door is open. Pure. */
import type { GuardCheck, GuardName, PlanSummary } from '../../shared/domain/plan.ts';
import { GUARD_NAMES } from '../../shared/domain/plan.ts';
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import type { ReviewFilter } from '../../shared/ipc/engine-views.ts';

/** Operations of each side: what the ledger's columns add up to. */
export function totalsOf(plan: PlanSummary): Readonly<Record<Side, number>> {
  const { salesforce, voyage } = plan.counts;
  return {
    salesforce: salesforce.create + salesforce.update + salesforce.delete,
    voyage: voyage.create + voyage.update + voyage.cancel + voyage.delete,
  };
}

export interface GuardGroup {
  readonly name: GuardName;
  readonly checks: readonly GuardCheck[];
  readonly limit: number;
  readonly state: 'held' | 'waived' | 'open';
}

/** The guards, one line for each name; those that are open come last, next to the door. */
export function guardGroups(checks: readonly GuardCheck[]): readonly GuardGroup[] {
  const groups = GUARD_NAMES.flatMap((name): readonly GuardGroup[] => {
    const own = checks.filter((check) => check.name === name);
    const [first] = own;
    if (first === undefined) return [];
    const tripped = own.filter((check) => check.isTripped);
    const isWaived = tripped.every((check) => check.isWaived);
    const state = tripped.length === 0 ? 'held' : isWaived ? 'waived' : 'open';
    return [{ name, checks: own, limit: first.limit, state }];
  });
  const order = { held: 0, waived: 1, open: 2 };
  return [...groups].sort((a, b) => order[a.state] - order[b.state]);
}

export type ClosedBy =
  | { readonly reason: 'busy' | 'nothing' | 'name' }
  | { readonly reason: 'unmapped'; readonly side: Side; readonly label: string }
  | { readonly reason: 'guards'; readonly count: number };

/** Why the push may not go yet, all of it; empty when it may. */
export function closedBy(
  plan: PlanSummary,
  door: {
    readonly kind: WorkspaceKind;
    readonly campaignName: string;
    readonly typedName: string;
    readonly isBusy: boolean;
  },
): readonly ClosedBy[] {
  if (door.isBusy) return [{ reason: 'busy' }];
  if (plan.operations === 0 || plan.blockedBy === 'nothing-to-do') return [{ reason: 'nothing' }];
  const [unmapped] = plan.left.unmappedStatuses;
  if (plan.blockedBy === 'unmapped-status' && unmapped !== undefined) {
    return [{ reason: 'unmapped', side: unmapped.side, label: unmapped.label }];
  }
  const open = guardGroups(plan.left.guards).filter((group) => group.state === 'open').length;
  const isNamed = door.kind !== 'production' || door.typedName.trim() === door.campaignName.trim();
  return [
    ...(open > 0 ? [{ reason: 'guards', count: open } as const] : []),
    ...(isNamed ? [] : [{ reason: 'name' } as const]),
  ];
}

/** What is still to be typed of the campaign's name; null when what is typed leads elsewhere. */
export function restOfName(typed: string, name: string): string | null {
  return name.startsWith(typed) ? name.slice(typed.length) : null;
}

export type LeftName =
  'conflicts' | 'proposals' | 'duplicates' | 'noEmail' | 'noPerson' | 'skipped' | 'personFieldsOff';

export interface LeftLine {
  readonly name: LeftName;
  readonly count: number;
  /** Where these rows are shown; null when no filter names them. */
  readonly filter: Partial<ReviewFilter> | null;
}

const FILTERS: Readonly<Record<LeftName, Partial<ReviewFilter> | null>> = {
  conflicts: { only: ['undecided'] },
  proposals: { classes: ['deleted'], only: ['undecided'] },
  duplicates: { classes: ['duplicate'] },
  noEmail: { classes: ['no-email'] },
  noPerson: { classes: ['only-voyage'] },
  skipped: null,
  personFieldsOff: null,
};

const ALWAYS: readonly LeftName[] = ['conflicts', 'duplicates', 'noEmail'];

/** What the plan leaves out. Nought is news for some, noise for the rest. */
export function leftLines(plan: PlanSummary): readonly LeftLine[] {
  const names: readonly LeftName[] = [
    'conflicts',
    'proposals',
    'duplicates',
    'noEmail',
    'noPerson',
    'skipped',
    'personFieldsOff',
  ];
  return names
    .map((name) => ({ name, count: plan.left[name], filter: FILTERS[name] }))
    .filter((line) => line.count > 0 || ALWAYS.includes(line.name));
}
