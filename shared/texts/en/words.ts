/** The domain's words as a person reads them, one for one thing, on every screen. */
import type { AuditDirection, AuditStatus } from '../../domain/audit.ts';
import type { Field } from '../../domain/fields.ts';
import type { OutcomeCode } from '../../domain/outcome.ts';
import type { RowClass } from '../../domain/row.ts';
import type { Side, WorkspaceKind } from '../../domain/side.ts';
import type { VoyageStatus } from '../../domain/status.ts';

export const words = {
  side: { salesforce: 'Salesforce', voyage: 'Voyage' } satisfies Record<Side, string>,
  field: {
    status: 'Status',
    firstName: 'First name',
    lastName: 'Last name',
    company: 'Company',
    title: 'Title',
    phone: 'Phone',
    email: 'Email',
  } satisfies Record<Field, string>,
  rowClass: {
    'in-sync': 'In sync',
    'auto-merged': 'Auto-merged',
    conflict: 'Conflict',
    'only-salesforce': 'Only in Salesforce',
    'only-voyage': 'Only in Voyage',
    deleted: 'Deleted',
    duplicate: 'Duplicate',
    'no-email': 'No email',
  } satisfies Record<RowClass, string>,
  voyageStatus: {
    invited: 'Invited',
    pending: 'Pending',
    waitlisted: 'Waitlisted',
    registered: 'Registered',
    confirmed: 'Confirmed',
    attended: 'Attended',
    no_show: 'No-show',
    declined: 'Declined',
    cancelled: 'Cancelled',
  } satisfies Record<VoyageStatus, string>,
  outcome: {
    imported: 'Imported',
    exported: 'Exported',
    updated: 'Updated',
    unchanged: 'Unchanged',
    skipped: 'Skipped',
    duplicate: 'Duplicate',
    conflict: 'Conflict',
    'already-member': 'Already a member',
    stale: 'Changed since the plan',
    'unmapped-status': 'Unmapped status',
    'no-email': 'No email',
    'no-person': 'No person',
    rejected: 'Rejected',
    failed: 'Failed',
    'rolled-back': 'Rolled back',
    'not-attempted': 'Not attempted',
  } satisfies Record<OutcomeCode, string>,
  runStatus: {
    succeeded: 'Succeeded',
    partial: 'Partial',
    failed: 'Failed',
    'rolled-back': 'Rolled back',
    blocked: 'Blocked',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
    planned: 'Planned',
    ignored: 'Ignored',
  } satisfies Record<AuditStatus, string>,
  direction: {
    import: 'Import, Salesforce to Voyage',
    export: 'Export, Voyage to Salesforce',
    both: 'Both ways',
    callback: 'Notification',
  } satisfies Record<AuditDirection, string>,
  kind: {
    demo: 'DEMO',
    sandbox: 'SANDBOX',
    production: 'PRODUCTION',
  } satisfies Record<WorkspaceKind, string>,
  kindPlain: {
    demo: 'Demo',
    sandbox: 'Sandbox',
    production: 'Production',
  } satisfies Record<WorkspaceKind, string>,
  empty: 'empty',
} as const;
