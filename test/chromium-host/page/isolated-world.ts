/** What runs in the preload's isolated world: `require('electron')` for a sandboxed preload, and the app's preload itself. */
import type { MakeBridge } from './bridge.ts';
import type { Base64, Codec } from './codec.ts';
import type { Doors } from './main-world.ts';
import type { WorldNames } from './page-scripts.ts';

export interface PreloadProcess {
  readonly type: 'renderer';
  readonly sandboxed: true;
  readonly contextIsolated: true;
  readonly isMainFrame: true;
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
}

type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: PreloadProcess,
) => void;

export interface IsolatedWorldTools {
  readonly makeBridge: MakeBridge;
  readonly makeCodec: (base64: Base64) => Codec;
  readonly preload: Preload | undefined;
  readonly process: PreloadProcess;
}

/** Turned into text and run inside the page: it may use nothing outside its own body. */
export function isolatedWorld(names: WorldNames, tools: IsolatedWorldTools): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  type Waiting = {
    resolve: (value: unknown) => void;
    reject: (reason: Error) => void;
    channel: string;
  };
  type FromMain =
    | readonly ['reply', id: number, ok: boolean, value: unknown]
    | readonly ['send', channel: string, args: unknown[]]
    | readonly ['accelerators', keys: string[]];

  if (window !== window.top || location.href === 'about:blank') return;
  const world = globalThis as unknown as Record<string, unknown>;
  const binding = world[names.binding] as (text: string) => void;
  Reflect.deleteProperty(world, names.binding);

  type Encodes = Uint8Array & { toBase64(): string };
  const { fromBase64 } = Uint8Array as unknown as {
    fromBase64: (text: string) => Uint8Array<ArrayBuffer>;
  };
  const codec = tools.makeCodec({
    encode: (bytes) => (bytes as Encodes).toBase64(),
    decode: (text) => fromBase64(text),
  });
  const toMain = (...message: unknown[]): void => {
    binding(codec.pack([location.href, ...message]));
  };
  const strict = <T extends object>(api: string, members: T): T =>
    Object.setPrototypeOf(
      members,
      new Proxy(Object.prototype, {
        get: (target, key, receiver) => {
          if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
            return Reflect.get(target, key, receiver) as unknown;
          throw new Error(`chromium-host: ${api}.${key} is not implemented`);
        },
      }),
    ) as T;

  const element = document.createElement('i');
  const bridge = tools.makeBridge(
    element,
    { outgoing: names.down, incoming: names.up, tag: names.tag },
    () => undefined,
  );
  document.dispatchEvent(new MouseEvent(names.hello, { relatedTarget: element }));
  const doors: Doors = {
    open: (url, frameName, features) => {
      toMain('open', url, frameName, features);
    },
    close: () => {
      toMain('close');
    },
  };
  bridge.expose(names.tag, doors);

  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  const waiting = new Map<number, Waiting>();
  let lastInvoke = 0;
  const listen = (channel: string, listener: Listener, once: boolean): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
  };
  const forget = (channel: string, listener: Listener): void => {
    const list = listeners.get(channel) ?? [];
    const at = list.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) listeners.set(channel, list.toSpliced(at, 1));
  };
  const deliver = (channel: string, args: unknown[]): void => {
    for (const { listener, once } of listeners.get(channel) ?? []) {
      if (once) forget(channel, listener);
      try {
        listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args);
      } catch (error) {
        reportError(error);
      }
    }
  };

  const invoke = (channel: string, ...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastInvoke;
      toMain('invoke', id, channel, args);
      waiting.set(id, { resolve, reject, channel });
    });
  const on = (channel: string, listener: Listener): object => {
    listen(channel, listener, false);
    return ipcRenderer;
  };
  const off = (channel: string, listener: Listener): object => {
    forget(channel, listener);
    return ipcRenderer;
  };
  const ipcRenderer: object = strict('ipcRenderer', {
    invoke,
    send: (channel: string, ...args: unknown[]) => {
      toMain('send', channel, args);
    },
    on,
    addListener: on,
    once: (channel: string, listener: Listener) => {
      listen(channel, listener, true);
      return ipcRenderer;
    },
    off,
    removeListener: off,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });

  let accelerators: readonly string[] = [];
  const receive = (text: string): void => {
    const message = codec.unpack(text) as FromMain;
    if (message[0] === 'send') deliver(message[1], message[2]);
    else if (message[0] === 'accelerators') accelerators = message[1];
    else {
      const [, id, ok, value] = message;
      const call = waiting.get(id);
      waiting.delete(id);
      if (ok) call?.resolve(value);
      else
        call?.reject(new Error(`Error invoking remote method '${call.channel}': ${String(value)}`));
    }
  };
  Object.defineProperty(world, names.receive, { value: receive });

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !event.isTrusted) return;
    const modifiers = [
      event.ctrlKey || event.metaKey ? 'ctrl+' : '',
      event.altKey ? 'alt+' : '',
      event.shiftKey ? 'shift+' : '',
    ];
    const pressed = modifiers.join('') + event.key.toLowerCase();
    if (!accelerators.includes(pressed)) return;
    event.preventDefault();
    toMain('accelerator', pressed);
  });

  const exposed = new Set<string>();
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, value: unknown) => {
      if (exposed.has(key))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      bridge.expose(key, value);
    },
  });
  const electron = strict('preload electron', { ipcRenderer, contextBridge });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    if (['events', 'timers', 'url'].includes(name.replace(/^node:/, ''))) {
      throw new Error(`chromium-host: require('${name}') in a preload is not implemented`);
    }
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  try {
    tools.preload?.call(module.exports, require, module, module.exports, tools.process);
  } catch (error) {
    toMain('preload-error', error instanceof Error ? error : new Error(String(error)));
  }
}
