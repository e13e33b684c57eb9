/**
 * Who plays what. In every 1,200 people each role is played so many times; the rest agree in everything.
 * A world smaller than that has each role at least once, as far as its rows reach.
 */
import type { RowClass } from '../../../shared/domain/row.ts';
import { STORY_SIZE, type Cast, type Person } from './person.ts';
import {
  BOTH_GONE_PLAYS,
  DUPLICATE_PLAYS,
  GONE_AND_CHANGED_PLAYS,
  GONE_PLAYS,
  NO_EMAIL_PLAYS,
  ONE_LIST_PLAYS,
} from './plays-absent.ts';
import { CALM_PLAYS, plain } from './plays-calm.ts';
import { CONFLICT_PLAYS, ONE_SIDED_PLAYS, UNMAPPED_PLAYS } from './plays-moved.ts';
import { pickFrom, shuffled } from './random.ts';
import type { Scene, Stage } from './scene.ts';

export type Play = (on: { readonly stage: Stage; readonly cast: Cast }, person: Person) => Scene;

const ALL_PLAYS = {
  ...CALM_PLAYS,
  ...ONE_SIDED_PLAYS,
  ...CONFLICT_PLAYS,
  ...UNMAPPED_PLAYS,
  ...ONE_LIST_PLAYS,
  ...GONE_PLAYS,
  ...GONE_AND_CHANGED_PLAYS,
  ...BOTH_GONE_PLAYS,
  ...DUPLICATE_PLAYS,
  ...NO_EMAIL_PLAYS,
};

type RoleName = keyof typeof ALL_PLAYS;

const PLAYS: Readonly<Record<RoleName, Play>> = ALL_PLAYS;

export interface Role {
  readonly name: RoleName;
  /** The classes of the person's rows in chapter 2, with every label mapped. */
  readonly classes: readonly RowClass[];
  readonly play: Play;
}

/** Times in 1,200, and the classes each comes to. */
const COUNTS: Readonly<Record<Exclude<RoleName, 'plain'>, readonly [number, ...RowClass[]]>> = {
  phoneFormat: [60, 'in-sync'],
  emailInCapitals: [8, 'in-sync'],
  emailWithTag: [4, 'in-sync'],
  emailOfInternationalDomain: [3, 'in-sync'],
  emailWithMailto: [2, 'in-sync'],
  emailWithDisplayName: [3, 'in-sync'],
  emailWithStraySpace: [2, 'in-sync'],
  nameSpacedOtherwise: [3, 'in-sync'],
  blankMemberStatus: [4, 'in-sync'],
  germanLabel: [12, 'in-sync'],
  convertedBefore: [6, 'in-sync'],
  convertedSince: [2, 'in-sync'],
  movedAlike: [6, 'in-sync'],
  phoneReformattedSince: [3, 'in-sync'],
  addedToBothAlike: [2, 'in-sync'],
  inOrgOnly: [8],
  checkedInAtTheDoor: [18, 'auto-merged'],
  declinedOnline: [4, 'auto-merged'],
  labelledBySales: [6, 'auto-merged'],
  titleInSalesforce: [3, 'auto-merged'],
  phoneInSalesforce: [3, 'auto-merged'],
  companyInSalesforce: [3, 'auto-merged'],
  lastNameInSalesforce: [2, 'auto-merged'],
  firstNameInSalesforce: [1, 'auto-merged'],
  titleInVoyage: [3, 'auto-merged'],
  phoneInVoyage: [3, 'auto-merged'],
  companyInVoyage: [3, 'auto-merged'],
  lastNameInVoyage: [2, 'auto-merged'],
  firstNameInVoyage: [1, 'auto-merged'],
  eachSideAnotherField: [2, 'auto-merged'],
  emailInSalesforce: [2, 'auto-merged'],
  emailInVoyage: [2, 'auto-merged'],
  statusConflict: [6, 'conflict'],
  companyConflict: [3, 'conflict'],
  titleConflict: [2, 'conflict'],
  nameConflict: [2, 'conflict'],
  phoneConflict: [2, 'conflict'],
  conflictOfManyFields: [2, 'conflict'],
  attendedTakenBack: [1, 'conflict'],
  addedToBothApart: [3, 'conflict'],
  waitlisted: [2, 'auto-merged'],
  newLeadOfTheFair: [16, 'only-salesforce'],
  oldList: [6, 'only-salesforce'],
  walkIn: [6, 'only-voyage'],
  walkInKnownAsLead: [3, 'only-voyage'],
  walkInKnownAsContact: [3, 'only-voyage'],
  walkInKnownAsBoth: [1, 'only-voyage'],
  memberDeleted: [4, 'deleted'],
  registrationCancelled: [5, 'deleted'],
  registrationDeleted: [3, 'deleted'],
  memberDeletedRegistrationChanged: [1, 'conflict'],
  registrationDeletedMemberChanged: [1, 'conflict'],
  registrationCancelledMemberChanged: [1, 'conflict'],
  goneFromBoth: [1],
  leadAndContact: [4, 'duplicate'],
  twoLeadsInTwoCases: [2, 'duplicate'],
  registeredTwice: [2, 'duplicate'],
  registeredTwiceInTwoSpellings: [1, 'duplicate'],
  registeredAgainSince: [1, 'duplicate'],
  sharedAddress: [1, 'duplicate'],
  memberWithoutEmail: [3, 'no-email'],
  memberWithNoAddress: [1, 'no-email'],
  registrationWithoutEmail: [2, 'no-email'],
  registrationWithNoAddress: [1, 'no-email'],
  registeredWithPrivateAddress: [4, 'only-salesforce', 'only-voyage'],
};

/** The role of each person, by number, of a world of so many rows. */
export function castRoles(rows: number, seed: number): (number: number) => Role {
  const special = Object.entries(COUNTS).flatMap(([name, [count, ...classes]]) => {
    const role = { name: name as RoleName, classes, play: PLAYS[name as RoleName] };
    return Array.from({ length: count }, () => role);
  });
  const extra: Role = { name: 'plain', classes: ['in-sync'], play: plain };
  const all = Array.from({ length: STORY_SIZE }, (_, at) => special[at] ?? extra);
  if (rows >= STORY_SIZE) {
    const table = shuffled(all, seed);
    return (number) => pickFrom(table, number + 373 * Math.floor(number / STORY_SIZE));
  }
  const once = [...new Set(special)];
  const table = [...once, ...shuffled(all, seed)].slice(0, rows);
  return (number) => pickFrom(table, number);
}
