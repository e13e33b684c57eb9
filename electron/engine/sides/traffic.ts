import type { Waiting } from '../../../shared/ipc/engine-views.ts';

export interface CallsToday {
  readonly used: number;
  readonly limit: number;
}

/** How the requests of a side fare. */
export interface SideTraffic {
  /** Null when no request of ours waits at the gate. */
  readonly waiting: () => Waiting | null;
  /** As the far end last said it; null where it never did. */
  readonly callsToday: () => CallsToday | null;
  /** Called when one of these is another now; the calls at most every two seconds. */
  readonly onChange: (listener: () => void) => void;
}
