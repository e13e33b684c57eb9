import { useEffect, useState } from 'react';
import type { Channel, Requests } from '../../shared/ipc/contract.ts';
import type { AppErrorCode } from '../../shared/errors/app-error.ts';
import { call } from '../bridge.ts';
import { addNotice, useShell } from './shell-store.ts';

/** Between two states of the engine a question may come too late: the screen shows that by itself. */
const SAID_BY_THE_SCREEN: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>([
  'pairing/none',
  'pull/none',
]);

/**
 * What main answers to a question a screen has as long as it is shown, asked anew whenever something
 * changed; null before the first answer. The old answer stays until the new one is there.
 */
export function useAnswer<K extends Channel>(
  channel: K,
  input: Requests[K]['input'],
  isAsked = true,
): Requests[K]['output'] | null {
  const [answer, setAnswer] = useState<Requests[K]['output'] | null>(null);
  const [round, setRound] = useState(0);
  const changes = useShell((shell) => shell.changes);
  const question = JSON.stringify(input);
  useEffect(() => {
    if (!isAsked) return undefined;
    let isMeant = true;
    void call(channel, JSON.parse(question) as Requests[K]['input']).then((reply) => {
      if (!isMeant) return;
      if (reply.ok) setAnswer(() => reply.value);
      else if (!SAID_BY_THE_SCREEN.has(reply.error.code)) {
        addNotice({
          error: reply.error,
          retry: () => {
            setRound((before) => before + 1);
          },
        });
      }
    });
    return () => {
      isMeant = false;
    };
  }, [channel, question, isAsked, changes, round]);
  return isAsked ? answer : null;
}
