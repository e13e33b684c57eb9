/** The one bridge into the page: names outside the contract are refused before they reach main. */
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, EVENTS } from '../shared/ipc/contract.ts';
import type { Bridge } from '../shared/ipc/contract.ts';

const bridge: Bridge = {
  call(channel, input) {
    if (!Object.hasOwn(CHANNELS, channel)) return Promise.reject(new Error('Unknown channel.'));
    return ipcRenderer.invoke(channel, input);
  },
  on(event, listener) {
    if (!Object.hasOwn(EVENTS, event)) throw new Error('Unknown event.');
    const name = `event:${event}`;
    const heard = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(name, heard);
    return () => ipcRenderer.off(name, heard);
  },
};

contextBridge.exposeInMainWorld('reconcile', bridge);
