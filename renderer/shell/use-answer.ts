import { useEffect, useState } from 'react';
import type { Channel, Requests } from '../../shared/ipc/contract.ts';
import { ask } from './ask.ts';
import { useShell } from './shell-store.ts';

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
  const changes = useShell((shell) => shell.changes);
  const question = JSON.stringify(input);
  useEffect(() => {
    if (!isAsked) return undefined;
    let isMeant = true;
    void ask(channel, JSON.parse(question) as Requests[K]['input']).then((value) => {
      if (isMeant && value !== undefined) setAnswer(() => value);
    });
    return () => {
      isMeant = false;
    };
  }, [channel, question, isAsked, changes]);
  return isAsked ? answer : null;
}
