/** The Chrome DevTools Protocol over Chromium's `--remote-debugging-pipe`: NUL-ended JSON, flat sessions. */
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method: string;
  readonly params: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Pending {
  readonly method: string;
  readonly session: CdpSession;
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

export class CdpSession {
  readonly id: string;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #write: (session: CdpSession, method: string, params: object) => Promise<unknown>;

  constructor(
    id: string,
    write: (session: CdpSession, method: string, params: object) => Promise<unknown>,
  ) {
    this.id = id;
    this.#write = write;
  }

  /** Rejects when Chromium refuses, and when the target or the browser goes away first. */
  send = ((method: string, params: object = {}) =>
    this.#write(this, method, params)) as CDPSession['send'];

  /** Sends and forgets, for what may meet a target that has just gone. */
  post: (...command: Parameters<CDPSession['send']>) => void = (...command) => {
    this.send(...command).catch(() => undefined);
  };

  on = ((event: string, listener: (params: object) => void) => {
    this.#events.on(event, listener);
    return this;
  }) as unknown as CDPSession['on'];

  onGone(listener: () => void): void {
    this.#events.once('gone', listener);
  }

  deliver(method: string, params: object): void {
    this.#events.emit(method, params);
  }
}

export class CdpConnection {
  readonly root: CdpSession;
  readonly #out: Writable;
  readonly #sessions = new Map<string, CdpSession>();
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #open = true;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    this.root = this.#session('');
    let parts: Buffer[] = [];
    input.on('data', (chunk: Buffer) => {
      let from = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
        parts.push(chunk.subarray(from, end));
        const text = Buffer.concat(parts).toString('utf8');
        parts = [];
        from = end + 1;
        this.#receive(JSON.parse(text) as Incoming);
      }
      parts.push(chunk.subarray(from));
    });
    const close = (): void => {
      this.#close();
    };
    input.on('close', close).on('error', close);
    out.on('error', close);
  }

  /** The session an attach event has just announced. */
  sessionOf(sessionId: string): CdpSession {
    return this.#sessions.get(sessionId) ?? this.#session(sessionId);
  }

  #session(id: string): CdpSession {
    const session = new CdpSession(id, (from, method, params) => this.#send(from, method, params));
    this.#sessions.set(id, session);
    return session;
  }

  #send(session: CdpSession, method: string, params: object): Promise<unknown> {
    if (!this.#open || this.#sessions.get(session.id) !== session) {
      return Promise.reject(new Error(`${method}: the target is gone`));
    }
    const id = ++this.#lastId;
    const address = session.id === '' ? {} : { sessionId: session.id };
    this.#out.write(`${JSON.stringify({ id, method, params, ...address })}\0`);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, session, resolve, reject });
    });
  }

  #receive(message: Incoming): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`));
      else pending?.resolve(message.result);
      return;
    }
    this.#sessions.get(message.sessionId ?? '')?.deliver(message.method, message.params);
    if (message.method === 'Target.detachedFromTarget')
      this.#drop(message.params.sessionId as string);
  }

  #drop(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    if (!session) return;
    this.#sessions.delete(sessionId);
    for (const [id, pending] of this.#pending) {
      if (pending.session !== session) continue;
      this.#pending.delete(id);
      pending.reject(new Error(`${pending.method}: the target is gone`));
    }
    session.deliver('gone', {});
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    // The root session was the first to be made, so it is the first to hear of it.
    for (const id of [...this.#sessions.keys()]) this.#drop(id);
  }
}
