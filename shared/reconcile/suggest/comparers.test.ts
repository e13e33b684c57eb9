import { describe, expect, test } from 'vitest';
import type { Values } from '../../domain/fields.ts';
import { FIELDS } from '../../domain/fields.ts';
import { CAMPAIGN_SCHEMA } from './campaign-schema.ts';
import { nationalNumber } from './compare-contacts.ts';
import { createComparers } from './schema.ts';
import { createSlots } from './slots.ts';
import type { People } from './values.ts';

function listOf(person: Partial<Values>): People {
  const columns: Record<string, readonly (string | null)[]> = {};
  for (const field of FIELDS) columns[field] = [person[field] ?? null];
  return { size: 1, columns };
}

/** The level of each slot that says something. */
function found(a: Partial<Values>, b: Partial<Values>): Readonly<Record<string, string>> {
  const lists = { left: listOf(a), right: listOf(b) };
  const slots = createSlots(createComparers(lists, CAMPAIGN_SCHEMA).comparers, lists);
  const levels = new Uint8Array(slots.names.length);
  slots.compare(0, 1, levels);
  const told = slots.told(levels).map((level, slot) => [slots.names[slot], level] as const);
  const said: [string, string][] = told.flatMap(([slot, level]) =>
    level === 'missing' ? [] : [[slot ?? '', level]],
  );
  return Object.fromEntries(said);
}

describe('names', () => {
  test.each([
    ['Ann', 'ann', 'same'],
    ['Jürgen', 'Juergen', 'spelling'],
    ['Jürgen', 'Jurgen', 'same'],
    ['Bob', 'Robert', 'nickname'],
    ['John R.', 'John', 'part'],
    ['Xiao Ming', 'Xiaoming', 'same'],
    ['Mason Aaron', 'Aaron', 'part'],
    ['J.', 'John', 'initial'],
    ['B', 'Robert', 'different'],
    ['Svetlana', 'Svetlna', 'close'],
    ['Dr. Ann', 'Ann', 'same'],
    ['Ann', 'Peter', 'different'],
  ])('given names %s and %s: %s', (a, b, level) => {
    expect(found({ firstName: a }, { firstName: b })).toEqual({ given: level });
  });

  test.each([
    ['Müller', 'Mueller', 'spelling'],
    ['Иванов', 'Ivanov', 'same'],
    ['Swinover-Jackson', 'Swinover', 'part'],
    ['van der Berg', 'Van Den Berg', 'part'],
    ['Clifworth', 'Clifwirth', 'close'],
    ['Meyer', 'Maier', 'similar'],
    ['Smith', 'Jones', 'different'],
  ])('surnames %s and %s: %s', (a, b, level) => {
    expect(found({ lastName: a }, { lastName: b })).toEqual({ surname: level });
  });

  test('that have changed places are the same, crosswise', () => {
    expect(
      found(
        { firstName: 'Schneider', lastName: 'Holger' },
        { firstName: 'holger', lastName: 'Schneider' },
      ),
    ).toEqual({ given: 'same', surname: 'same', order: 'swapped' });
  });

  test('in the address of the other are told, and John is not in johnson@', () => {
    const ann = { firstName: 'Ann', lastName: 'Smith' };
    expect(
      found(ann, { firstName: 'Ann', lastName: 'Jones', email: 'ann.smith@old.example' }),
    ).toMatchObject({ given: 'same', surname: 'address' });
    expect(
      found(
        { firstName: 'John', lastName: 'Watkins' },
        { firstName: 'Rebecca', lastName: 'Watkins', email: 'rebecca.johnson@mail.example' },
      ),
    ).toMatchObject({ given: 'different' });
  });
});

describe('companies', () => {
  test.each([
    ['Acme Ltd.', 'ACME Limited', 'same'],
    ['Blue Harbour Foods', 'BlueHarbourFoods GmbH', 'same'],
    ['Royal Learning Corp.', 'Royal', 'part'],
    ['Prime Learning', 'PL', 'part'],
    ['Valley Metals AG', 'Valleu Metals', 'close'],
    ['Acme', 'Globex', 'different'],
  ])('%s and %s: %s', (a, b, level) => {
    expect(found({ company: a }, { company: b })).toEqual({ company: level });
  });

  test('are known by the domain where the name is missing', () => {
    expect(found({ company: 'Mono Works' }, { email: 'x1@mono-works.example' })).toMatchObject({
      company: 'domain',
    });
    expect(found({ company: 'Acme' }, { email: 'x1@globex.example' })).toMatchObject({
      company: 'apart',
    });
    expect(found({ company: 'Acme' }, { email: 'x1@gmail.com' })).toEqual({});
  });
});

describe('phones', () => {
  test.each([
    ['+44 20 7946 0000', '0044 (0)20 79460000', 'same'],
    ['+49 30 12345678', '030 / 123 456 78', 'same'],
    ['020 7946 0000', '020 7946 0001', 'close'],
    ['020 7946 0000', '020 7946 0123', 'switchboard'],
    ['0711 852 4601', '0784 378 5458', 'another'],
    ['020 7946 0000', '0784 378 5458', 'different'],
  ])('%s and %s: %s', (a, b, level) => {
    expect(found({ phone: a }, { phone: b })).toEqual({ phone: level });
  });

  test.each([
    ['+1 (212) 555-0100 x12', '2125550100'],
    ['+971 50 123 4567', '501234567'],
    ['n/a', null],
    ['12345', null],
  ])('the number in %s is %s', (text, number) => {
    expect(nationalNumber(text)).toBe(number);
  });
});

describe('addresses', () => {
  const ann = { firstName: 'Ann', lastName: 'Lee' };

  test('made of the name say no more than the name', () => {
    expect(
      found({ ...ann, email: 'ann.lee@a.example' }, { ...ann, email: 'ann.lee@b.example' }),
    ).toEqual({ given: 'same', surname: 'same', order: 'straight', company: 'apart' });
  });

  test('of somebody’s own are told', () => {
    expect(found({ email: 'panda77@a.example' }, { email: 'Panda77@gmail.com' })).toEqual({
      email: 'same',
    });
    expect(found({ email: 'panda77@gmail.com' }, { email: 'pandaa77@gmail.com' })).toEqual({
      email: 'close',
    });
  });
});

test.each([
  ['VP Sales', 'Vice President, Sales', 'same'],
  ['Sr. Mktg Mgr', 'Senior Marketing Manager', 'same'],
  ['Sales Manager', 'Marketing Manager', 'part'],
  ['CEO', 'Intern', 'different'],
])('titles %s and %s: %s', (a, b, level) => {
  expect(found({ title: a }, { title: b })).toEqual({ title: level });
});
