/** Records as sketches are made of them. */
import type { Journal } from './database.ts';

/** What a sketch is made of. */
export interface SketchSource {
  record_no: number;
  record_id: string;
  identity: string | null;
  merged_by: 'plus-tags' | 'gmail-dots' | null;
  status: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  title: string | null;
  phone: string | null;
  email: string | null;
  modified_at: string | null;
}

/** Records after an id, in the order of ids. */
export function sketchSources(
  db: Journal,
  snapshotId: number,
  afterId: string,
  count: number,
): readonly SketchSource[] {
  return db
    .statement(
      `SELECT record_no, record_id, identity, merged_by, status, first_name, last_name, company,
         title, phone, email, modified_at
       FROM record WHERE snapshot_id = ? AND record_id > ? ORDER BY record_id LIMIT ?`,
    )
    .all(snapshotId, afterId, count) as SketchSource[];
}

/** Records of these ids, in no order. */
export function sketchSourcesOf(
  db: Journal,
  snapshotId: number,
  ids: readonly string[],
): readonly SketchSource[] {
  return db
    .statement(
      `SELECT r.record_no, r.record_id, r.identity, r.merged_by, r.status, r.first_name, r.last_name,
         r.company, r.title, r.phone, r.email, r.modified_at
       FROM json_each(?) i CROSS JOIN record r ON r.snapshot_id = ? AND r.record_id = i.value`,
    )
    .all(JSON.stringify(ids), snapshotId) as SketchSource[];
}

/** Records of these numbers, in their order; those that are gone are left out. */
export function sketchSourcesAt(db: Journal, numbers: readonly number[]): readonly SketchSource[] {
  return db
    .statement(
      `SELECT r.record_no, r.record_id, r.identity, r.merged_by, r.status, r.first_name, r.last_name,
         r.company, r.title, r.phone, r.email, r.modified_at
       FROM json_each(?) n CROSS JOIN record r ON r.record_no = n.value ORDER BY n.key`,
    )
    .all(JSON.stringify(numbers)) as SketchSource[];
}

export function recordIdAt(db: Journal, recordNo: number): string {
  const id = db
    .statement('SELECT record_id FROM record WHERE record_no = ?')
    .pluck()
    .get(recordNo) as string | undefined;
  if (id === undefined) throw new Error(`There is no record ${String(recordNo)}.`);
  return id;
}
