import type { Call } from './fakes-bench.ts';

/** As suggested; what has no meaning over there is left out. */
export async function mapAll(call: Call): Promise<void> {
  await call('map:accept', null);
  const { unmapped } = await call('engine:state', null);
  for (const { side, label } of unmapped) {
    if (side === 'salesforce') await call('map:set', { way: 'toVoyage', label, to: 'skip' });
    else {
      const status = label as 'invited';
      await call('map:set', { way: 'toSalesforce', status, to: 'skip' });
    }
  }
}

/** Who cancelled has declined; what else has no meaning over there is left out. */
export async function mapStatuses(call: Call): Promise<void> {
  await call('map:set', { way: 'toSalesforce', status: 'cancelled', to: 'Declined' });
  await mapAll(call);
}
