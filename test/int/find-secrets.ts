/** Looks for secrets where none may be, in each form that a program could have written them down in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FORMS: readonly ((secret: string) => Buffer)[] = [
  (secret) => Buffer.from(secret, 'utf8'),
  (secret) => Buffer.from(secret, 'utf16le'),
  (secret) => Buffer.from(encodeURIComponent(secret)),
  (secret) => Buffer.from(Buffer.from(secret).toString('hex')),
  // The middle of its base64, wherever in a text it began.
  ...[0, 1, 2].map((shift) => (secret: string) => {
    const text = Buffer.from('x'.repeat(shift) + secret).toString('base64');
    return Buffer.from(text.slice(4, -4));
  }),
];

/** Which of the secrets are in these bytes. */
export function secretsIn(bytes: Buffer, secrets: Iterable<string>): readonly string[] {
  return [...secrets].filter((secret) => FORMS.some((form) => bytes.includes(form(secret))));
}

/** `file: secret` for each secret in each file below a folder; logs, journals and their side files alike. */
export function secretsBelow(dir: string, secrets: Iterable<string>): readonly string[] {
  const wanted = [...secrets];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return secretsIn(readFileSync(path), wanted).map((secret) => `${path}: ${secret}`);
    });
}

/** What every user of this machine can read of every process: its arguments. */
export function commandLines(): Buffer {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`);
      } catch {
        // It has ended meanwhile.
        return Buffer.alloc(0);
      }
    });
  return Buffer.concat(lines);
}
