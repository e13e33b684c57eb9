/** The door of a thread that reads one roster: opens it at once, answers one question after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../engine/refusal.ts';
import type { FromReader, Reading, ToReader } from './reader-messages.ts';
import { readRoster } from './read-roster.ts';

if (parentPort) serve(parentPort, workerData as Reading);

function serve(port: NonNullable<typeof parentPort>, { path, side, keyColumn }: Reading): void {
  const roster = readRoster(path, side, keyColumn);

  function answer(question: ToReader): FromReader {
    try {
      switch (question.ask) {
        case 'fields':
          return { answers: 'fields', fields: roster.fields() };
        case 'digest':
          return { answers: 'digest', digest: roster.digest(question.question) };
        case 'take':
          return { answers: 'take', cells: roster.take(question.numbers) };
      }
    } catch (cause) {
      if (cause instanceof Refusal) return { answers: 'refused', error: cause.error };
      throw cause;
    }
  }

  port.on('message', (question: ToReader) => {
    const answered = answer(question);
    port.postMessage(answered, carriedBy(answered));
  });
}

/** What is handed over instead of copied. */
function carriedBy(answer: FromReader): readonly ArrayBuffer[] {
  if (answer.answers === 'take') {
    const { bytes, starts, ends } = answer.cells;
    return [bytes, starts, ends].map(({ buffer }) => buffer as ArrayBuffer);
  }
  if (answer.answers !== 'digest' || answer.digest === null) return [];
  const { identities, contents } = answer.digest;
  return [identities, contents].map(({ buffer }) => buffer as ArrayBuffer);
}
