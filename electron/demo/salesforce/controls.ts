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
    {
      label: 'A duplicate rule with an alert for the leads ann@example.org and bob@example.org',
      set: {
        duplicateRule: { action: 'alert', emails: ['ann@example.org', 'bob@example.org'] },
      },
    },
    { label: 'The next Bulk job fails half-way', to: 'bulk', set: { failJobs: 1 } },
    { label: 'The next Bulk job stalls until all is well', to: 'bulk', set: { stallJobs: 1 } },
    { label: 'An administrator aborts the next Bulk job', to: 'bulk', set: { abortJobs: 1 } },
    { label: 'Bulk jobs take 10 seconds', to: 'bulk', set: { busyMs: 10_000 } },
    { label: 'Today’s Bulk rows are used up', to: 'bulk', set: { isQuotaUsedUp: true } },
    {
      label: 'Signing in is for approved users only',
      to: 'oauth',
      set: { refuses: 'policy-blocked' },
    },
    {
      label: 'Signing in is for other networks only',
      to: 'oauth',
      set: { refuses: 'ip-restricted' },
    },
    { label: 'Revoke every sign-in', to: 'oauth/revoke-all', set: {} },
    { label: '14,900 of today’s 15,000 calls are used', set: { callsByOthers: 14_900 } },
  ],
};
