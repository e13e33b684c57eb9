/**
 * Which addresses a workspace may talk to: the one place that says so, below every client we have.
 *
 * A side has one origin and every request of it goes there. Above that the kind of the workspace decides:
 * demo: loopback, and there its own servers alone. sandbox: loopback, and for Salesforce only its sandbox
 * and scratch hosts. production: Salesforce's own hosts, from the first sign-in on the one it is tied to,
 * and never loopback. Plain `http:` goes to loopback alone.
 */
import type { Side, WorkspaceKind } from '../../../shared/domain/side.ts';
import type { AppErrorOf } from '../../../shared/errors/app-error.ts';

/** How far one side of a workspace reaches. */
export interface Reach {
  readonly workspaceKind: WorkspaceKind;
  /** The side's own address; null while it has none yet, and then its kind alone decides. */
  readonly url: string | null;
  /** The address a production workspace is tied to. */
  readonly tiedTo?: string | null;
}

const SALESFORCE_TEST_HOST =
  /^(?:test\.salesforce\.com|[a-z0-9-]+\.(?:sandbox|scratch)\.my\.salesforce\.(?:com|mil))$/;
const SALESFORCE_HOST = /^(?:[a-z0-9-]+\.)+salesforce\.(?:com|mil)$/;
/** Where a person signs in when the org's own host is not named. */
const LOGIN_HOST = /^(?:login|test)\.salesforce\.com$/;
/** Addresses that stand for no host of their own; some systems send them to loopback. */
const UNSPECIFIED = new Set(['0.0.0.0', '[::]']);

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host)
  );
}

/** Null when the workspace may send a request, and its token, to this address. */
export function refuseHost(
  side: Side,
  address: string,
  reach: Reach,
): AppErrorOf<'auth/host-refused'> | null {
  const { workspaceKind, url: own, tiedTo = null } = reach;
  const isAllowed =
    (own === null ? workspaceKind !== 'demo' : isSameOrigin(address, own)) &&
    (tiedTo === null || isSameOrigin(address, tiedTo)) &&
    isOfKind(side, address, workspaceKind);
  return isAllowed
    ? null
    : { code: 'auth/host-refused', side, host: hostOf(address), workspaceKind };
}

/**
 * For the requests of a sign-in (authorize, token, revoke), which may go to Salesforce's common login
 * hosts as well as to the org's own.
 */
export function refuseLoginHost(
  address: string,
  reach: Reach,
): AppErrorOf<'auth/host-refused'> | null {
  const isCommon = reach.workspaceKind !== 'demo' && LOGIN_HOST.test(hostOf(address));
  const { workspaceKind } = reach;
  return refuseHost('salesforce', address, isCommon ? { workspaceKind, url: null } : reach);
}

function isOfKind(side: Side, address: string, workspaceKind: WorkspaceKind): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  const host = hostOf(address);
  if (host === '' || UNSPECIFIED.has(host)) return false;
  if (isLoopback(host)) {
    return (
      workspaceKind !== 'production' && (url.protocol === 'http:' || url.protocol === 'https:')
    );
  }
  if (url.protocol !== 'https:') return false;
  switch (workspaceKind) {
    case 'demo':
      return false;
    case 'sandbox':
      return side === 'voyage' || SALESFORCE_TEST_HOST.test(host);
    case 'production':
      return side === 'voyage' || SALESFORCE_HOST.test(host);
  }
}

function hostOf(address: string): string {
  return URL.parse(address)?.hostname.toLowerCase().replace(/\.$/, '') ?? address;
}

function isSameOrigin(a: string, b: string): boolean {
  const origin = URL.parse(a)?.origin;
  return origin !== undefined && origin === URL.parse(b)?.origin;
}
