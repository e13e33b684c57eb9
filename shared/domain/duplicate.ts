import type { PersonRef } from './record.ts';

/** A person in Salesforce whom a duplicate rule takes a new Lead for. */
export interface LookAlike extends PersonRef {
  readonly name: string | null;
}

/** Why no Lead was made, and what may be done about it. */
export interface DuplicateAlert {
  /** Empty where Salesforce does not say who it is. */
  readonly people: readonly LookAlike[];
  /** False where the rule forbids the Lead: then nobody's wish makes it. */
  readonly mayCreate: boolean;
}

/** What a person decided: `link` adds the person who is there to the campaign. */
export type DuplicateChoice =
  { readonly choice: 'create-anyway' } | { readonly choice: 'link'; readonly person: LookAlike };
