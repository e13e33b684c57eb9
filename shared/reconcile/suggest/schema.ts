/**
 * Which fields of a person are compared and how, what pairs are met, and what people who are not one may share.
 * Column names are the caller's; slots are named by what they compare.
 */
import type { Comparer } from './comparer.ts';
import { createCompanyComparer, readCompany } from './compare-companies.ts';
import { createAddressComparer, createPhoneComparer, nationalNumber } from './compare-contacts.ts';
import { createNameComparer } from './compare-names.ts';
import { createTextComparer } from './compare-texts.ts';
import type { BlockingKey, KeyPart } from './blocking.ts';
import type { LocalParts } from './local-parts.ts';
import { lettersOf, readLocalParts } from './local-parts.ts';
import { readName } from './name-values.ts';
import type { Source } from './mixture.ts';
import { createNicknames } from './nicknames.ts';
import type { Lists } from './values.ts';
import { textOf } from './values.ts';

interface NameSpec {
  readonly kind: 'names';
  readonly given: string;
  readonly surname: string;
}
interface ColumnSpec<K extends string> {
  readonly kind: K;
  readonly column: string;
}
type FieldSpec =
  | NameSpec
  | ColumnSpec<'company'>
  | ColumnSpec<'phone'>
  | ColumnSpec<'email'>
  | ColumnSpec<'words'>
  | ColumnSpec<'signs'>;

type FiledBy =
  'sound' | 'initial' | 'root' | 'beginning' | 'ending' | 'company' | 'phone' | 'local' | 'signs';
/** What is filed by, and the column: `['sound', 'lastName']`. Several together are one part of a key. */
type PartSpec = readonly (readonly [FiledBy, string])[];

interface KeySpec {
  readonly name: string;
  /** From coarse to fine. */
  readonly parts: readonly PartSpec[];
  /** For the right list, where it is filed by other columns: names that changed places. */
  readonly rightParts?: readonly PartSpec[];
}

/** A reason for which people who are not one look alike: by slot, in what. Nothing said is by chance. */
type LookAlike = Readonly<Record<string, Exclude<Source, 'chance'>>>;

export interface PersonSchema {
  readonly fields: readonly FieldSpec[];
  readonly keys: readonly KeySpec[];
  /** Per change in a person's life: the slots that changed with it. */
  readonly changes: readonly (readonly string[])[];
  readonly lookAlikes: readonly LookAlike[];
}

export function createComparers(
  lists: Lists,
  schema: PersonSchema,
): { readonly comparers: readonly Comparer[]; readonly addresses: LocalParts | null } {
  const email = schema.fields.find((field) => field.kind === 'email');
  const names = schema.fields.find((field) => field.kind === 'names');
  const addresses = email === undefined ? null : readLocalParts(lists, email.column);
  const comparers = schema.fields.flatMap((field): readonly Comparer[] => {
    switch (field.kind) {
      case 'names':
        return [createNameComparer(lists, field, addresses)];
      case 'company':
        return [createCompanyComparer(lists, field.column, addresses)];
      case 'phone':
        return [createPhoneComparer(lists, field.column)];
      case 'email':
        return addresses === null ? [] : [createAddressComparer(lists, names ?? null, addresses)];
      case 'words':
      case 'signs':
        return [createTextComparer(lists, field.column, field.kind)];
    }
  });
  return { comparers, addresses };
}

const BEGINNING = 2;
const ENDING = 3;
const COMPANY_BEGINNING = 5;

export function createKeys(
  lists: Lists,
  { keys }: PersonSchema,
  addresses: LocalParts | null,
): readonly BlockingKey[] {
  const nicknames = createNicknames();
  const readers: Readonly<Record<Exclude<FiledBy, 'local'>, (text: string) => string | null>> = {
    sound: (text) => readName(text, nicknames)?.sound ?? null,
    initial: (text) => readName(text, nicknames)?.root.charAt(0) ?? null,
    root: (text) => readName(text, nicknames)?.root ?? null,
    ending: (text) => readName(text, nicknames)?.bare.slice(-ENDING) ?? null,
    beginning: (text) => readName(text, nicknames)?.bare.slice(0, BEGINNING) ?? null,
    company: (text) => readCompany(text)?.joined.slice(0, COMPANY_BEGINNING) ?? null,
    phone: nationalNumber,
    signs: (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  };
  const known = new Map<string, ReadonlyMap<string, string | null>>();

  function partOf(spec: PartSpec): KeyPart {
    const readings = spec.map(([by, column]): KeyPart => {
      if (by === 'local') {
        return (person) => lettersOf(addresses, person);
      }
      const name = `${by} ${column}`;
      const memory = (known.get(name) ?? new Map()) as Map<string, string | null>;
      known.set(name, memory);
      return (person) => {
        const text = textOf(lists, column, person);
        if (text === null) return null;
        let reading = memory.get(text);
        if (reading === undefined) {
          reading = readers[by](text);
          memory.set(text, reading);
        }
        return reading;
      };
    });
    return (person) => {
      let all = '';
      for (const reading of readings) {
        const text = reading(person);
        if (text === null || text === '') return null;
        all += all === '' ? text : `|${text}`;
      }
      return all;
    };
  }

  return keys.map(({ name, parts, rightParts }) => ({
    name,
    left: parts.map((spec) => partOf(spec)),
    right: (rightParts ?? parts).map((spec) => partOf(spec)),
  }));
}
