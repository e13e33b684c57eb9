/** The same scorer for other people: names, an address, a date of birth and a number of their own. */
import type { PersonSchema } from '../../shared/reconcile/suggest/schema.ts';

export const FEBRL_SCHEMA: PersonSchema = {
  fields: [
    { kind: 'names', given: 'givenName', surname: 'surname' },
    { kind: 'signs', column: 'streetNumber' },
    { kind: 'words', column: 'address1' },
    { kind: 'words', column: 'address2' },
    { kind: 'words', column: 'suburb' },
    { kind: 'signs', column: 'postcode' },
    { kind: 'words', column: 'state' },
    { kind: 'signs', column: 'dateOfBirth' },
    { kind: 'signs', column: 'socSecId' },
  ],
  keys: [
    { name: 'surname', parts: [[['sound', 'surname']], [['initial', 'givenName']]] },
    { name: 'date of birth', parts: [[['signs', 'dateOfBirth']]] },
    { name: 'number', parts: [[['signs', 'socSecId']]] },
    {
      name: 'given name',
      parts: [
        [
          ['root', 'givenName'],
          ['beginning', 'surname'],
        ],
      ],
    },
    {
      name: 'place',
      parts: [
        [
          ['signs', 'postcode'],
          ['sound', 'suburb'],
        ],
      ],
    },
    {
      name: 'swapped names',
      parts: [
        [
          ['sound', 'surname'],
          ['initial', 'givenName'],
        ],
      ],
      rightParts: [
        [
          ['sound', 'givenName'],
          ['initial', 'surname'],
        ],
      ],
    },
  ],
  changes: [['streetNumber', 'address1', 'address2', 'suburb', 'postcode', 'state']],
  lookAlikes: [
    {},
    { surname: 'shared' },
    { given: 'shared', surname: 'own' },
    { given: 'shared', surname: 'shared' },
    { dateOfBirth: 'shared' },
    { surname: 'one', address1: 'shared', suburb: 'shared', postcode: 'own', streetNumber: 'own' },
    { suburb: 'shared', postcode: 'shared' },
  ],
};
