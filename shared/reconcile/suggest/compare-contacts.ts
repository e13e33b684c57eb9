/** Phone numbers by their last digits, addresses by what stands before the @. */
import type { Comparer } from './comparer.ts';
import { MISSING, SAME, levelAfterSame, levelsOf, sameOf } from './comparer.ts';
import { fold } from './fold.ts';
import { isOneSlip } from './jaro-winkler.ts';
import type { LocalParts } from './local-parts.ts';
import type { Lists } from './values.ts';
import { columnOf, createPool, frequenciesOf, textOf } from './values.ts';

const SHORTEST_NUMBER = 6;
const LINES_OF_A_SWITCHBOARD = 3;
const PHONE_NAMES = ['close', 'switchboard', 'another', 'different'];
const PHONE = {
  close: levelAfterSame(0),
  switchboard: levelAfterSame(1),
  /** Another number of the same kind: of people who keep their mobile, somebody else's. */
  another: levelAfterSame(2),
  different: levelAfterSame(3),
} as const;
const EMAIL_NAMES = ['close', 'different'];
const EMAIL = { close: levelAfterSame(0), different: levelAfterSame(1) } as const;

/** ITU-T E.164: codes of one and of two digits; all others have three. */
const COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/u;

/** The number within its country, however it was written. */
export function nationalNumber(text: string): string | null {
  const main = text.replace(/(?:ext\.?|x|#)\s*\d+\s*$/iu, '').replace(/\(0\)/u, '');
  const digits = main.replace(/\D/gu, '');
  if (digits.length < SHORTEST_NUMBER) return null;
  const international = /^\D*\+/u.test(main)
    ? digits
    : digits.startsWith('00')
      ? digits.slice(2)
      : null;
  if (international !== null) return international.replace(COUNTRY_CODE, '').replace(/^0/u, '');
  return digits.replace(/^0/u, '');
}

function comparePhone(a: string, b: string): number {
  if (isOneSlip(a, b)) return PHONE.close;
  if (a.length !== b.length) return PHONE.different;
  if (a.slice(0, -LINES_OF_A_SWITCHBOARD) === b.slice(0, -LINES_OF_A_SWITCHBOARD)) {
    return PHONE.switchboard;
  }
  return a.charAt(0) === b.charAt(0) ? PHONE.another : PHONE.different;
}

export function createPhoneComparer(lists: Lists, name: string): Comparer {
  const pool = createPool((text) => {
    const key = nationalNumber(text);
    return key === null ? null : { key };
  });
  const column = columnOf(lists, name, pool.numberOf);
  const frequencies = frequenciesOf(column, lists.left.size, pool.values.length);
  return {
    slots: [{ name: 'phone', levels: levelsOf(...PHONE_NAMES), same: sameOf(frequencies) }],
    compare: (left, right, out, at) => {
      const [a, b] = [column[left] ?? -1, column[right] ?? -1];
      if (a < 0 || b < 0) out[at] = MISSING;
      else if (a === b) out[at] = SAME + (frequencies.bandOf[a] ?? 0);
      else out[at] = comparePhone(pool.values[a]?.key ?? '', pool.values[b]?.key ?? '');
    },
  };
}

const TELLING_LETTERS = 3;

/** Made of the name of its owner: `ann.lee@`, `alee@`, `leean@`. It says no more than the name does. */
function isNamed(local: string, given: string, surname: string): boolean {
  if (/\d/u.test(local)) return false;
  const isPart = (name: string): boolean =>
    name.length > 1 && local.includes(name.slice(0, TELLING_LETTERS));
  return isPart(given) || isPart(surname);
}

/** `annl75@` here and there is hers alone, whatever stands after the @. */
export function createAddressComparer(
  lists: Lists,
  names: { readonly given: string; readonly surname: string } | null,
  addresses: LocalParts,
): Comparer {
  const locals = createPool<{ key: string }>((key) => ({ key }));
  const { column, values } = addresses;
  const localOf = Int32Array.from(values, ({ local }) => locals.numberOf(local));
  const frequencies = frequenciesOf(
    column,
    lists.left.size,
    locals.values.length,
    (value) => localOf[value] ?? -1,
  );
  const bare = (text: string | null): string =>
    text === null ? '' : fold(text).bare.replaceAll(' ', '');
  const isNamedBy = Uint8Array.from(column, (value, person) => {
    const local = values[value]?.local ?? '';
    if (local === '' || names === null) return 0;
    const [given, surname] = [
      textOf(lists, names.given, person),
      textOf(lists, names.surname, person),
    ];
    return Number(isNamed(local, bare(given), bare(surname)));
  });

  return {
    slots: [{ name: 'email', levels: levelsOf(...EMAIL_NAMES), same: sameOf(frequencies) }],
    compare: (left, right, out, at) => {
      const [numberA, numberB] = [column[left] ?? -1, column[right] ?? -1];
      const [a, b] = [values[numberA], values[numberB]];
      if (a === undefined || b === undefined) out[at] = MISSING;
      else if (isNamedBy[left] === 1 || isNamedBy[right] === 1) out[at] = MISSING;
      else if (a.local === b.local) {
        out[at] = SAME + (frequencies.bandOf[localOf[numberA] ?? -1] ?? 0);
      } else if (isOneSlip(a.local, b.local) && a.digits === b.digits) out[at] = EMAIL.close;
      else out[at] = EMAIL.different;
    },
  };
}
