/** What was made for whom since the start, so that a thing made twice is seen. */
export interface Effects {
  /** For whom: an address, or the id of a record that has none. */
  note(kind: string, person: string): void;
  made(): Readonly<Record<string, number>>;
  doubles(): readonly Double[];
}

export interface Double {
  readonly kind: string;
  readonly person: string;
  readonly times: number;
}

export function addressOr(id: string, email: unknown): string {
  return typeof email === 'string' ? email.toLowerCase() : id;
}

export function createEffects(): Effects {
  const times = new Map<string, Map<string, number>>();
  return {
    note(kind, person) {
      const people = times.get(kind) ?? new Map<string, number>();
      times.set(kind, people);
      people.set(person, (people.get(person) ?? 0) + 1);
    },
    made: () =>
      Object.fromEntries(
        [...times].map(([kind, people]) => [kind, people.values().reduce((a, b) => a + b, 0)]),
      ),
    doubles: () =>
      [...times].flatMap(([kind, people]) =>
        [...people]
          .filter(([, count]) => count > 1)
          .map(([person, count]) => ({ kind, person, times: count })),
      ),
  };
}
