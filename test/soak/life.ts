/** What people of a world do between two pulls, drawn by chance. */
import type { World, WorldChange } from '../../electron/demo/seed.ts';
import type { Chance } from './chance.ts';

export interface Life {
  /** A few changes of members, registrations and people who are there. */
  readonly changes: () => readonly WorldChange[];
  /** Of a longer story, what still makes sense now. */
  readonly sensible: (changes: Iterable<WorldChange>) => readonly WorldChange[];
  readonly once: (what: string, work: () => void) => void;
}

export function createLife(world: World, chance: Chance): Life {
  const members = [...world.salesforce.members].filter(
    ({ CampaignId }) => CampaignId === world.campaignId,
  );
  const registrations = [...world.voyage.registrations].filter(
    ({ eventId }) => eventId === world.eventId,
  );
  const leads = [...world.salesforce.leads].filter(({ IsConverted }) => !IsConverted);
  const labels = world.salesforce.memberStatuses.map(({ Label }) => Label);
  const gone = new Set<string>();
  const known = new Set<string>();
  let stamps = 0;

  function drawn(): WorldChange | null {
    stamps += 1;
    switch (chance.between(1, 5)) {
      case 1:
      case 2: {
        const { Id } = chance.of(members);
        const record = { Id, Status: chance.of(labels) };
        return { on: 'salesforce', do: 'update', sobject: 'CampaignMember', record };
      }
      case 3: {
        const { Id } = chance.of(leads);
        const record = {
          Id,
          Phone: `+49 40 ${String(stamps)}`,
          Company: chance.of(['Alster', 'Bille']),
        };
        return { on: 'salesforce', do: 'update', sobject: 'Lead', record };
      }
      case 4: {
        const { id } = chance.of(registrations);
        const fields = chance.of([
          { status: 'attended' },
          { status: 'cancelled' },
          { company: `Firm ${String(stamps)}`, title: 'Dr' },
        ]);
        return { on: 'voyage', do: 'update', id, fields };
      }
      default: {
        if (chance.isOne(2)) {
          const { Id: id } = chance.of(members);
          return { on: 'salesforce', do: 'delete', sobject: 'CampaignMember', id };
        }
        return { on: 'voyage', do: 'delete', id: chance.of(registrations).id };
      }
    }
  }

  function sensible(changes: Iterable<WorldChange>): readonly WorldChange[] {
    return [...changes].filter((change) => {
      const id = idOf(change);
      if (gone.has(id)) return false;
      if (change.do === 'delete') gone.add(id);
      return true;
    });
  }

  return {
    changes: () => {
      if (members.length === 0 || registrations.length === 0 || leads.length === 0) return [];
      const all = Array.from({ length: chance.between(1, 8) }, drawn);
      return sensible(all.filter((change) => change !== null));
    },
    sensible,
    once: (what, work) => {
      if (known.has(what)) return;
      known.add(what);
      work();
    },
  };
}

function idOf(change: WorldChange): string {
  if (change.on === 'salesforce') return change.do === 'delete' ? change.id : change.record.Id;
  return change.do === 'create' ? change.registration.id : change.id;
}
