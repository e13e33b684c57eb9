import { openThing } from '../../electron/engine/push/knows-keytar.ts';
export const planted = openThing;
