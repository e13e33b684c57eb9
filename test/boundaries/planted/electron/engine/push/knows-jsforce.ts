import { Connection } from 'jsforce';
export const planted = Connection;
