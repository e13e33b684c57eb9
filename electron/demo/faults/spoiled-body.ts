import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** A payload of Fastify's, read to its end. */
export async function bytesOf(payload: unknown): Promise<Buffer> {
  if (Buffer.isBuffer(payload)) return payload;
  if (typeof payload === 'string') return Buffer.from(payload);
  if (!(payload instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of payload) chunks.push(Buffer.from(chunk as Buffer | string));
  return Buffer.concat(chunks);
}

export function isJson(contentType: unknown): boolean {
  return /^application\/(?:[\w.]+\+)?json\b/i.test(String(contentType));
}

/** Never whole JSON: the bracket that closes it is gone. */
export function cut(whole: Buffer): Buffer {
  return whole.subarray(0, Math.floor((whole.length * 2) / 3));
}

/** Time for what was written to leave this machine before the reset takes back what is still here. */
const UNDER_WAY_MS = 25;

export function halfThenReset(whole: Buffer, socket: Socket): Readable {
  async function* half(): AsyncGenerator<Buffer, void, void> {
    yield whole.subarray(0, Math.ceil(whole.length / 2));
    await delay(UNDER_WAY_MS);
    socket.resetAndDestroy();
  }
  return Readable.from(half());
}

const MOST_PIECES = 20;

export function trickle(whole: Buffer, ms: number): Readable {
  const bytes = Math.ceil(whole.length / MOST_PIECES);
  async function* pieces(): AsyncGenerator<Buffer, void, void> {
    for (let at = 0; at < whole.length; at += bytes) {
      await delay(ms / MOST_PIECES);
      yield whole.subarray(at, at + bytes);
    }
  }
  return Readable.from(pieces());
}
