import type { VoyageFaults } from './faults.ts';
import { Problem } from './problem.ts';

const ALL_SCOPES = ['events:read', 'registrations:read', 'registrations:write', 'callbacks:read'];

export function scopesOf(faults: VoyageFaults): readonly string[] {
  return faults.settings().scopes ?? ALL_SCOPES;
}

export function requireScope(faults: VoyageFaults, scope: string): void {
  if (!scopesOf(faults).includes(scope)) {
    throw new Problem('forbidden', `The token lacks the scope ${scope}.`);
  }
}
