import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Store } from './store.ts';

export const DAILY_REQUESTS = 15_000;

const SEASONS = ["Winter '", "Spring '", "Summer '"] as const;
const NEWEST = 68;
const OLDEST = 42;

/** v60.0 was Spring '24; three a year. */
export const VERSIONS = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => {
  const number = OLDEST + index;
  const season = SEASONS[number % 3 === 2 ? 0 : (number % 3) + 1];
  const year = 24 + Math.floor((number - 59) / 3);
  const version = `${number}.0`;
  return { label: `${season ?? ''}${year}`, url: `/services/data/v${version}`, version };
});

/** The org itself: versions, resources, limits, and who is signed in. */
export function addOrgRoutes(
  app: FastifyInstance,
  context: {
    readonly store: Store;
    readonly url: () => string;
    /** Whose token a request carries; null for the first user's. */
    readonly userOf: (request: FastifyRequest) => string | null;
  },
): void {
  const { store } = context;
  const idsOf = (request: FastifyRequest): { organization: string; user: string } => {
    const [organization] = store.all('Organization');
    const [user] = store.all('User');
    return {
      organization: organization?.Id ?? '',
      user: context.userOf(request) ?? user?.Id ?? '',
    };
  };

  app.get('/services/data', () => VERSIONS);
  app.get<{ Params: { version: string } }>('/services/data/v:version', (request) => {
    const data = `/services/data/v${request.params.version}`;
    const { organization, user } = idsOf(request);
    return {
      sobjects: `${data}/sobjects`,
      query: `${data}/query`,
      queryAll: `${data}/queryAll`,
      composite: `${data}/composite`,
      limits: `${data}/limits`,
      identity: `${context.url()}/id/${organization}/${user}`,
    };
  });
  app.get<{ Params: { version: string } }>('/services/data/v:version/limits', (_request, reply) => {
    const [, used = '0'] = /=(\d+)\//.exec(String(reply.getHeader('sforce-limit-info'))) ?? [];
    return {
      DailyApiRequests: { Max: DAILY_REQUESTS, Remaining: DAILY_REQUESTS - Number(used) },
      DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
      DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
    };
  });
  app.get('/services/oauth2/userinfo', (request) => {
    const { organization, user } = idsOf(request);
    const record = store.get('User', user);
    return {
      sub: `${context.url()}/id/${organization}/${user}`,
      user_id: user,
      organization_id: organization,
      preferred_username: record?.['Username'] ?? null,
      name: record?.['Name'] ?? null,
      email: record?.['Email'] ?? null,
    };
  });
}
