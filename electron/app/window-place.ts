/** Where the window was: workspace, route, theme, density. Lost or damaged, it starts at the beginning. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  workspace: z.string(),
  places: z.record(
    z.string(),
    z.object({
      route: z.string(),
      theme: z.enum(['system', 'light', 'dark']),
      density: z.enum(['regular', 'compact']),
    }),
  ),
});

export type KeptPlaces = z.infer<typeof schema>;

export function readPlaces(path: string): KeptPlaces {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { workspace: 'demo', places: {} };
  }
}

export function writePlaces(path: string, places: KeptPlaces): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(places));
  renameSync(`${path}.new`, path);
}
