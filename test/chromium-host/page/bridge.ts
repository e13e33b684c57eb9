/**
 * Calls, callbacks and promises between the page's own world and the preload's isolated world, over synchronous DOM events
 * on one detached element that only these two know. Chromium clones an event's `detail` for a listener in another world.
 *
 * Laws:   a function crosses as a proxy, a promise as a promise, an error as its name and message; all else is cloned.
 * Why:    `makeBridge` is turned into text and run inside the page, so it may use nothing outside its own body.
 */
export interface Channels {
  readonly outgoing: string;
  readonly incoming: string;
  /** The property that marks a replaced value; random, so that no app's data carries it. */
  readonly tag: string;
}

export interface Bridge {
  expose(key: string, value: unknown): void;
}

export type OnExpose = (key: string, take: (frozen: boolean) => unknown) => void;
export type MakeBridge = (element: Element, channels: Channels, onExpose: OnExpose) => Bridge;

export function makeBridge(element: Element, channels: Channels, onExpose: OnExpose): Bridge {
  type Plain = Record<string, unknown>;
  type AnyFunction = (...args: unknown[]) => unknown;
  type Answer = { readonly ok: boolean; readonly value: unknown };
  type Message =
    | { readonly kind: 'call'; readonly id: number; readonly call: number; readonly args: unknown }
    | ({ readonly kind: 'return'; readonly call: number } & Answer)
    | ({ readonly kind: 'settle'; readonly id: number } & Answer)
    | { readonly kind: 'release'; readonly id: number }
    | { readonly kind: 'expose'; readonly key: string; readonly value: unknown };

  const { tag } = channels;
  const lent = new Map<number, { readonly fn: AnyFunction; uses: number }>();
  const lentIds = new WeakMap<AnyFunction, number>();
  const pending = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (reason: unknown) => void }
  >();
  const returned = new Map<number, Answer>();
  let lastId = 0;

  const dispatch = element.dispatchEvent.bind(element);
  const emit = (message: Message): void => {
    dispatch(new CustomEvent(channels.outgoing, { detail: message }));
  };
  const released = new FinalizationRegistry<number>((id) => {
    emit({ kind: 'release', id });
  });
  const isPlain = (value: object): value is Plain =>
    Object.prototype.toString.call(value) === '[object Object]';

  const lend = (fn: AnyFunction): Plain => {
    let id = lentIds.get(fn);
    if (id === undefined) {
      id = ++lastId;
      lentIds.set(fn, id);
      lent.set(id, { fn, uses: 0 });
    }
    const entry = lent.get(id);
    if (entry) entry.uses += 1;
    return { [tag]: 'function', id };
  };

  const promise = (value: Promise<unknown>): Plain => {
    const id = ++lastId;
    value
      .then((result) => {
        emit({ kind: 'settle', id, ok: true, value: give(result) });
      })
      .catch((reason: unknown) => {
        emit({ kind: 'settle', id, ok: false, value: give(reason) });
      });
    return { [tag]: 'promise', id };
  };

  const give = (value: unknown, seen = new Map<object, unknown>()): unknown => {
    if (typeof value === 'function') return lend(value as AnyFunction);
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return value;
    if (seen.has(value)) return seen.get(value);
    if (value instanceof Promise) return promise(value);
    if (value instanceof Error) return { [tag]: 'error', name: value.name, message: value.message };
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      seen.set(value, list);
      for (const item of value) list.push(give(item, seen));
      return list;
    }
    if (!isPlain(value)) return value;
    const copy: Plain = {};
    seen.set(value, copy);
    for (const key of Object.keys(value)) copy[key] = give(value[key], seen);
    return copy;
  };

  const proxy = (id: number): AnyFunction => {
    const call: AnyFunction = (...args) => {
      const number = ++lastId;
      emit({ kind: 'call', id, call: number, args: give(args) });
      const answer = returned.get(number);
      returned.delete(number);
      if (!answer) throw new Error('An object could not be cloned.');
      if (!answer.ok) throw take(answer.value, false);
      return take(answer.value, false);
    };
    released.register(call, id);
    return call;
  };

  const takeTagged = (value: Plain): unknown => {
    const id = value.id as number;
    if (value[tag] === 'function') return proxy(id);
    if (value[tag] === 'promise') {
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
      });
    }
    const error = new Error(value.message as string);
    if (value.name !== 'Error') error.name = value.name as string;
    return error;
  };

  /** Works in place: what arrives is already this world's own clone. */
  const take = (value: unknown, frozen: boolean, seen = new Set<object>()): unknown => {
    if (value === null || typeof value !== 'object' || seen.has(value)) return value;
    if (!Array.isArray(value) && !isPlain(value)) return value;
    const holder = value as Plain;
    if (Object.hasOwn(holder, tag)) return takeTagged(holder);
    seen.add(value);
    for (const key of Object.keys(holder)) holder[key] = take(holder[key], frozen, seen);
    return frozen ? Object.freeze(value) : value;
  };

  const answerCall = (message: Message & { kind: 'call' }): void => {
    let answer: Answer;
    try {
      const entry = lent.get(message.id);
      if (!entry) throw new Error('The function has been released.');
      answer = { ok: true, value: give(entry.fn(...(take(message.args, false) as unknown[]))) };
    } catch (error) {
      answer = { ok: false, value: give(error) };
    }
    emit({ kind: 'return', call: message.call, ...answer });
  };

  const settle = (message: Message & { kind: 'settle' }): void => {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.ok) waiting?.resolve(take(message.value, false));
    else waiting?.reject(take(message.value, false));
  };

  const release = (id: number): void => {
    const entry = lent.get(id);
    if (!entry || --entry.uses > 0) return;
    lent.delete(id);
    lentIds.delete(entry.fn);
  };

  element.addEventListener(channels.incoming, (event) => {
    event.stopImmediatePropagation();
    const message = (event as CustomEvent<Message | null>).detail;
    if (message === null) return;
    if (message.kind === 'call') answerCall(message);
    else if (message.kind === 'return') returned.set(message.call, message);
    else if (message.kind === 'settle') settle(message);
    else if (message.kind === 'release') release(message.id);
    else onExpose(message.key, (frozen) => take(message.value, frozen));
  });

  return {
    expose: (key, value) => {
      emit({ kind: 'expose', key, value: give(value) });
    },
  };
}
