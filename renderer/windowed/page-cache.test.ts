import { describe, expect, it } from 'vitest';
import { createPageCache } from './page-cache.ts';

function listOf(total: number) {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  let say = 'row';
  const cache = createPageCache<string>({
    total: () => total,
    pageSize: 10,
    keptPages: 3,
    fetch: (from, count) =>
      new Promise((resolve) => {
        asked.push(from);
        const word = say;
        waiting.push(() => {
          const rows = Array.from({ length: Math.min(count, total - from) }, (_, i) => from + i);
          resolve(rows.map((index) => `${word} ${index}`));
        });
      }),
  });
  const answer = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { cache, asked, answer, say: (word: string) => (say = word) };
}

describe('rows by index, a page at a time', () => {
  it('asks for the pages wanted and answers their rows by index', async () => {
    const { cache, asked, answer } = listOf(100);
    cache.want(5, 15);
    expect(asked).toEqual([0, 10]);
    expect(cache.row(12)).toBeUndefined();
    await answer();
    await answer();
    expect(cache.row(12)).toBe('row 12');
  });

  it('asks for no more than two at once, and next for what was wanted last', async () => {
    const { cache, asked, answer } = listOf(1000);
    cache.want(0, 30);
    cache.want(500, 505);
    cache.want(900, 905);
    expect(asked).toEqual([0, 10]);
    await answer();
    expect(asked).toEqual([0, 10, 900]);
  });

  it('keeps the pages nearest to what is wanted', async () => {
    const { cache, answer } = listOf(1000);
    for (const first of [0, 10, 20, 30, 40]) {
      cache.want(first, first + 5);
      await answer();
    }
    expect(cache.row(41)).toBe('row 41');
    expect(cache.row(21)).toBe('row 21');
    expect(cache.row(1)).toBeUndefined();
  });

  it('drops an answer to a question asked before the list changed', async () => {
    const { cache, answer, say } = listOf(100);
    cache.want(0, 5);
    say('new');
    cache.clear();
    await answer();
    expect(cache.row(0)).toBeUndefined();
    await answer();
    expect(cache.row(0)).toBe('new 0');
  });

  it('goes on showing what is here until it is here anew, where asked to', async () => {
    const { cache, answer, say } = listOf(100);
    cache.want(0, 5);
    await answer();
    say('new');
    cache.clear({ keepShown: true });
    expect(cache.row(0)).toBe('row 0');
    await answer();
    expect(cache.row(0)).toBe('new 0');
  });

  it('tells who listens, and only while they listen', async () => {
    const { cache, answer } = listOf(100);
    let told = 0;
    const stop = cache.subscribe(() => (told += 1));
    cache.want(0, 5);
    await answer();
    expect(told).toBe(1);
    stop();
    cache.clear();
    expect(told).toBe(1);
  });

  it('asks again for a page that could not be had once it is wanted again', async () => {
    let isUp = false;
    let asked = 0;
    const cache = createPageCache<number>({
      total: () => 5,
      pageSize: 10,
      keptPages: 3,
      fetch: () => {
        asked += 1;
        return Promise.resolve(isUp ? [1, 2, 3, 4, 5] : null);
      },
    });
    cache.want(0, 5);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(asked).toBe(1);
    isUp = true;
    cache.want(0, 5);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(cache.row(4)).toBe(5);
  });
});
