/** The two texts Chromium runs in a document before the page's own scripts. */
import { randomBytes } from 'node:crypto';
import { makeBridge } from './bridge.ts';
import { makeCodec } from './codec.ts';
import { isolatedWorld, type PreloadProcess } from './isolated-world.ts';
import { mainWorld } from './main-world.ts';

export const ISOLATED_WORLD = 'Electron Isolated Context';

/** Random per page, so that a page's own script cannot know them. */
export interface WorldNames {
  readonly hello: string;
  readonly up: string;
  readonly down: string;
  readonly tag: string;
  readonly binding: string;
  readonly receive: string;
}

export interface PageScripts {
  readonly main: string;
  readonly isolated: string;
}

export function newWorldNames(): WorldNames {
  const random = (): string => `_${randomBytes(8).toString('hex')}`;
  return {
    hello: random(),
    up: random(),
    down: random(),
    tag: random(),
    binding: random(),
    receive: random(),
  };
}

export function pageScripts(names: WorldNames, preload: string | undefined): PageScripts {
  const json = JSON.stringify;
  const process_: PreloadProcess = {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    platform: process.platform,
    arch: process.arch,
    versions: { ...process.versions },
  };
  const preloadFunction =
    preload === undefined ? 'undefined' : `function(require,module,exports,process){${preload}\n}`;
  const tools = [
    `makeBridge:${String(makeBridge)}`,
    `makeCodec:${String(makeCodec)}`,
    `preload:${preloadFunction}`,
    `process:${json(process_)}`,
  ].join(',');
  return {
    main: `(${String(mainWorld)})(${json(names)},${String(makeBridge)})\n//# sourceURL=chromium-host/main-world.js`,
    isolated: `(${String(isolatedWorld)})(${json(names)},{${tools}})\n//# sourceURL=chromium-host/preload.js`,
  };
}
