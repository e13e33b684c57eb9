import { standIn } from '../chromium-host/start.ts';
export const planted = standIn;
