/** Main's door, the only user of ipcMain: sender, then schema, then handler; always answers with a Reply. */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '../../shared/ipc/contract.ts';
import type { Channel, Reply, Requests } from '../../shared/ipc/contract.ts';
import { RENDERER_ORIGIN } from '../app/renderer-protocol.ts';
import type { Log } from '../app/log.ts';
import { inputSchemas, NOT_FOR_THE_WINDOW } from './input-schemas.ts';

export type Handle = <K extends Channel>(
  channel: K,
  input: Requests[K]['input'],
) => Promise<Reply<K>>;

export function registerChannels(handle: Handle, log: Log): void {
  for (const channel of Object.keys(CHANNELS) as Channel[]) {
    if (NOT_FOR_THE_WINDOW.has(channel)) continue;
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) =>
      answer(event, channel, input, handle, log),
    );
  }
}

async function answer<K extends Channel>(
  event: IpcMainInvokeEvent,
  channel: K,
  input: unknown,
  handle: Handle,
  log: Log,
): Promise<Reply<K>> {
  const frame = event.senderFrame;
  if (frame?.parent !== null || !frame.url.startsWith(`${RENDERER_ORIGIN}/`)) {
    log.note('ipc-refused-sender', { channel });
    return { ok: false, error: { code: 'ipc/bad-input', channel } };
  }
  const parsed = inputSchemas[channel].safeParse(input);
  if (!parsed.success) {
    log.note('ipc-bad-input', { channel, where: parsed.error.issues[0]?.path.join('.') ?? '' });
    return { ok: false, error: { code: 'ipc/bad-input', channel } };
  }
  try {
    return await handle(channel, parsed.data as Requests[K]['input']);
  } catch (cause) {
    return { ok: false, error: { code: 'internal', incidentId: log.defect(channel, cause) } };
  }
}
