/** The status map and the policy. A suggestion is shown, and taken over only when a person says so. */
import type { Policy } from '../../../shared/domain/policy.ts';
import type { StatusMap, VoyageStatus } from '../../../shared/domain/status.ts';
import type { EngineRequests } from '../../../shared/ipc/engine-contract.ts';
import type { StatusMapView } from '../../../shared/ipc/engine-views.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { pairingOf } from '../context.ts';
import { createPolicyChanges } from './policy-changes.ts';
import { createStatusMapView } from './status-map-view.ts';

type MapChannel = 'map:get' | 'map:set' | 'map:accept' | 'policy:get' | 'policy:set';

export function mapHandlers(context: EngineContext): Handlers<MapChannel> {
  const change = createPolicyChanges(context);
  const view = createStatusMapView(context.db);
  const shown = () => view(pairingOf(context));

  return {
    'map:get': () => shown(),
    'map:set': async (entry) => {
      await change((policy) => withMap(policy, withEntry(policy.statusMap, entry)));
      return shown();
    },
    'map:accept': async () => {
      const { suggested } = shown();
      await change((policy) => withMap(policy, withSuggestions(policy.statusMap, suggested)));
      return shown();
    },
    'policy:get': () => pairingOf(context).policy,
    'policy:set': async ({ policy }) => {
      await change(() => policy);
      return context.state();
    },
  };
}

function withMap(policy: Policy, statusMap: StatusMap): Policy {
  return { ...policy, statusMap };
}

function withEntry(map: StatusMap, entry: EngineRequests['map:set']['input']): StatusMap {
  if (entry.way === 'toVoyage') {
    return { ...map, toVoyage: withKey(map.toVoyage, entry.label, entry.to) };
  }
  return { ...map, toSalesforce: withKey(map.toSalesforce, entry.status, entry.to) };
}

function withKey<V>(
  entries: Readonly<Record<string, V>>,
  key: string,
  value: V | null,
): Readonly<Record<string, V>> {
  const others = Object.entries(entries).filter(([name]) => name !== key);
  return Object.fromEntries(value === null ? others : [...others, [key, value]]);
}

/** What a person mapped stays. */
function withSuggestions(map: StatusMap, suggested: StatusMapView['suggested']): StatusMap {
  const toSalesforce: Partial<Record<VoyageStatus, string>> = {
    ...suggested.toSalesforce,
    ...map.toSalesforce,
  };
  return { toVoyage: { ...suggested.toVoyage, ...map.toVoyage }, toSalesforce };
}
