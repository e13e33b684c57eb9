import type { Controls } from '../faults/control-page.ts';

/** What a person may switch on in the demo's Voyage by hand. */
export const CONTROLS: Controls = {
  heading: 'The demo’s Voyage: what goes wrong',
  endpoints: [
    'voyage-events',
    'voyage-event',
    'voyage-list',
    'voyage-page',
    'voyage-batch',
    'voyage-callbacks',
  ],
  settings: [
    { label: 'End the sign-in until a new one', set: { expireToken: true } },
    { label: 'Let the token only read', set: { scopes: ['events:read', 'registrations:read'] } },
    { label: 'The event is full', set: { rejectAfter: 0 } },
    { label: 'Registrations without a company', set: { missingFields: ['company'] } },
    { label: 'Add fields nobody knows', set: { unknownFields: true } },
    { label: 'Show two rows of each page on the next one again', set: { repeatRows: 2 } },
    { label: 'An account without the Salesforce sync', set: { capabilities: { maxBatch: 200 } } },
  ],
};
