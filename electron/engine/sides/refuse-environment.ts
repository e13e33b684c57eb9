import type { WorkspaceKind } from '../../../shared/domain/side.ts';
import type { AppErrorOf } from '../../../shared/errors/app-error.ts';
import type { SideIdentity } from './side-port.ts';

/** A workspace works with an environment of its own kind alone, by what the far side says of itself. */
export function refuseEnvironment(
  identity: Pick<SideIdentity, 'side' | 'kind' | 'name'>,
  workspaceKind: WorkspaceKind,
): AppErrorOf<'auth/wrong-environment'> | null {
  const { side, kind: foundKind, name } = identity;
  if (foundKind === workspaceKind) return null;
  return { code: 'auth/wrong-environment', side, workspaceKind, foundKind, name };
}
