import { describe, expect, it } from 'vitest';
import { BLANK_VALUES, maskOf } from '../../shared/domain/fields.ts';
import type { Decidable, Values } from '../../shared/domain/fields.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import { baseOf, cellOf, fieldsMeant, middleOf, nameOf, questionsOf } from './row-view.ts';

const side = (recordId: string, values: Partial<Values>) => ({
  recordId,
  values: { ...BLANK_VALUES, ...values },
});

function row(over: Partial<ReviewRow>): ReviewRow {
  return {
    position: 1,
    rowKey: 'donal@harbour.example',
    cls: 'conflict',
    identity: 'donal@harbour.example',
    salesforce: side('00v1', { firstName: 'Dónal', lastName: 'O’Connor', company: 'Light Media' }),
    voyage: side('reg_1', { firstName: 'Dónal', lastName: 'O’Connor', company: 'Light Ltd' }),
    base: {
      firstName: { salesforce: 'Dónal', voyage: 'Dónal' },
      lastName: { salesforce: 'O’Connor', voyage: 'O’Connor' },
      company: { salesforce: 'Light', voyage: 'Light' },
    },
    differs: 0,
    movedSalesforce: 0,
    movedVoyage: 0,
    autoSalesforce: 0,
    autoVoyage: 0,
    asks: 0,
    choseSalesforce: 0,
    choseVoyage: 0,
    choseTyped: 0,
    choseSkip: 0,
    typed: {},
    presence: null,
    isUnmapped: false,
    keeperId: null,
    ...over,
  };
}

const bits = (...decidables: readonly Decidable[]): number => maskOf(decidables);

describe('the middle of a row', () => {
  it('shows the base of what waits', () => {
    const asked = row({ differs: bits('company'), asks: bits('company') });
    expect(middleOf(asked)).toMatchObject({
      question: 'company',
      settled: 'undecided',
      value: { text: 'Light' },
      writes: null,
      furtherQuestions: 0,
    });
  });

  it('has no value for what waits and was never synced', () => {
    const asked = row({ base: null, differs: bits('company'), asks: bits('company') });
    expect(middleOf(asked).value).toBeUndefined();
    expect(baseOf(asked, 'company', 'salesforce')).toBeUndefined();
  });

  it('shows the value that will hold, and the side that will be written, of what was taken', () => {
    const taken = row({ asks: bits('company'), choseVoyage: bits('company') });
    expect(middleOf(taken)).toMatchObject({
      settled: 'voyage',
      isAuto: false,
      value: { side: 'voyage', text: 'Light Ltd' },
      writes: 'salesforce',
    });
  });

  it('says of what merged by itself that nobody chose it', () => {
    const auto = row({ cls: 'auto-merged', autoSalesforce: bits('company') });
    expect(middleOf(auto)).toMatchObject({ settled: 'salesforce', isAuto: true, writes: 'voyage' });
  });

  it('puts what waits before what is settled, and counts what is like it', () => {
    const both = row({
      autoVoyage: bits('status'),
      asks: bits('company', 'phone', 'firstName'),
      choseSkip: bits('firstName'),
    });
    expect(questionsOf(both)).toEqual(['company', 'phone', 'name', 'status']);
    expect(middleOf(both)).toMatchObject({ question: 'company', furtherQuestions: 1 });
  });

  it('lets a choice stand over what merged by itself', () => {
    const over = row({ autoVoyage: bits('company'), choseSalesforce: bits('company') });
    expect(middleOf(over)).toMatchObject({ settled: 'salesforce', isAuto: false });
  });

  it('joins the typed half of a name with the half that stays', () => {
    const typed = row({
      asks: bits('lastName'),
      choseTyped: bits('lastName'),
      typed: { lastName: 'Connor' },
    });
    expect(middleOf(typed)).toMatchObject({
      settled: 'typed',
      value: { text: 'Dónal Connor' },
      writes: 'both',
    });
  });

  it('takes a typed blank for a value', () => {
    const typed = row({
      asks: bits('company'),
      choseTyped: bits('company'),
      typed: { company: null },
    });
    expect(middleOf(typed).value).toEqual({ side: 'salesforce', text: null });
  });

  it('asks nothing of a duplicate or of a row without an email', () => {
    expect(middleOf(row({ cls: 'duplicate', differs: bits('company') })).settled).toBe('duplicate');
    expect(middleOf(row({ cls: 'no-email' })).settled).toBe('no-email');
    expect(middleOf(row({ cls: 'in-sync' })).settled).toBe('same');
  });

  it('writes the other side of a person who is on one only', () => {
    const only = row({
      cls: 'only-voyage',
      salesforce: null,
      base: null,
      presence: 'create-member',
      autoVoyage: bits('presence'),
    });
    expect(middleOf(only)).toMatchObject({
      question: 'presence',
      presence: 'create-member',
      writes: 'salesforce',
    });
  });
});

describe('what a decision is meant for', () => {
  it('means the half of a name that waits, not the half that is settled', () => {
    const half = row({ asks: bits('firstName', 'lastName'), choseSkip: bits('firstName') });
    expect(fieldsMeant(half, 'name')).toEqual(['lastName']);
  });

  it('means what merged by itself or was decided before, where nothing waits', () => {
    expect(fieldsMeant(row({ autoVoyage: bits('status') }), 'status')).toEqual(['status']);
    const decided = row({ asks: bits('company'), choseVoyage: bits('company') });
    expect(fieldsMeant(decided, 'company')).toEqual(['company']);
    expect(fieldsMeant(row({}), 'phone')).toEqual([]);
  });
});

describe('the cells of a row', () => {
  it('holds a moved value against the base of its own side', () => {
    const moved = row({ differs: bits('company'), movedVoyage: bits('company') });
    expect(cellOf(moved, 'voyage', 'company')).toEqual({
      text: 'Light Ltd',
      isMoved: true,
      against: 'Light',
    });
    expect(cellOf(moved, 'salesforce', 'company').isMoved).toBe(false);
  });

  it('holds the sides against each other where there is no base', () => {
    const fresh = row({ base: null, differs: bits('company') });
    expect(cellOf(fresh, 'salesforce', 'company')).toEqual({
      text: 'Light Media',
      isMoved: true,
      against: 'Light Ltd',
    });
  });

  it('marks nothing where one side has no record', () => {
    const only = row({ voyage: null, differs: bits('company'), base: null });
    expect(cellOf(only, 'salesforce', 'company').isMoved).toBe(false);
    expect(cellOf(only, 'voyage', 'company').text).toBeNull();
  });

  it('names a person by either side, else by the email', () => {
    expect(nameOf(row({ salesforce: null }))).toBe('Dónal O’Connor');
    expect(nameOf(row({ salesforce: null, voyage: side('r', {}) }))).toBe('donal@harbour.example');
  });
});
