import { z } from 'zod';
import { invalid, Problem } from './problem.ts';

const HOUR_MS = 3_600_000;

/** Where a listing stands: after which id, under which filter, since when. */
const cursorSchema = z.strictObject({
  scope: z.string(),
  after: z.string(),
  issuedAtMs: z.number(),
});

/** `scope` names the listing and its filter: a cursor of one listing is no cursor of another. */
export function writeCursor(scope: string, after: string, now: Date): string {
  return Buffer.from(JSON.stringify({ scope, after, issuedAtMs: now.getTime() })).toString(
    'base64url',
  );
}

/** The id to go on after. */
export function readCursor(text: string, scope: string, now: Date): string {
  const cursor = parseCursor(text);
  if (cursor?.scope !== scope) {
    throw invalid({ pointer: '/query/cursor', detail: 'The cursor is not one of this listing.' });
  }
  if (now.getTime() - cursor.issuedAtMs > HOUR_MS) {
    throw new Problem('cursor_expired', 'A cursor lives an hour. Start the listing anew.');
  }
  return cursor.after;
}

function parseCursor(text: string): z.infer<typeof cursorSchema> | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
