/** Why a cell holds no address that a row could be matched by. */
import type { NoEmailReason } from '../../reconcile/normalize-address.ts';

export const noEmail = {
  blank: 'There is no email address.',
  'too-long': 'This is too long for an email address.',
  several: 'Several addresses stand in one cell, and which of them is this person’s is not known.',
  'no-at': 'There is no @ in it.',
  'several-at': 'There is more than one @ in it.',
  'no-name': 'Nothing stands before the @.',
  'no-domain': 'Nothing stands after the @.',
  spaces: 'There is a space inside the address.',
  quoted: 'What stands before the @ needs quotation marks, which mail systems do not take.',
  signs: 'A sign that no address can have stands before the @.',
  domain: 'What stands after the @ is not the name of a mail domain.',
} as const satisfies Record<NoEmailReason, string>;
