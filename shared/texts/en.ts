/** Every text of the app in English; a language is one object of this shape. */
import { audit } from './en/audit.ts';
import { connect, gap } from './en/connect.ts';
import { gate } from './en/gate.ts';
import { keychain } from './en/keychain.ts';
import { ledger } from './en/ledger.ts';
import { links } from './en/links.ts';
import { outcomes } from './en/outcomes.ts';
import { plan } from './en/plan.ts';
import { push } from './en/push.ts';
import { revert } from './en/revert.ts';
import { review } from './en/review.ts';
import { shell, steps } from './en/shell.ts';
import { guide, signIn } from './en/sign-in.ts';
import { suggestions } from './en/suggestions.ts';
import { map, sync } from './en/sync.ts';
import { words } from './en/words.ts';

export const en = {
  words,
  shell,
  steps,
  connect,
  keychain,
  signIn,
  guide,
  gate,
  gap,
  sync,
  map,
  audit,
  review,
  links,
  suggestions,
  plan,
  push,
  outcomes,
  revert,
  ledger,
};
