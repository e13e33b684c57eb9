/**
 * Which request meets which fault.
 *
 * Laws: one seed, one order of requests: one order of faults. A rule's draw depends on the seed, its place in the
 *       list and how many requests it has seen, and on nothing else. The first rule of a stage that strikes
 *       hides the request from the later ones of that stage.
 */
import type { FaultOf, FaultRule, FaultStage } from './fault.ts';
import { stageOf } from './fault.ts';
import { isOn } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';

interface Strike {
  readonly wait: FaultOf<'wait'> | null;
  readonly instead: FaultOf<'instead'> | null;
  readonly answer: FaultOf<'answer'> | null;
}

export interface FaultSchedule {
  /** In the place of the list given before. */
  load(rules: readonly FaultRule[], seed?: number): void;
  /** One rule under a name of its own, ahead of the list; null takes it away. */
  put(name: string, rule: FaultRule | null): void;
  /** Of the list: those that may strike yet. */
  rules(): readonly FaultRule[];
  clear(): void;
  strike(endpoint: Endpoint): Strike;
  /** Counts a fault that took effect. */
  note(kind: string): void;
  /** How often each kind did since the start; `clear` leaves it. */
  struck(): Readonly<Record<string, number>>;
}

interface Held {
  readonly rule: FaultRule;
  readonly salt: string;
  seen: number;
}

export function createSchedule(): FaultSchedule {
  const named = new Map<string, Held>();
  let list: readonly Held[] = [];
  const struck: Record<string, number> = {};

  return {
    load(rules, seed = 1) {
      list = rules.map((rule, place) => ({ rule, salt: `${seed}/${place}`, seen: 0 }));
    },
    put(name, rule) {
      if (rule === null) named.delete(name);
      else named.set(name, { rule, salt: name, seen: 0 });
    },
    rules: () => list.filter(mayStrike).map(({ rule }) => rule),
    clear() {
      named.clear();
      list = [];
    },
    strike(endpoint) {
      const found: Partial<Record<FaultStage, FaultRule>> = {};
      for (const held of [...named.values(), ...list]) {
        const stage = stageOf(held.rule.kind);
        if (found[stage] !== undefined || !isMeant(held.rule, endpoint)) continue;
        held.seen += 1;
        if (strikes(held)) found[stage] = held.rule;
      }
      return {
        wait: (found.wait ?? null) as Strike['wait'],
        instead: (found.instead ?? null) as Strike['instead'],
        answer: (found.answer ?? null) as Strike['answer'],
      };
    },
    note(kind) {
      struck[kind] = (struck[kind] ?? 0) + 1;
    },
    struck: () => ({ ...struck }),
  };
}

/** A place in a listing can only expire where the listing goes on. */
function isMeant({ kind, on }: FaultRule, endpoint: Endpoint): boolean {
  return isOn(on, endpoint) && (kind !== 'page-expired' || endpoint.kind.endsWith('-page'));
}

function strikes({ rule, salt, seen }: Held): boolean {
  const count = seen - (rule.after ?? 0);
  if (count < 1) return false;
  if (rule.next !== undefined) return count <= rule.next;
  if (rule.nth !== undefined) return count === rule.nth;
  return rule.chance === undefined || draw(`${salt}/${count}`) < rule.chance;
}

function mayStrike({ rule, seen }: Held): boolean {
  const last = rule.next ?? rule.nth;
  return last === undefined || seen < last + (rule.after ?? 0);
}

/** A number from 0 up to 1 that is the same for the same text (FNV-1a, then mixed). */
function draw(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
