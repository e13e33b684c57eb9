/**
 * Which addresses a workspace may talk to, asked before any request of a side.
 *
 * demo: loopback. sandbox: loopback, and for Salesforce only its sandbox and scratch hosts.
 * production: never loopback. Plain `http:` goes to loopback alone.
 */
import type { Side, WorkspaceKind } from '../../../shared/domain/side.ts';
import type { AppErrorOf } from '../../../shared/errors/app-error.ts';

const SALESFORCE_TEST_HOST =
  /^(?:test\.salesforce\.com|[a-z0-9-]+\.(?:sandbox|scratch)\.my\.salesforce\.com)$/;
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
  workspaceKind: WorkspaceKind,
): AppErrorOf<'auth/host-refused'> | null {
  const url = URL.parse(address);
  const host = url === null ? address : url.hostname.toLowerCase().replace(/\.$/, '');
  const isAllowed =
    url !== null &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(host))) &&
    url.username === '' &&
    url.password === '' &&
    isHostOfKind(side, host, workspaceKind);
  return isAllowed ? null : { code: 'auth/host-refused', side, host, workspaceKind };
}

function isHostOfKind(side: Side, host: string, workspaceKind: WorkspaceKind): boolean {
  if (host === '' || UNSPECIFIED.has(host)) return false;
  switch (workspaceKind) {
    case 'demo':
      return isLoopback(host);
    case 'sandbox':
      return isLoopback(host) || side === 'voyage' || SALESFORCE_TEST_HOST.test(host);
    case 'production':
      return !isLoopback(host);
  }
}
