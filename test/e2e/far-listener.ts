/** Stands before a counterpart and hears what comes, word for word, before it passes it on. */
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FarListener {
  readonly url: string;
  /** `GET /path?query` of each request so far, and `CONNECT` of a socket nobody spoke on. */
  heard(): readonly string[];
  close(): Promise<void>;
}

export async function listenBefore(target: string): Promise<FarListener> {
  const heard: string[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`);
    const onward = send(
      { hostname, port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket) => {
    heard.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    heard: () => [...heard],
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
