/**
 * The identity of an address as UTF-8. A plain ASCII address is its own identity in lower case and is never made
 * a text; any other is normalised as everywhere.
 *
 * Law:    the same identities as `normalizeEmail`; a length of 0 is none.
 */
import type { IdentityRules } from '../../shared/domain/policy.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import type { Cells } from './cells.ts';
import { textOfCell } from './cells.ts';

interface IdentityWriter {
  /** What was last written. */
  bytes: Buffer;
  view: DataView;
  /** Writes the identity of the cell; answers where it ends. `end` may be ESCAPED. */
  readonly write: (cells: Buffer, from: number, end: number, at: number) => number;
}

const AT_SIGN = 0x40;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const LONGEST_LOCAL = 64;
const LONGEST_LABEL = 63;
const LONGEST_DOMAIN = 253;
const LONGEST_PLAIN = 320;

function signs(text: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const sign of text) table[sign.charCodeAt(0)] = 1;
  return table;
}
const WORD = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_';
const IN_LOCAL = signs(`${WORD}!#$%&'*+-/=?^\`{|}~.`);
const IN_LABEL = signs(`${WORD}-`);

export function createIdentityWriter(rules: IdentityRules, size = 1024): IdentityWriter {
  const isPlainEnough = !rules.plusTags && !rules.gmailDots;
  const room = Buffer.allocUnsafeSlow(size);
  const writer: IdentityWriter = { bytes: room, view: new DataView(room.buffer), write };

  function makeRoom(until: number): void {
    if (until <= writer.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(writer.bytes.length * 2, until));
    writer.bytes.copy(larger);
    writer.bytes = larger;
    writer.view = new DataView(larger.buffer);
  }

  function write(cells: Buffer, from: number, end: number, at: number): number {
    if (isPlainEnough && end - from <= LONGEST_PLAIN && isPlain(cells, from, end)) {
      makeRoom(at + LONGEST_PLAIN);
      const { bytes } = writer;
      let to = at;
      for (let place = from; place < end; place += 1) {
        const byte = cells[place] as number;
        bytes[to] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
        to += 1;
      }
      return to;
    }
    const { identity } = normalizeEmail(textOfCell(cells, from, end), rules);
    if (identity === null) return at;
    makeRoom(at + identity.length * 3);
    return at + writer.bytes.write(identity, at, 'utf8');
  }

  return writer;
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

/** Of each row, one after the other: where it begins, and as one more where the last ends. */
export interface Identities {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
}

export function identitiesOf(cells: Cells, rules: IdentityRules): Identities {
  const rows = cells.numbers.length;
  const width = cells.fields.length;
  const slot = cells.fields.indexOf('email');
  const writer = createIdentityWriter(rules, Math.max(1024, rows * 28));
  const starts = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row += 1) {
    const at = row * width + slot;
    starts[row + 1] = writer.write(
      cells.bytes,
      cells.starts[at] as number,
      cells.ends[at] as number,
      starts[row] as number,
    );
  }
  return { bytes: writer.bytes, starts };
}
