import { StrictEmitter } from '../not-implemented.ts';

export type IpcHandler = (event: object, ...args: unknown[]) => unknown;

export class IpcMain extends StrictEmitter {
  readonly #handlers = new Map<string, IpcHandler>();

  constructor() {
    super('ipcMain');
  }

  handle(channel: string, handler: IpcHandler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: IpcHandler): void {
    this.handle(channel, (...args) => {
      this.removeHandler(channel);
      return handler(...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Rejects as the page is to see it: the error's text alone crosses. */
  async answer(event: object, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  }
}
