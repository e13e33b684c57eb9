import type { AppError } from '../../shared/errors/app-error.ts';

/** Carries an expected failure up to the engine's door, which turns it into a Result. */
export class Refusal extends Error {
  readonly error: AppError;

  constructor(error: AppError, cause?: unknown) {
    super(error.code, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.error = error;
  }
}
