/**
 * Backups as files: `backups/JOURNAL.YYYYMMDDTHHMMSSZ.runs-N` beside the journal, made after runs, and
 * `.vN`, made before the step that leaves version N. A `.part` is no backup.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface Backup {
  readonly name: string;
  readonly takenAt: string;
  /** Runs in it; null for one made before a step, whose name does not say. */
  readonly runs: number | null;
  readonly bytes: number;
}

const NEWEST = 5;
const DAYS = 7;
const WEEKS = 4;
const DAY_MS = 86_400_000;
const NAME = /\.(?:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.runs-(\d+)|v\d+)$/u;

function backupFolder(path: string): string {
  return join(dirname(path), 'backups');
}

export function backupPath(path: string, name: string): string {
  return join(backupFolder(path), name);
}

export function backupName(path: string, at: Date, runs: number): string {
  const stamp = at.toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  return `${basename(path)}.${stamp}.runs-${String(runs)}`;
}

/** Newest first. */
export function listBackups(path: string): readonly Backup[] {
  const folder = backupFolder(path);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.`))
    .flatMap((name) => toBackup(join(folder, name), name) ?? [])
    .toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : a.takenAt > b.takenAt ? -1 : 0));
}

/** The newest five, the newest of each of seven days, and of each of four weeks. */
export function tooOld(backups: readonly Backup[], now: Date): readonly Backup[] {
  const kept = new Set(backups.slice(0, NEWEST));
  const ageOf = ({ takenAt }: Backup) =>
    Math.max(0, Math.floor((now.getTime() - Date.parse(takenAt)) / DAY_MS));
  const taken = new Set<string>();
  for (const backup of backups) {
    const days = ageOf(backup);
    const slots = [
      ...(days < DAYS ? [`day ${String(days)}`] : []),
      ...(days < WEEKS * 7 ? [`week ${String(Math.floor(days / 7))}`] : []),
    ];
    for (const slot of slots.filter((each) => !taken.has(each))) {
      taken.add(slot);
      kept.add(backup);
    }
  }
  return backups.filter((backup) => !kept.has(backup));
}

export function dropBackups(path: string, backups: readonly Backup[]): void {
  for (const { name } of backups) rmSync(backupPath(path, name), { force: true });
}

/** Where a copy is made until it is whole; what a process that ended left there is gone. */
export function clearPart(path: string, name: string): string {
  const folder = backupFolder(path);
  mkdirSync(folder, { recursive: true });
  for (const left of readdirSync(folder).filter((each) => /\.part(?:-\w+)?$/u.test(each))) {
    rmSync(join(folder, left), { force: true });
  }
  return join(folder, `${name}.part`);
}

function toBackup(path: string, name: string): Backup | null {
  const found = NAME.exec(name);
  if (found === null) return null;
  const { size, mtime } = statSync(path);
  const [, year, month, day, hour, minute, second, runs] = found;
  if (year === undefined) return { name, takenAt: mtime.toISOString(), runs: null, bytes: size };
  const takenAt = `${year}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
  return { name, takenAt, runs: Number(runs), bytes: size };
}
