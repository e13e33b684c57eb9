import type { DuplicateAlert, DuplicateChoice } from '../../../shared/domain/duplicate.ts';
import type { EngineRequests } from '../../../shared/ipc/engine-contract.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { nowIso, pairingOf, refuse } from '../context.ts';
import { findAlert, insertDuplicateChoice } from '../journal/duplicate-repository.ts';

export function duplicateHandlers(context: EngineContext): Handlers<'duplicate:decide'> {
  const { db, options } = context;
  return {
    'duplicate:decide': (input) => {
      const pairing = pairingOf(context);
      const alert = findAlert(db, pairing.id, input.rowKey);
      if (alert === null) return wrong('No duplicate rule stopped this row in its last run.');
      const choice = choiceOf(alert, input);
      db.transaction(() =>
        insertDuplicateChoice(db, {
          pairingId: pairing.id,
          rowKey: input.rowKey,
          choice,
          actor: options.actor,
          at: nowIso(context),
        }),
      );
      context.emit('changed', { what: 'decisions' });
      return { chosen: choice };
    },
  };
}

function choiceOf(
  alert: DuplicateAlert,
  input: EngineRequests['duplicate:decide']['input'],
): DuplicateChoice | null {
  switch (input.choice) {
    case null:
      return null;
    case 'create-anyway':
      if (!alert.mayCreate) return wrong('The duplicate rule forbids this Lead, whoever asks.');
      return { choice: 'create-anyway' };
    case 'link': {
      const person = alert.people.find(({ id }) => id === input.personId);
      return person === undefined
        ? wrong('The duplicate rule did not find this person.')
        : { choice: 'link', person };
    }
  }
}

function wrong(detail: string): never {
  return refuse({ code: 'usage/invalid', detail });
}
