import { strict } from '../not-implemented.ts';

export interface WebFrameMain {
  url: string;
  readonly origin: string;
  readonly parent: null;
  readonly top: WebFrameMain;
}

/** The main frame of one document; subframes have no preload and so never send. `url` follows in-page navigations. */
export function createMainFrame(url: string): WebFrameMain {
  const frame: WebFrameMain = strict('WebFrameMain', {
    url,
    get origin() {
      return originOf(frame.url);
    },
    parent: null,
    get top() {
      return frame;
    },
  });
  return frame;
}

/** As Chromium has it for a standard scheme; Node's URL answers "null" for any scheme but the web's own. */
function originOf(url: string): string {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  return scheme === '' ? 'null' : `${scheme}://${host}`;
}
