import { ipcRenderer } from 'electron';
export const planted = ipcRenderer;
