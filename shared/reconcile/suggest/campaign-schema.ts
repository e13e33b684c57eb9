import type { PersonSchema } from './schema.ts';

/** Ours: what a member and a registration have in common beside the address they are matched by. */
export const CAMPAIGN_SCHEMA: PersonSchema = {
  fields: [
    { kind: 'names', given: 'firstName', surname: 'lastName' },
    { kind: 'company', column: 'company' },
    { kind: 'words', column: 'title' },
    { kind: 'phone', column: 'phone' },
    { kind: 'email', column: 'email' },
  ],
  keys: [
    {
      name: 'surname',
      parts: [
        [['sound', 'lastName']],
        [['initial', 'firstName']],
        [['root', 'firstName']],
        [['company', 'company']],
      ],
    },
    { name: 'phone', parts: [[['phone', 'phone']], [['initial', 'firstName']]] },
    { name: 'email', parts: [[['local', 'email']], [['company', 'company']]] },
    {
      name: 'company',
      parts: [[['company', 'company']], [['initial', 'firstName']], [['root', 'firstName']]],
    },
    {
      name: 'given name',
      parts: [
        [
          ['root', 'firstName'],
          ['beginning', 'lastName'],
        ],
        [['company', 'company']],
      ],
    },
    {
      name: 'end of the surname',
      parts: [
        [
          ['root', 'firstName'],
          ['ending', 'lastName'],
        ],
        [['company', 'company']],
      ],
    },
    {
      name: 'swapped names',
      parts: [
        [
          ['root', 'lastName'],
          ['initial', 'firstName'],
        ],
      ],
      rightParts: [
        [
          ['root', 'firstName'],
          ['initial', 'lastName'],
        ],
      ],
    },
    {
      name: 'swapped names, the other way',
      parts: [
        [
          ['root', 'firstName'],
          ['initial', 'lastName'],
        ],
      ],
      rightParts: [
        [
          ['root', 'lastName'],
          ['initial', 'firstName'],
        ],
      ],
    },
  ],
  changes: [['company', 'title', 'phone', 'email']],
  lookAlikes: [
    // filed alike, and nothing in common
    {},
    // a surname, a given name, a whole name
    { surname: 'shared' },
    { given: 'shared', surname: 'own' },
    { given: 'shared', surname: 'shared' },
    // a household, a family firm
    { surname: 'one', phone: 'shared', company: 'own' },
    { surname: 'one', company: 'shared', phone: 'own' },
    // people who work together
    { company: 'shared', phone: 'own', given: 'own' },
  ],
};
