import type { EngineContext } from '../../electron/engine/context.ts';
import { createJobs } from '../../electron/engine/jobs.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { createConnections } from '../../electron/engine/sync/connections.ts';
import { createSweeper } from '../../electron/engine/sync/sweeper.ts';
import { AT } from '../journal-builders.ts';

/** What the engine's parts are given, over a journal and nothing else. */
export function contextOver(db: Journal): EngineContext {
  const options = {
    workspace: { name: 'demo', kind: 'demo' as const },
    journalPath: db.path,
    sides: () => null,
    clock: () => new Date(AT),
    newId: () => 'id',
    actor: 'tester',
    log: () => undefined,
  };
  return {
    options,
    db,
    connections: createConnections(options),
    jobs: createJobs(),
    sweeper: createSweeper(db, () => undefined),
    emit: () => undefined,
    state: () => {
      throw new Error('Nobody asks for the state here.');
    },
  };
}
