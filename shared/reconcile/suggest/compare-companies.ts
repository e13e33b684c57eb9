/** Who two people work for: by the company's name, or by the domain of their address. */
import type { Comparer } from './comparer.ts';
import { MISSING, SAME, levelAfterSame, levelsOf, sameOf } from './comparer.ts';
import { fold } from './fold.ts';
import { isOneSlip, jaroWinkler, letterMask, mayBeAlike } from './jaro-winkler.ts';
import type { AddressValue, LocalParts } from './local-parts.ts';
import type { Lists } from './values.ts';
import { columnOf, createPool, frequenciesOf } from './values.ts';

export interface CompanyValue {
  readonly key: string;
  readonly joined: string;
  readonly words: readonly string[];
  readonly initials: string;
  readonly mask: number;
}

const CLOSE = 0.93;
const SHORTEST_WITH_A_SLIP = 6;
const ALIKE_AFTER_A_SLIP = 0.8;
const LEGAL_FORMS = new Set(
  `ltd limited inc incorporated llc llp lp plc corp corporation co company gmbh ag kg kgaa ohg gbr ev se sa sarl sas
  sasu srl spa sl slu sp zo oo zoo as asa ab aps oy oyj bv nv pte pty pvt kk fze fzco the group holding holdings
  international intl`.split(/\s+/u),
);

const COMPANY_NAMES = ['close', 'part', 'domain', 'apart', 'different'];
const COMPANY = {
  close: levelAfterSame(0),
  part: levelAfterSame(1),
  domain: levelAfterSame(2),
  /** A company is missing, and the domains are of different ones. */
  apart: levelAfterSame(3),
  different: levelAfterSame(4),
} as const;

export function readCompany(text: string): CompanyValue | null {
  const all = fold(text.replaceAll('&', ' ').replaceAll('.', '')).bare.split(' ');
  const own = all.filter((word) => word.length > 1 && !LEGAL_FORMS.has(word));
  const words = own.length > 0 ? own : all.filter((word) => word !== '');
  if (words.length === 0) return null;
  const joined = words.join('');
  return {
    key: joined,
    joined,
    words,
    initials: words.length > 1 ? words.map((word) => word.charAt(0)).join('') : '',
    mask: letterMask(joined),
  };
}

function isPart(a: CompanyValue, b: CompanyValue): boolean {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (short.joined === long.initials) return true;
  return short.joined.length > 2 && short.words.every((word) => long.words.includes(word));
}

/** Short names are one letter apart by chance. */
function areOneSlipApart(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= SHORTEST_WITH_A_SLIP && isOneSlip(a, b);
}

function compareCompany(a: CompanyValue, b: CompanyValue): number {
  if (isPart(a, b)) return COMPANY.part;
  const isClose =
    mayBeAlike(a.joined, a.mask, b.joined, b.mask, ALIKE_AFTER_A_SLIP) &&
    (jaroWinkler(a.joined, b.joined) >= CLOSE || areOneSlipApart(a.joined, b.joined));
  return isClose ? COMPANY.close : COMPANY.different;
}

function isOfOneDomain(
  a: CompanyValue | undefined,
  b: CompanyValue | undefined,
  addressA: AddressValue | null,
  addressB: AddressValue | null,
): boolean {
  if (addressA !== null && addressB !== null) {
    if (addressA.domain === addressB.domain) return true;
    if (areOneSlipApart(addressA.label, addressB.label)) return true;
  }
  return isNamedAfter(addressB, a) || isNamedAfter(addressA, b);
}

function isNamedAfter(address: AddressValue | null, company: CompanyValue | undefined): boolean {
  if (address === null || company === undefined) return false;
  return (
    address.label.startsWith(company.joined) ||
    company.joined.startsWith(address.label) ||
    areOneSlipApart(company.joined, address.label)
  );
}

/** Both are known to work somewhere, by the company or by the domain of a company. */
function isElsewhere(
  a: CompanyValue | AddressValue | null,
  b: CompanyValue | AddressValue | null,
): boolean {
  return a !== null && b !== null;
}

/** A domain that many people of many companies have is a mail provider's. */
function providersAmong(addresses: LocalParts): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const value of addresses.column) {
    const domain = addresses.values[value]?.domain;
    if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const known = `gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com gmx.de
    gmx.net web.de t-online.de orange.fr free.fr wanadoo.fr mail.ru yandex.ru qq.com 163.com proton.me protonmail.com`;
  const most = Math.max(20, addresses.column.length * 0.01);
  return new Set([
    ...known.split(/\s+/u),
    ...[...counts].filter(([, count]) => count > most).map(([domain]) => domain),
  ]);
}

export function createCompanyComparer(
  lists: Lists,
  name: string,
  addresses: LocalParts | null,
): Comparer {
  const pool = createPool(readCompany);
  const column = columnOf(lists, name, pool.numberOf);
  const frequencies = frequenciesOf(column, lists.left.size, pool.values.length);
  const providers = addresses === null ? new Set<string>() : providersAmong(addresses);
  const addressOf = (person: number): AddressValue | null => {
    const value = addresses?.values[addresses.column[person] ?? -1];
    return value === undefined || providers.has(value.domain) ? null : value;
  };

  return {
    slots: [{ name: 'company', levels: levelsOf(...COMPANY_NAMES), same: sameOf(frequencies) }],
    compare: (left, right, out, at) => {
      const [numberA, numberB] = [column[left] ?? -1, column[right] ?? -1];
      if (numberA >= 0 && numberA === numberB) {
        out[at] = SAME + (frequencies.bandOf[numberA] ?? 0);
        return;
      }
      const [a, b] = [pool.values[numberA], pool.values[numberB]];
      const level = a === undefined || b === undefined ? MISSING : compareCompany(a, b);
      out[at] = level;
      if (level !== MISSING && level !== COMPANY.different) return;
      const [addressA, addressB] = [addressOf(left), addressOf(right)];
      if (isOfOneDomain(a, b, addressA, addressB)) out[at] = COMPANY.domain;
      else if (level === MISSING && isElsewhere(a ?? addressA, b ?? addressB)) {
        out[at] = COMPANY.apart;
      }
    },
  };
}
