/** The preload's isolated world in one page: its scripts, and the messages in and out of it. */
import { readFileSync } from 'node:fs';
import { nodeCodec } from '../page/codec.ts';
import { ISOLATED_WORLD, newWorldNames, pageScripts } from '../page/page-scripts.ts';
import type { CdpSession } from './cdp.ts';

/** Above this, a literal in an expression costs half of what a string argument does. */
const LONG_TEXT = 20_000;

/** `context` names the document that spoke: an answer to another one is dropped. */
export interface PageMessage {
  readonly context: number;
  readonly href: string;
  readonly kind: string;
  readonly rest: readonly unknown[];
}

export interface PreloadWorldOptions {
  readonly preloadPath: string | undefined;
  /** What every new world is told before anything else. */
  greeting(): readonly unknown[];
  onMessage(message: PageMessage): void;
}

export class PreloadWorld {
  readonly #names = newWorldNames();
  readonly #options: PreloadWorldOptions;
  #session: CdpSession | undefined;
  #context: number | undefined;
  #queue: string[] = [];
  #scriptIds: readonly string[] = [];

  constructor(options: PreloadWorldOptions) {
    this.#options = options;
  }

  async attach(session: CdpSession, targetId: string): Promise<void> {
    const { binding } = this.#names;
    this.#session = session;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === ISOLATED_WORLD && frameId === targetId) this.#begin(context.id);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#context) this.end();
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.end();
    });
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId: context }) => {
      if (name !== binding || context !== this.#context) return;
      const [href, kind, ...rest] = nodeCodec.unpack(payload) as [string, string, ...unknown[]];
      this.#options.onMessage({ context, href, kind, rest });
    });
    await session.send('Runtime.addBinding', {
      name: binding,
      executionContextName: ISOLATED_WORLD,
    });
  }

  /** For the documents to come; the preload is read anew. */
  async install(session: CdpSession): Promise<void> {
    const scripts = pageScripts(this.#names, this.#readPreload());
    const add = 'Page.addScriptToEvaluateOnNewDocument';
    const added = [
      session.send(add, { source: scripts.main }),
      session.send(add, { source: scripts.isolated, worldName: ISOLATED_WORLD }),
    ];
    const removed = this.#scriptIds.map((identifier) =>
      session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier }),
    );
    this.#scriptIds = (await Promise.all(added)).map(({ identifier }) => identifier);
    await Promise.all(removed);
  }

  /** Queued until there is a world to hear it; order is kept. */
  post(message: readonly unknown[]): void {
    const text = nodeCodec.pack(message);
    if (this.#context === undefined) this.#queue.push(text);
    else this.#push(text, this.#context);
  }

  postTo(context: number, message: readonly unknown[]): void {
    const text = nodeCodec.pack(message);
    if (this.#context === context) this.#push(text, context);
  }

  end(): void {
    this.#context = undefined;
  }

  #begin(context: number): void {
    const queued = this.#queue;
    this.#queue = [];
    this.#context = context;
    this.post(this.#options.greeting());
    for (const text of queued) this.#push(text, context);
  }

  #readPreload(): string | undefined {
    const path = this.#options.preloadPath;
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      process.stderr.write(`Unable to load preload script: ${path}\n${String(error)}\n`);
      return undefined;
    }
  }

  #push(text: string, context: number): void {
    const { receive } = this.#names;
    if (text.length > LONG_TEXT) {
      const expression = `${receive}(${JSON.stringify(text)})`;
      this.#session?.post('Runtime.evaluate', { expression, contextId: context });
      return;
    }
    this.#session?.post('Runtime.callFunctionOn', {
      functionDeclaration: `function(text){${receive}(text)}`,
      executionContextId: context,
      arguments: [{ value: text }],
    });
  }
}
