/** Reads a policy file; what is wrong with it becomes an error that names the place and the nearest key. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { FIELDS } from '../../shared/domain/fields.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { VOYAGE_STATUSES } from '../../shared/domain/status.ts';
import { Refusal } from '../engine/refusal.ts';
import { fileTrouble } from '../workspace/file-trouble.ts';
import { policySchema } from './policy-schema.ts';

/** The keys known at each place of a policy, for naming the nearest one. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(DEFAULT_POLICY),
  identity: Object.keys(DEFAULT_POLICY.identity),
  statusMap: ['toVoyage', 'toSalesforce'],
  'statusMap.toSalesforce': VOYAGE_STATUSES,
  fields: FIELDS,
  guards: Object.keys(DEFAULT_POLICY.guards),
};
/** Further away than this a key is no help. */
const FARTHEST = 4;

export function readPolicyFile(path: string): Policy {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new Refusal({ code: 'input/unreadable-file', path, detail: fileTrouble(cause) });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Refusal({
      code: 'policy/invalid',
      path,
      detail: `It is not JSON: ${reasonOf(cause)}`,
    });
  }
  return parsePolicy(json, path);
}

export function parsePolicy(json: unknown, path: string): Policy {
  const parsed = policySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue)
    throw new Refusal({ code: 'policy/invalid', path, detail: 'It does not fit the schema.' });
  const unknown = unknownKey(issue);
  if (unknown) {
    const nearest = nearestKey(unknown.key, KNOWN[unknown.place] ?? []);
    const key = unknown.place === '' ? unknown.key : `${unknown.place}.${unknown.key}`;
    throw new Refusal({ code: 'policy/unknown-key', path, key, nearest });
  }
  const place = issue.path.join('.') || 'the whole file';
  throw new Refusal({ code: 'policy/invalid', path, detail: `At ${place}: ${issue.message}` });
}

/** A key of an object, or of a record with fixed keys, that the schema does not know. */
function unknownKey(issue: z.core.$ZodIssue): { place: string; key: string } | null {
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    return key === undefined ? null : { place: issue.path.join('.'), key };
  }
  if (issue.code === 'invalid_key') {
    const key = issue.path.at(-1);
    return { place: issue.path.slice(0, -1).join('.'), key: String(key) };
  }
  return null;
}

export function nearestKey(key: string, known: readonly string[]): string | null {
  let best: { name: string; distance: number } | null = null;
  for (const name of known) {
    const distance = editDistance(key.toLowerCase(), name.toLowerCase());
    if (distance <= FARTHEST && (best === null || distance < best.distance))
      best = { name, distance };
  }
  return best?.name ?? null;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of Array.from(a).entries()) {
    const row = [i + 1];
    for (const [j, right] of Array.from(b).entries()) {
      const change = (previous[j] ?? 0) + (left === right ? 0 : 1);
      row.push(Math.min(change, (previous[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
