/**
 * The log of main: JSON lines in a file, small facts only. Anything that looks like a token, a header
 * value or an email address is blotted out before it is written. The only place that may write to a console.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  note(event: string, facts?: Facts): void;
  /** Writes the defect down and answers the incident id a person can give to support. */
  defect(where: string, cause: unknown): string;
}

const MAX_BYTES = 5_000_000;
const SECRETS = [
  /00D[A-Za-z0-9]{12,15}![\w.]+/g,
  /\b5Aep[\w.=-]+/g,
  /\b(?:access_token|refresh_token|code|code_verifier|token)=[^&\s"]+/g,
  /\bBearer\s+\S+/gi,
  /\b[A-Za-z0-9_-]{32,}\b/g,
  /[^\s"'<>@]+@[^\s"'<>@]+\.[^\s"'<>@]+/g,
];

export function redact(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, '[redacted]'), text);
}

export function openLog(dir: string, clock: () => Date): Log {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'reconcile.log');

  function write(event: string, facts: Facts): void {
    const line = JSON.stringify({ at: clock().toISOString(), event, ...facts });
    try {
      if (sizeOf(path) > MAX_BYTES) renameSync(path, `${path}.1`);
      appendFileSync(path, `${redact(line)}\n`);
    } catch {
      // A full disk must not stop the app; the journal says it where it matters.
    }
  }

  return {
    note: (event, facts = {}) => write(event, facts),
    defect(where, cause) {
      const incidentId = randomUUID().slice(0, 8);
      const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      write('defect', { incidentId, where, text });
      return incidentId;
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
