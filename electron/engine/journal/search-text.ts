import type { Values } from '../../../shared/domain/fields.ts';
import { fold } from '../review/fold.ts';

/** What a record is found by. */
export function searchTextOf(
  recordId: string,
  values: Pick<Values, 'firstName' | 'lastName' | 'email' | 'company'>,
): string {
  const { firstName, lastName, email, company } = values;
  return fold(`${firstName ?? ''} ${lastName ?? ''} ${email ?? ''} ${company ?? ''} ${recordId}`);
}
