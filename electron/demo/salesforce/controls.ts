import type { Controls } from '../faults/control-page.ts';

/** What a person may switch on in the demo's Salesforce by hand. */
export const CONTROLS: Controls = {
  heading: 'The demo’s Salesforce: what goes wrong',
  endpoints: [
    'query',
    'query-page',
    'describe',
    'record-write',
    'collection-write',
    'bulk-create',
    'bulk-upload',
    'bulk-close',
    'bulk-poll',
    'bulk-results',
    'bulk-query-create',
    'bulk-query-poll',
    'bulk-query-results',
    'oauth-token',
  ],
  settings: [
    { label: 'End the sign-in until a new one', set: { expireToken: true } },
    { label: 'Lock the next 5 rows', set: { lockNext: 5 } },
    { label: 'Members written together lock each other out', set: { lockSiblings: 1 } },
    {
      label: 'A validation rule against the status Attended',
      set: {
        validationRules: [
          {
            object: 'CampaignMember',
            field: 'Status',
            is: 'Attended',
            message: 'Attendance is entered by the door team only.',
          },
        ],
      },
    },
    { label: 'Take the title out of what the user may see', set: { hideFields: ['Title'] } },
    {
      label: 'Let nobody write a member’s status',
      set: { readOnlyFields: ['CampaignMember.Status'] },
    },
    { label: 'Read members without their status', set: { dropStatus: true } },
    { label: 'Add fields nobody knows', set: { unknownFields: true } },
    { label: 'Show two rows of each page on the next one again', set: { repeatRows: 2 } },
    { label: '14,900 of today’s 15,000 calls are used', set: { callsByOthers: 14_900 } },
  ],
};
