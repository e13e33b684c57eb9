/** How much larger Chromium's window is than its page, so that a window's content gets the size the app asked for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Measuring costs a page and about 200 ms: kept by Chromium version and mode. */
export async function windowBars(name: string, measure: () => Promise<Size>): Promise<Size> {
  const file = join(tmpdir(), `chromium-host-bars-${name}.json`);
  const known = readBars(file);
  if (known) return known;
  const bars = await measure();
  writeFileSync(file, JSON.stringify(bars));
  return bars;
}

function readBars(file: string): Size | undefined {
  try {
    const { width, height } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Size>;
    return Number.isInteger(width) && Number.isInteger(height)
      ? ({ width, height } as Size)
      : undefined;
  } catch {
    return undefined;
  }
}
