/** What runs in the page's own world before its scripts: the bridge's far end, and `window.open`, links and `window.close`. */
import type { MakeBridge } from './bridge.ts';
import type { WorldNames } from './page-scripts.ts';

export interface Doors {
  open(url: string, frameName: string, features: string): void;
  close(): void;
}

/** Turned into text and run inside the page: it may use nothing outside its own body. */
export function mainWorld(names: WorldNames, makeBridge: MakeBridge): void {
  if (window !== window.top) return;

  const guard = (doors: Doors): void => {
    window.open = (url = 'about:blank', target = '', features = '') => {
      doors.open(new URL(url, document.baseURI).href, target, features);
      return null;
    };
    window.close = () => {
      doors.close();
    };
    const follow = (event: MouseEvent): void => {
      const link = event
        .composedPath()
        .find((node) => node instanceof HTMLAnchorElement && node.href !== '');
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
      const leaves =
        link.target === '_blank' ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey ||
        event.button === 1;
      if (!leaves) return;
      event.preventDefault();
      doors.open(link.href, link.target === '_blank' ? '' : link.target, '');
    };
    window.addEventListener('click', follow);
    window.addEventListener('auxclick', (event) => {
      if (event.button === 1) follow(event);
    });
  };

  const greet = (event: Event): void => {
    const element = (event as MouseEvent).relatedTarget as Element;
    const channels = { outgoing: names.up, incoming: names.down, tag: names.tag };
    makeBridge(element, channels, (key, take) => {
      if (key === names.tag) guard(take(false) as Doors);
      else Object.defineProperty(window, key, { value: take(true), enumerable: true });
    });
  };
  document.addEventListener(names.hello, greet, { once: true, capture: true });
}
