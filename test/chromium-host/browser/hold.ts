/**
 * A URL that never commits: a 204 leaves a new page on Chromium's initial empty document, which Playwright does not report,
 * until the preload is in place. (`about:blank` would commit; an unknown scheme would raise a prompt that swallows input.)
 */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export async function openHold(): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
