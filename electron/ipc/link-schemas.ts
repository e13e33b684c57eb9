import { z } from 'zod';
import type { LinkRequests } from '../../shared/ipc/link-contract.ts';

const key = z.string().min(1).max(1_000);
const index = z.int().min(0);
const count = z.int().min(1).max(500);
const pair = z.strictObject({ memberId: key, registrationId: key });
const rowKey = z.strictObject({ rowKey: key });

export const linkSchemas = {
  'links:state': z.null(),
  'links:row': rowKey,
  'links:link': z.strictObject({ rowKeys: z.tuple([key, key]) }),
  'links:unlink': rowKey,
  'links:keep': rowKey,
  'links:undo': z.null(),
  'suggestions:find': z.null(),
  'suggestions:cancel': z.null(),
  'suggestions:page': z.strictObject({ after: index, count }),
  'suggestions:accept': z.union([pair, z.strictObject({ atLeast: z.number().min(0.4).max(1) })]),
  'suggestions:refuse': pair,
  'addresses:page': z.strictObject({ from: index, count }),
  'addresses:decide': z.strictObject({
    identity: key,
    decision: z.enum(['same', 'two-people']).nullable(),
  }),
} satisfies { [K in keyof LinkRequests]: z.ZodType<LinkRequests[K]['input']> };
