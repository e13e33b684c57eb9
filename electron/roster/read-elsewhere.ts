/** Reads a roster in a thread of its own, so that two files take as long as one. */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../engine/refusal.ts';
import type { FromReader, Reading, ToReader } from './reader-messages.ts';
import type { RosterReader } from './read-roster.ts';

export function readElsewhere(script: URL, reading: Reading): RosterReader {
  const worker = new Worker(script, { workerData: reading });
  // Nobody may listen yet; who asks hears of it.
  let broken: Error | null = null;
  worker.on('error', (cause: Error) => (broken = cause));

  function ask(question: ToReader): Promise<FromReader> {
    return new Promise((resolve, reject) => {
      if (broken !== null) {
        reject(broken);
        return;
      }
      worker.once('error', reject);
      worker.once('message', (answer: FromReader) => {
        worker.off('error', reject);
        if (answer.answers === 'refused') reject(new Refusal(answer.error));
        else resolve(answer);
      });
      worker.postMessage(question);
    });
  }

  return {
    async fields() {
      const answer = await ask({ ask: 'fields' });
      return answer.answers === 'fields' ? answer.fields : [];
    },
    async digest(question) {
      const answer = await ask({ ask: 'digest', question });
      return answer.answers === 'digest' ? answer.digest : null;
    },
    async take(numbers) {
      const answer = await ask({ ask: 'take', numbers });
      if (answer.answers !== 'take') throw new Error('A reader answered another question.');
      const { cells } = answer;
      // A buffer arrives as plain bytes.
      const { buffer, byteOffset, byteLength } = cells.bytes;
      return { ...cells, bytes: Buffer.from(buffer, byteOffset, byteLength) };
    },
    async close() {
      await worker.terminate();
    },
  };
}
