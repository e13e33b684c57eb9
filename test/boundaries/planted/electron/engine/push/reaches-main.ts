import { openWindow } from '../../app/opens-window.ts';
export const planted = openWindow;
