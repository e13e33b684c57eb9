export const SIDES = ['salesforce', 'voyage'] as const;
export type Side = (typeof SIDES)[number];

export function otherSide(side: Side): Side {
  return side === 'salesforce' ? 'voyage' : 'salesforce';
}

/** Which sides a run may write: an import writes Voyage, an export writes Salesforce. */
export const DIRECTIONS = ['import', 'export', 'both'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export function writesSide(direction: Direction, side: Side): boolean {
  return (
    direction === 'both' || (direction === 'import' ? side === 'voyage' : side === 'salesforce')
  );
}

export const WORKSPACE_KINDS = ['demo', 'sandbox', 'production'] as const;
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number];
