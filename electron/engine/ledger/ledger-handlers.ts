import type { EngineContext, Handlers } from '../context.ts';
import { findStory } from './find-story.ts';

export function ledgerHandlers(context: EngineContext): Handlers<'ledger:find'> {
  return { 'ledger:find': ({ email }) => findStory(context, email) };
}
