/** What the stand-in does not do must say so: `chromium-host: <api> is not implemented`, never a made-up success. */
import { EventEmitter } from 'node:events';

export function notImplemented(api: string): never {
  throw new Error(`chromium-host: ${api} is not implemented`);
}

/** Asked for by `await`, JSON and inspection of any object, and absent on Electron's objects too. */
const ABSENT: ReadonlySet<string> = new Set(['then', 'toJSON', 'inspect']);

/** The end of a prototype chain: reading a member that nobody before it had throws. */
function refusing(prototype: object, apiOf: (receiver: object) => string): object {
  return new Proxy(prototype, {
    get(target, key, receiver: object) {
      if (typeof key === 'symbol' || key in target || ABSENT.has(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      return notImplemented(`${apiOf(receiver)}.${key}`);
    },
  });
}

/** A plain object of Electron's: members other than these throw when read. */
export function strict<T extends object>(api: string, members: T): T {
  Object.setPrototypeOf(
    members,
    refusing(Object.prototype, () => api),
  );
  return members;
}

const API = Symbol('api');

/** An emitter of Electron's: members other than its own and EventEmitter's throw when read. */
export class StrictEmitter extends EventEmitter {
  private readonly [API]: string;
  constructor(api: string) {
    super();
    this.setMaxListeners(0);
    this[API] = api;
  }
  static {
    Object.setPrototypeOf(
      this.prototype,
      refusing(EventEmitter.prototype, (receiver) => (receiver as StrictEmitter)[API]),
    );
  }
}

/** A whole export that is not there: importing it works, the first use throws. */
export function absent(name: string): object {
  return new Proxy(function absentExport() {}, {
    get: (_, key) =>
      typeof key === 'symbol' || ABSENT.has(key) ? undefined : notImplemented(`${name}.${key}`),
    construct: () => notImplemented(`new ${name}`),
    apply: () => notImplemented(`${name}()`),
  });
}
