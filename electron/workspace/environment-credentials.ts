/**
 * Credentials a scheduler (or a test) hands over in the environment. They are used as they are and never
 * written anywhere, the keychain included.
 */
import type { Side } from '../../shared/domain/side.ts';
import type { Addresses, TokenSource } from './connect-sides.ts';

export interface EnvironmentCredentials {
  readonly addresses: Addresses;
  readonly tokens: TokenSource;
}

/** Null unless all four are set. */
export function credentialsFromEnvironment(env: NodeJS.ProcessEnv): EnvironmentCredentials | null {
  const salesforce = env['SF_INSTANCE_URL'];
  const voyage = env['VOYAGE_URL'];
  const tokens: Readonly<Record<Side, string | undefined>> = {
    salesforce: env['SF_ACCESS_TOKEN'],
    voyage: env['VOYAGE_TOKEN'],
  };
  if (!salesforce || !voyage || !tokens.salesforce || !tokens.voyage) return null;
  return {
    addresses: { salesforce, voyage },
    tokens: {
      accessToken: (side) => Promise.resolve(tokens[side] ?? ''),
      refresh: () => Promise.resolve(null),
    },
  };
}
