import type { z } from 'zod';
import type { ReadOptions } from '../side-port.ts';
import type { Org } from './org.ts';
import { quote } from './soql-text.ts';
import { SalesforceRefusal } from './to-app-error.ts';

/**
 * The pages of a query over members, in order of Id. Where its locator has expired (a laptop that slept), the
 * reading goes on after the last Id that came.
 */
export async function* pagesById<T extends { readonly Id: string }>(
  org: Org,
  query: { readonly select: string; readonly where: string; readonly schema: z.ZodType<T> },
  { signal, pageSize }: ReadOptions,
): AsyncGenerator<
  { readonly rows: readonly T[]; readonly total: number; readonly asOf: string | null },
  void,
  void
> {
  const { select, where, schema } = query;
  let after: string | null = null;
  let total: number | null = null;
  for (;;) {
    const rest: string = after === null ? '' : ` AND Id > ${quote(after)}`;
    const soql = `SELECT ${select} FROM CampaignMember WHERE ${where}${rest} ORDER BY Id`;
    try {
      for await (const page of org.pages(soql, schema, { signal, pageSize })) {
        total ??= page.total;
        after = page.rows.at(-1)?.Id ?? after;
        yield { rows: page.rows, total, asOf: page.asOf };
      }
      return;
    } catch (failure) {
      if (!isExpiredLocator(failure)) throw failure;
    }
  }
}

function isExpiredLocator(failure: unknown): boolean {
  return failure instanceof SalesforceRefusal && failure.salesforceCode === 'INVALID_QUERY_LOCATOR';
}
