/** Which column of a file holds which field, by heads seen in the exports of common platforms. */
import { FIELDS } from '../../shared/domain/fields.ts';
import type { Field } from '../../shared/domain/fields.ts';

/** Folded to letters alone. */
const HEADS: Readonly<Record<Field, readonly string[]>> = {
  status: ['status', 'memberstatus', 'registrationstatus', 'attendeestatus', 'state'],
  firstName: ['firstname', 'givenname', 'first', 'vorname', 'prenom', 'nombre'],
  lastName: ['lastname', 'surname', 'familyname', 'last', 'nachname', 'nom', 'apellidos'],
  company: [
    'company',
    'companyoraccount',
    'account',
    'accountname',
    'organisation',
    'organization',
    'firma',
    'empresa',
  ],
  title: ['title', 'jobtitle', 'position', 'role'],
  phone: ['phone', 'phonenumber', 'telephone', 'mobile', 'mobilephone', 'telefon'],
  email: ['email', 'emailaddress', 'mail', 'mailaddress'],
};

export type Columns = Readonly<Partial<Record<Field, number>>>;

export function columnsOf(head: readonly string[], keyColumn: string): Columns {
  const folded = head.map(fold);
  const columns: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    const names =
      field === 'email' && fold(keyColumn) !== 'email' ? [fold(keyColumn)] : HEADS[field];
    const at = names.map((name) => folded.indexOf(name)).find((index) => index >= 0);
    if (at !== undefined) columns[field] = at;
  }
  return columns;
}

function fold(head: string): string {
  return head
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
