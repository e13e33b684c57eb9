import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { GateStore } from '../gate.ts';
import type { GateKeeper, Pass } from './gate-keeper.ts';
import { createGateKeeper } from './gate-keeper.ts';
import { createMemoryGate } from './memory-gate.ts';

const TIMING = {
  connectMs: 1_000,
  headersMs: 1_000,
  bodyMs: 1_000,
  answerMs: 1_000,
  firstWaitMs: 1,
  longestWaitMs: 1,
  giveUpAfterMs: 10_000,
  probeLeaseMs: 1_000,
};

function keeperOf(store: GateStore, giveUpAfterMs = TIMING.giveUpAfterMs): GateKeeper {
  return createGateKeeper({
    key: 'far',
    store,
    timing: { ...TIMING, giveUpAfterMs },
    random: () => 0.5,
    onChange: () => undefined,
  });
}

/** Requests that go as soon as they may; those that went and were not answered yet. */
function crowd(keeper: GateKeeper) {
  const out: Pass[] = [];
  let told: (() => void)[] = [];
  return {
    out,
    arrive(requests: number): void {
      for (let request = 0; request < requests; request += 1) {
        void Promise.resolve(keeper.enter(keeper.begin(), [])).then((pass) => {
          if ('remainingMs' in pass) throw new Error('It gave up.');
          out.push(pass);
          for (const tell of told.splice(0)) tell();
        });
      }
    },
    /** How many have gone, once one has and all that may go has gone. */
    async wave(): Promise<number> {
      if (out.length === 0) await new Promise<void>((resolve) => (told = [...told, resolve]));
      await turn();
      await turn();
      return out.length;
    },
    answerAll(): void {
      for (const pass of out.splice(0)) keeper.answered(pass);
    },
  };
}

function close(keeper: GateKeeper): void {
  const pass = keeper.enter(keeper.begin(), []);
  if (pass instanceof Promise) throw new Error('The gate was closed before.');
  keeper.closed(pass, 'rate-limited', 5);
}

async function waves(people: ReturnType<typeof crowd>, requests: number): Promise<number[]> {
  const sizes: number[] = [];
  for (let gone = 0; gone < requests;) {
    const size = await people.wave();
    sizes.push(size);
    gone += size;
    people.answerAll();
  }
  return sizes;
}

test('those that waited for a closed gate go one, two, four, eight as the answers come', async () => {
  const keeper = keeperOf(createMemoryGate());
  close(keeper);
  const people = crowd(keeper);
  people.arrive(20);
  expect(await waves(people, 20)).toEqual([1, 2, 4, 8, 5]);
  // Nobody waits any more: whoever comes now goes at once.
  people.arrive(30);
  expect(await waves(people, 30)).toEqual([30]);
  keeper.close();
});

test('each answer lets two go, and one that says nothing lets one go', async () => {
  const keeper = keeperOf(createMemoryGate());
  close(keeper);
  const people = crowd(keeper);
  people.arrive(12);
  await people.wave();
  people.answerAll();
  expect(await people.wave()).toBe(2);
  keeper.answered(people.out.shift() as Pass);
  expect(await people.wave()).toBe(3);
  keeper.abandoned(people.out.shift() as Pass);
  expect(await people.wave()).toBe(3);
  keeper.close();
});

test('a limit met by the stream begins it anew, whoever of it is still out', async () => {
  const keeper = keeperOf(createMemoryGate());
  close(keeper);
  const people = crowd(keeper);
  people.arrive(20);
  await people.wave();
  people.answerAll();
  expect(await people.wave()).toBe(2);
  people.answerAll();
  expect(await people.wave()).toBe(4);
  keeper.closed(people.out.shift() as Pass, 'rate-limited', 5);
  const late = people.out.splice(0);
  expect(await people.wave()).toBe(1);
  for (const pass of late) keeper.answered(pass);
  expect(await people.wave()).toBe(1);
  people.answerAll();
  expect(await people.wave()).toBe(2);
  keeper.close();
});

test('opened by the probe of another process, a gate is passed in a widening stream as well', async () => {
  const store = createMemoryGate();
  const other = keeperOf(store);
  close(other);
  const first = crowd(other);
  first.arrive(1);
  const keeper = keeperOf(store);
  const people = crowd(keeper);
  people.arrive(7);
  expect(await first.wave()).toBe(1);
  expect(people.out).toHaveLength(0);
  first.answerAll();
  expect(await waves(people, 7)).toEqual([1, 2, 4]);
  keeper.close();
  other.close();
});

test('who has waited as long as a request may goes, however few were answered', async () => {
  const keeper = keeperOf(createMemoryGate(), 60);
  close(keeper);
  const people = crowd(keeper);
  people.arrive(3);
  await people.wave();
  const [probe] = people.out.splice(0);
  keeper.answered(probe as Pass);
  expect(await people.wave()).toBe(2);
  people.arrive(1);
  expect(people.out.splice(0)).toHaveLength(2);
  expect(await people.wave()).toBe(1);
  keeper.close();
});
