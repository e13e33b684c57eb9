/** What is asked of a thread that reads a roster, and what it answers. */
import type { Field } from '../../shared/domain/fields.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Cells } from './cells.ts';
import type { Digest, DigestQuestion } from './read-roster.ts';

export interface Reading {
  readonly path: string;
  readonly side: Side;
  readonly keyColumn: string;
}

export type ToReader =
  | { readonly ask: 'fields' }
  | { readonly ask: 'digest'; readonly question: DigestQuestion }
  | { readonly ask: 'take'; readonly numbers: Uint32Array };

export type FromReader =
  | { readonly answers: 'fields'; readonly fields: readonly Field[] }
  | { readonly answers: 'digest'; readonly digest: Digest | null }
  | { readonly answers: 'take'; readonly cells: Cells }
  | { readonly answers: 'refused'; readonly error: AppError };
