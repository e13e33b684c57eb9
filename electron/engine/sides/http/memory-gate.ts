import { OPEN } from '../gate.ts';
import type { GateRecord, GateStore } from '../gate.ts';

/** A gate of one's own, for whoever shares it with nobody. */
export function createMemoryGate(): GateStore {
  const records = new Map<string, GateRecord>();
  const read = (key: string): GateRecord => records.get(key) ?? OPEN;
  return {
    read,
    change(key, decide) {
      const decided = decide(read(key));
      if (decided !== null) records.set(key, decided);
      return read(key);
    },
    close: () => undefined,
  };
}
