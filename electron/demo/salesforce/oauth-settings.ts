import { z } from 'zod';
import { OAUTH_REDIRECT_URI } from '../../../shared/ipc/contract.ts';

/** Consumer key of the app that an administrator of the demo's org has registered. */
export const DEMO_CLIENT_ID = '3MVG9demo.of.the.reconciler';

/** Why the org lets nobody in by OAuth, though all else is right. */
const REFUSALS = {
  'ip-restricted': ['invalid_grant', 'ip restricted or invalid login hours'],
  'policy-blocked': ['invalid_app_access', 'user is not admin approved to access this app'],
  'inactive-user': ['inactive_user', 'user is inactive'],
  'inactive-org': ['inactive_org', 'organization is inactive'],
  'rate-limited': ['rate_limit_exceeded', 'login rate exceeded'],
  'authentication-failure': ['invalid_grant', 'authentication failure'],
} as const;

const settingsSchema = z.strictObject({
  clientIds: z.array(z.string()),
  redirectUris: z.array(z.string()),
  /** Each refresh gives a new refresh token and takes the old one away. */
  rotates: z.boolean(),
  /** Null: until something ends them. */
  accessLifetimeMs: z.int().positive().nullable(),
  codeLifetimeMs: z.int().nonnegative(),
  /** How long a refresh is worked on; another of the same grant is refused meanwhile. */
  refreshTakesMs: z.int().nonnegative(),
  refuses: z.enum(Object.keys(REFUSALS) as [keyof typeof REFUSALS]).nullable(),
  /** Where the tokens are said to be good for, and whose they are; null: here, and the truth. */
  instanceUrl: z.string().nullable(),
  identityUrl: z.string().nullable(),
});

export type OAuthSettings = Readonly<z.infer<typeof settingsSchema>>;

export const oauthChangesSchema = settingsSchema.partial();

export const OAUTH_AS_USUAL: OAuthSettings = {
  clientIds: [DEMO_CLIENT_ID],
  redirectUris: [OAUTH_REDIRECT_URI],
  rotates: true,
  accessLifetimeMs: null,
  codeLifetimeMs: 15 * 60_000,
  refreshTakesMs: 0,
  refuses: null,
  instanceUrl: null,
  identityUrl: null,
};

export interface OAuthError {
  readonly error: string;
  readonly error_description: string;
}

export function oauthError(error: string, description: string): OAuthError {
  return { error, error_description: description };
}

/** The error of the token endpoint, where the settings say that nobody is let in. */
export function refusalOf({ refuses }: OAuthSettings): OAuthError | null {
  if (refuses === null) return null;
  const [error, description] = REFUSALS[refuses];
  return oauthError(error, description);
}
