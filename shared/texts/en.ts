/** Every text of the app in English; a language is one object of this shape. */
import { outcomes } from './en/outcomes.ts';
import { plan } from './en/plan.ts';
import { push } from './en/push.ts';
import { review } from './en/review.ts';
import { shell, steps } from './en/shell.ts';
import { words } from './en/words.ts';

export const en = { words, shell, steps, review, plan, push, outcomes };
