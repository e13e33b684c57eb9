/**
 * The demo's past: the first sync, done for real while both lists still agree (chapter 1), leaves a base
 * in the journal; then the story moves on to chapter 2 and there is something to reconcile.
 */
import type { AppError } from '../../shared/errors/app-error.ts';
import type {
  EngineCalls,
  EngineChannel,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import { Refusal } from '../engine/refusal.ts';

export interface DemoStory {
  readonly campaignId: string;
  readonly eventId: string;
  chapter(): 1 | 2;
  advance(): Promise<void>;
}

/** Leaves the engine paired and pulled, with the differences of chapter 2 to review. */
export async function prepareDemo(engine: EngineCalls, story: DemoStory): Promise<void> {
  const { campaignId, eventId } = story;
  const connected = await ask(engine, 'engine:connect', null);
  if (story.chapter() === 2 && connected.pairing?.pulledAt) return;
  await ask(engine, 'pairing:choose', { campaignId, eventId });
  if (story.chapter() === 1) {
    await ask(engine, 'pull:start', { isFull: true });
    await ask(engine, 'map:accept', null);
    const plan = await ask(engine, 'plan:build', { direction: 'both' });
    await ask(engine, 'push:start', { digest: plan.digest, mode: 'keep', confirm: null });
    await story.advance();
  }
  await ask(engine, 'pull:start', { isFull: true });
}

async function ask<K extends EngineChannel>(
  engine: EngineCalls,
  channel: K,
  input: EngineRequests[K]['input'],
): Promise<EngineRequests[K]['output']> {
  const reply = await engine.call(channel, input);
  if (reply.ok) return reply.value;
  const error: AppError = reply.error;
  throw new Refusal(error);
}
