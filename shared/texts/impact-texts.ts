/** What a push sets off beside its rows, in plain sentences; what is not known is said to be so. */
import type { PlanImpact } from '../domain/plan.ts';
import { counted, grouping, pick } from './counted.ts';

interface ImpactLine {
  readonly name: 'calls' | 'salesforce-flows' | 'voyage-mails' | 'opted-out' | 'capacity';
  readonly text: string;
  /** It is not known, and the text says so. */
  readonly isUnknown: boolean;
  /** A person should look before pushing. */
  readonly asks: boolean;
}

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export function impactLines(impact: PlanImpact): readonly ImpactLine[] {
  return [calls(impact), flows(impact), mails(impact), optedOut(impact), capacity(impact)].filter(
    (line) => line !== null,
  );
}

function calls({ calls: { salesforce, leftToday } }: PlanImpact): ImpactLine | null {
  if (salesforce === 0) return null;
  const needed = `About ${counted(salesforce, 'Salesforce call', 'Salesforce calls')}`;
  if (leftToday === null) {
    const text = `${needed}. Unknown: how many are left today, until Salesforce is connected.`;
    return { name: 'calls', text, isUnknown: true, asks: false };
  }
  const text = `${needed} of the ${grouping(leftToday)} left today.`;
  return { name: 'calls', text, isUnknown: false, asks: salesforce > leftToday };
}

function flows({ mayStart: { salesforce } }: PlanImpact): ImpactLine | null {
  const { added, changed, leads } = salesforce;
  const on = [
    added === 0 ? null : counted(added, 'new member', 'new members'),
    leads === 0 ? null : counted(leads, 'new Lead', 'new Leads'),
    changed === 0 ? null : counted(changed, 'changed member', 'changed members'),
  ].filter((part) => part !== null);
  return on.length === 0
    ? null
    : {
        name: 'salesforce-flows',
        text: `Unknown: which flows, rules and mails start in Salesforce on ${list.format(on)}. It does not say; ask its administrator.`,
        isUnknown: true,
        asks: false,
      };
}

function mails({ mayStart: { voyage } }: PlanImpact): ImpactLine | null {
  const { added, statuses, cancelled } = voyage;
  const on = [
    added === 0 ? null : counted(added, 'new registration', 'new registrations'),
    statuses === 0 ? null : counted(statuses, 'changed status', 'changed statuses'),
    cancelled === 0 ? null : counted(cancelled, 'cancellation', 'cancellations'),
  ].filter((part) => part !== null);
  return on.length === 0
    ? null
    : {
        name: 'voyage-mails',
        text: `Unknown: whether Voyage writes to people on ${list.format(on)}. Its API does not say; look at the event’s messages.`,
        isUnknown: true,
        asks: false,
      };
}

function optedOut({ optedOut: { members, inPlan } }: PlanImpact): ImpactLine {
  const voyage = 'Unknown: consent in Voyage, which does not tell it.';
  if (members === null) {
    const text = `Unknown: who wants no email. Salesforce was not asked or does not show it to this user. ${voyage}`;
    return { name: 'opted-out', text, isUnknown: true, asks: false };
  }
  if (inPlan === null) {
    const text = `${counted(members, 'member', 'members')} of the campaign want no email; too many to say how many of them are in this plan. ${voyage}`;
    return { name: 'opted-out', text, isUnknown: true, asks: true };
  }
  const text =
    inPlan === 0
      ? `Nobody in this plan has opted out of email in Salesforce. ${voyage}`
      : `${counted(inPlan, 'person', 'people')} in this plan opted out of email in Salesforce: mails that start on these writes may reach ${pick(inPlan, 'that person', 'them')}. ${voyage}`;
  return { name: 'opted-out', text, isUnknown: false, asks: inPlan > 0 };
}

function capacity({ capacity: { limit, registrations, afterwards } }: PlanImpact): ImpactLine {
  const now = counted(registrations, 'registration', 'registrations');
  if (limit === null) {
    const text = `${now} now, ${grouping(afterwards)} after the push. The event names no limit.`;
    return { name: 'capacity', text, isUnknown: false, asks: false };
  }
  const text = `${now} now, ${grouping(afterwards)} after the push, of ${counted(limit, 'place', 'places')}${afterwards > limit ? ': too many for the event' : ''}.`;
  return { name: 'capacity', text, isUnknown: false, asks: afterwards > limit };
}
