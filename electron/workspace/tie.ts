/**
 * The tie of a production workspace: the first org (and account) it signs in to is the only one from then
 * on. Sandboxes and demos come and go, and are not tied.
 */
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { AppErrorOf } from '../../shared/errors/app-error.ts';
import { readSettings, updateSettings } from './settings.ts';
import type { Settings, Tie } from './settings.ts';
import type { Workspace } from './workspaces.ts';

/** Null when the workspace may work with this org or account. */
export function refuseOther(
  side: Side,
  found: { readonly id: string; readonly name: string },
  tie: Tie | null,
): AppErrorOf<'auth/wrong-org'> | null {
  if (tie === null || isSameId(side, tie.id, found.id)) return null;
  const expected = `“${tie.name}” (${tie.id})`;
  return { code: 'auth/wrong-org', side, expected, found: found.id, name: found.name };
}

/**
 * Ties a production workspace to what it is let in to for the first time; a renamed host is taken along.
 * Null when the workspace may work with it.
 */
export async function admit(
  dataDir: string,
  workspace: Workspace,
  side: Side,
  found: Tie,
): Promise<AppErrorOf<'auth/wrong-org'> | null> {
  if (workspace.kind !== 'production') return null;
  const before = readSettings(dataDir, workspace.name).tied[side];
  const refused = refuseOther(side, found, before);
  if (refused !== null || before?.url === found.url) return refused;
  const { tied } = await updateSettings(dataDir, workspace.name, (settings) =>
    refuseOther(side, found, settings.tied[side]) === null
      ? { ...settings, tied: { ...settings.tied, [side]: found } }
      : settings,
  );
  return refuseOther(side, found, tied[side]);
}

/** As connectSides takes it. */
export function tiedOrigins({ tied }: Settings): Readonly<Partial<Record<Side, string>>> {
  return Object.fromEntries(
    SIDES.flatMap((side) => (tied[side] === null ? [] : [[side, tied[side].url] as const])),
  );
}

/** Salesforce writes an id with 15 characters or 18; the last three say nothing more. */
export function isSameId(side: Side, a: string, b: string): boolean {
  return side === 'salesforce' ? a.slice(0, 15) === b.slice(0, 15) : a === b;
}
