import type { EngineState } from '../../shared/ipc/engine-views.ts';
import type { EngineContext } from './context.ts';

export function engineState(context: EngineContext): EngineState {
  const states = context.connections.states();
  return {
    workspace: context.options.workspace.name,
    kind: context.options.workspace.kind,
    connections: states,
    gap: context.connections.gap(),
    pairing: null,
    unmapped: [],
    undecided: 0,
    hasDiff: false,
    plan: null,
    activeRun: null,
    lastTxId: null,
  };
}
