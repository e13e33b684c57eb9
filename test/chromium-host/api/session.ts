/** `session`: the default one, with permission handlers and webRequest. */
import { notImplemented, strict } from '../not-implemented.ts';
import { createWebRequest, type WebRequestRules } from './web-request.ts';

type RequestHandler = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean },
) => void;
type CheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: { isMainFrame: boolean },
) => boolean;

/** Chromium's names, and Electron's. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['idle-detection', 'idle-detection'],
] as const;

export interface SessionHost {
  readonly rules: WebRequestRules;
  readonly protocol: object;
  isReady(): boolean;
  readonly rulesChanged: () => void;
  setPermission(chromiumName: string, granted: boolean): Promise<void>;
}

export function createSession(host: SessionHost): object {
  let onRequest: RequestHandler | null = null;
  let onCheck: CheckHandler | null = null;

  const isGranted = (permission: string): Promise<boolean> =>
    new Promise((resolve) => {
      if (onCheck?.(null, permission, '', { isMainFrame: true }) === false) resolve(false);
      else if (onRequest)
        onRequest(null, permission, resolve, { requestingUrl: '', isMainFrame: true });
      else resolve(true);
    });
  // Chromium's own prompts cannot be caught: the handlers are asked once for each kind, and the answer holds for every page.
  const askAll = (): void => {
    for (const [chromiumName, permission] of PERMISSIONS) {
      void isGranted(permission).then((granted) => host.setPermission(chromiumName, granted));
    }
  };

  const defaultSession = strict('session.defaultSession', {
    protocol: host.protocol,
    webRequest: createWebRequest(host.rules, host.rulesChanged),
    setPermissionRequestHandler: (handler: RequestHandler | null) => {
      onRequest = handler;
      askAll();
    },
    setPermissionCheckHandler: (handler: CheckHandler | null) => {
      onCheck = handler;
      askAll();
    },
  });
  return strict('session', {
    get defaultSession(): object {
      if (!host.isReady()) throw new Error('Session can only be received when app is ready');
      return defaultSession;
    },
    fromPartition: () => notImplemented('session.fromPartition'),
  });
}
