import { maskOf } from '../../../shared/domain/fields.ts';
import type { Decide, DecideEffect } from '../../../shared/ipc/engine-views.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { diffOf, nowIso, refuse } from '../context.ts';
import type { DecideStep, StepHead } from '../journal/decision-repository.ts';
import { decide, redo, undo } from '../journal/decision-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import type { FacetsOf } from './facets.ts';
import type { Views } from './views.ts';

export function decideHandlers(
  context: EngineContext,
  views: Views,
  facets: FacetsOf,
): Handlers<'review:decide' | 'review:undo' | 'review:redo'> {
  function step(work: (head: StepHead, diff: Diff) => number | null): DecideEffect {
    const { pairing, diff } = diffOf(context);
    const head = {
      stepId: context.options.newId(),
      pairingId: pairing.id,
      diffId: diff.id,
      actor: context.options.actor,
      at: nowIso(context),
    };
    const rows = work(head, diff) ?? refuse({ code: 'review/nothing-to-undo' });
    context.emit('changed', { what: 'decisions' });
    return { stepId: head.stepId, rows, facets: facets(diff) };
  }

  return {
    'review:decide': (input) =>
      step((head, diff) => decide(context.db, head, toStep(input, views, diff))),
    'review:undo': () => step((head) => undo(context.db, head)),
    'review:redo': () => step((head) => redo(context.db, head)),
  };
}

function toStep(input: Decide, views: Views, diff: Diff): DecideStep {
  return {
    target:
      'rowKeys' in input.target
        ? input.target
        : { positions: views.find(input.target.viewId, diff).positions },
    fields: input.fields === 'asking' ? null : maskOf(input.fields),
    choice: input.choice,
    value: input.choice === 'typed' ? input.value : null,
  };
}
