/** One schema per channel: what main's door lets in. Sizes are capped so that a page can't flood the worker. */
import { z } from 'zod';
import { DECIDABLES, FIELDS } from '../../shared/domain/fields.ts';
import { OUTCOME_CODES, RUN_MODES } from '../../shared/domain/outcome.ts';
import { GUARD_NAMES } from '../../shared/domain/plan.ts';
import { CHOICES, ROW_CLASSES } from '../../shared/domain/row.ts';
import { DIRECTIONS, SIDES } from '../../shared/domain/side.ts';
import { SKIP, VOYAGE_STATUSES } from '../../shared/domain/status.ts';
import type { Channel, Requests } from '../../shared/ipc/contract.ts';
import { policySchema } from '../policy/policy-schema.ts';
import { linkSchemas } from './link-schemas.ts';

const MAX_PAGE = 1_000;
const MAX_KEYS = 10_000;

const text = z.string().max(2_000);
const name = z.string().min(1).max(200);
const key = z.string().min(1).max(1_000);
const path = z.string().min(1).max(4_096);
const secret = z.string().min(1).max(20_000);
const index = z.int().min(0);
const count = z.int().min(1).max(MAX_PAGE);
const nothing = z.null();
const txId = z.strictObject({ txId: key });
const digest = z.strictObject({ digest: key });
const address = z.strictObject({ url: text, accessToken: secret });
const accountKey = { orgId: z.string().min(1).max(100), userId: z.string().max(100) };

const filter = z.strictObject({
  classes: z.array(z.enum(ROW_CLASSES)).max(ROW_CLASSES.length),
  fields: z.array(z.enum(FIELDS)).max(FIELDS.length),
  only: z.array(z.enum(['undecided', 'decided', 'unmapped'])).max(3),
  statuses: z.array(z.strictObject({ side: z.enum(SIDES), label: text })).max(500),
  search: text,
});

export const inputSchemas = {
  ...linkSchemas,
  'engine:connect': nothing,
  'engine:state': nothing,
  'lists:find': z.strictObject({ side: z.enum(SIDES), query: text }),
  'pairing:choose': z.strictObject({ campaignId: key, eventId: key }),
  'policy:get': nothing,
  'policy:set': z.strictObject({ policy: policySchema }),
  'pull:start': z.strictObject({ isFull: z.boolean() }),
  'pull:cancel': nothing,
  'map:get': nothing,
  'map:set': z.discriminatedUnion('way', [
    z.strictObject({
      way: z.literal('toVoyage'),
      label: text,
      to: z.enum([...VOYAGE_STATUSES, SKIP]).nullable(),
    }),
    z.strictObject({
      way: z.literal('toSalesforce'),
      status: z.enum(VOYAGE_STATUSES),
      to: text.nullable(),
    }),
  ]),
  'map:accept': nothing,
  'preview:import': z.strictObject({ limit: count }),
  'review:open': z.strictObject({ filter }),
  'review:page': z.strictObject({ viewId: index, from: index, count }),
  'review:facets': nothing,
  'review:next-undecided': z.strictObject({ viewId: index, after: z.int().min(-1) }),
  'review:ticks': z.strictObject({ viewId: index }),
  'review:person': z.strictObject({ rowKey: key }),
  'review:find': z.strictObject({ email: text }),
  'review:decide': z.strictObject({
    target: z.union([
      z.strictObject({ rowKeys: z.array(key).min(1).max(MAX_KEYS) }),
      z.strictObject({ viewId: index }),
    ]),
    fields: z.union([
      z.literal('asking'),
      z.array(z.enum(DECIDABLES)).min(1).max(DECIDABLES.length),
    ]),
    choice: z.enum([...CHOICES, 'clear']),
    value: text.nullable(),
  }),
  'review:undo': nothing,
  'review:redo': nothing,
  'diff:counts': nothing,
  'diff:rows': z.strictObject({ after: index, count }),
  'plan:build': z.strictObject({ direction: z.enum(DIRECTIONS) }),
  'plan:get': digest,
  'plan:impact': digest,
  'plan:rows': z.strictObject({
    digest: key,
    search: text,
    from: index,
    count,
    onlyOperations: z.boolean(),
  }),
  'plan:waive': z.strictObject({ digest: key, guard: z.enum(GUARD_NAMES), isWaived: z.boolean() }),
  'push:start': z.strictObject({ digest: key, mode: z.enum(RUN_MODES), confirm: text.nullable() }),
  'push:resume': txId,
  'push:pause': txId,
  'push:cancel': txId,
  'duplicate:decide': z.discriminatedUnion('choice', [
    z.strictObject({ rowKey: key, choice: z.literal('create-anyway') }),
    z.strictObject({ rowKey: key, choice: z.null() }),
    z.strictObject({ rowKey: key, choice: z.literal('link'), personId: key }),
  ]),
  'revert:plan': txId,
  'run:summary': txId,
  'outcomes:page': z.strictObject({
    txId: key,
    filter: z.strictObject({
      outcomes: z.array(z.enum(OUTCOME_CODES)).max(OUTCOME_CODES.length),
      search: text,
    }),
    from: index,
    count,
  }),
  'report:write': z.strictObject({ txId: key, path }),
  'report:name': txId,
  'ledger:find': z.strictObject({ email: text }),
  'audit:page': z.strictObject({ search: text, from: index, count }),
  'audit:verify': nothing,
  'audit:write': z.strictObject({ path }),
  'journal:check': nothing,
  'shell:state': nothing,
  'shell:place': z.strictObject({
    route: z
      .string()
      .max(2_000)
      .regex(/^\/[\w/?&=%.+*~-]*$/),
    theme: z.enum(['system', 'light', 'dark']),
    density: z.enum(['regular', 'compact']),
  }),
  'workspace:open': z.strictObject({ name }),
  'journal:restore': z.strictObject({ workspace: name, backup: name }),
  'keychain:check': nothing,
  'auth:sign-in': z.strictObject({
    workspace: name,
    salesforce: address.nullable(),
    voyage: address.nullable(),
  }),
  'auth:browser': z.strictObject({ workspace: name, loginUrl: z.string().max(2_000) }),
  'auth:browser-cancel': nothing,
  'auth:use': z.strictObject({
    workspace: name,
    side: z.enum(SIDES),
    ...accountKey,
  }),
  'auth:sign-out': z.strictObject({
    workspace: name,
    side: z.enum(SIDES).nullable(),
    account: z.strictObject(accountKey).nullable(),
  }),
  'settings:set': z.strictObject({
    workspace: name,
    settings: z.strictObject({
      salesforceClientId: z.string().trim().min(1).max(500).nullable(),
      salesforceLoginUrl: z.string().trim().min(1).max(2_000).nullable(),
      callsPercent: z.int().min(1).max(100),
    }),
  }),
  'auth:renew': nothing,
  'demo:reset': nothing,
  'report:save': txId,
  'plan:save': digest,
  'diff:save': nothing,
  'audit:save': nothing,
  'shell:show-file': z.strictObject({ path }),
  'shell:open-link': z.strictObject({ url: text }),
  'shell:copy': z.strictObject({ text: z.string().max(100_000) }),
} satisfies { [K in Channel]: z.ZodType<Requests[K]['input']> };

/** Channels the window may not use itself: main calls them with a path a person chose in a dialog. */
export const NOT_FOR_THE_WINDOW: ReadonlySet<string> = new Set<Channel>([
  'report:write',
  'audit:write',
]);
