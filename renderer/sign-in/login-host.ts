/** Where a person signs in to Salesforce: the login page of the workspace's kind, or the org's own. */
import type { WorkspaceKind } from '../../shared/domain/side.ts';

export type LoginHost = 'login' | 'own';

const LOGIN_URLS = {
  production: 'https://login.salesforce.com',
  sandbox: 'https://test.salesforce.com',
} as const;

export function defaultLoginUrl(kind: WorkspaceKind): string {
  return LOGIN_URLS[kind === 'production' ? 'production' : 'sandbox'];
}

export function loginHostOf(loginUrl: string | null, kind: WorkspaceKind): LoginHost {
  return loginUrl === null || loginUrl === defaultLoginUrl(kind) ? 'login' : 'own';
}
