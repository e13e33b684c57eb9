/**
 * The identity of each row as UTF-8 beside its hash. A plain ASCII address is its own identity in lower case
 * and is never made a text; any other is normalised as everywhere.
 *
 * Law:    the same identities as `normalizeEmail`; a length of 0 is none.
 */
import type { IdentityRules } from '../../shared/domain/policy.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import type { Roster } from './read-roster.ts';
import { valueAt } from './read-roster.ts';

export interface Identities {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  readonly hashes: Int32Array;
}

const AT_SIGN = 0x40;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const LONGEST_LOCAL = 64;
const LONGEST_LABEL = 63;
const LONGEST_DOMAIN = 253;

function signs(text: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const sign of text) table[sign.charCodeAt(0)] = 1;
  return table;
}
const WORD = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_';
const IN_LOCAL = signs(`${WORD}!#$%&'*+-/=?^\`{|}~.`);
const IN_LABEL = signs(`${WORD}-`);

export function identitiesOf(roster: Roster, rules: IdentityRules): Identities {
  const { rows } = roster;
  const slot = roster.fields.indexOf('email');
  const width = roster.fields.length;
  const starts = new Uint32Array(rows);
  const lengths = new Uint32Array(rows);
  const hashes = new Int32Array(rows);
  const isPlainEnough = !rules.plusTags && !rules.gmailDots;
  let bytes = Buffer.allocUnsafe(Math.max(1024, rows * 28));
  let used = 0;
  const makeRoom = (more: number): void => {
    if (used + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + more));
    bytes.copy(larger, 0, 0, used);
    bytes = larger;
  };
  for (let row = 0; row < rows; row += 1) {
    const from = roster.starts[row * width + slot] as number;
    const to = roster.ends[row * width + slot] as number;
    starts[row] = used;
    if (isPlainEnough && to - from <= 320 && isPlain(roster.bytes, from, to)) {
      makeRoom(to - from);
      for (let at = from; at < to; at += 1) {
        const byte = roster.bytes[at] as number;
        bytes[used] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
        used += 1;
      }
    } else {
      const { identity } = normalizeEmail(valueAt(roster, row, slot), rules);
      if (identity === null) continue;
      makeRoom(identity.length * 3);
      used += bytes.write(identity, used, 'utf8');
    }
    const start = starts[row] as number;
    lengths[row] = used - start;
    hashes[row] = hashOf(bytes, start, used);
  }
  return { bytes, starts, lengths, hashes };
}

/** Narrower than `readAddress` reads at once, so that what it lets through is certain. */
function isPlain(bytes: Buffer, from: number, to: number): boolean {
  let at = from;
  while (at < to && IN_LOCAL[bytes[at] as number] === 1) at += 1;
  if (at === from || at - from > LONGEST_LOCAL || bytes[at] !== AT_SIGN) return false;
  at += 1;
  if (to - at > LONGEST_DOMAIN) return false;
  for (;;) {
    const label = at;
    while (at < to && IN_LABEL[bytes[at] as number] === 1) {
      if (bytes[at] === HYPHEN && bytes[at + 1] === HYPHEN) return false;
      at += 1;
    }
    if (at === label || at - label > LONGEST_LABEL) return false;
    if (bytes[label] === HYPHEN || bytes[at - 1] === HYPHEN) return false;
    if (at === to) return true;
    if (bytes[at] !== DOT) return false;
    at += 1;
  }
}

function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
