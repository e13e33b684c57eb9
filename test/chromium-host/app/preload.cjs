const { contextBridge, ipcRenderer } = require('electron');

const CHANNELS = [
  'echo',
  'fail',
  'return-function',
  'missing',
  'sender',
  'bytes',
  'last-byte',
  'theme',
  'save',
  'sqlite',
];

contextBridge.exposeInMainWorld('api', {
  version: '1.0',
  startedAt: performance.timeOrigin,
  nested: { list: [1, 2, 3] },
  add: (a, b) => a + b,
  later: async (callback) => (await callback(20)) + 1,
  call: (channel, ...args) => {
    if (!CHANNELS.includes(channel)) throw new Error(`unknown channel ${channel}`);
    return ipcRenderer.invoke(channel, ...args);
  },
  on: (channel, listener) => {
    const forward = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
  ticks: (count) => ipcRenderer.send('ticks', count),
});
