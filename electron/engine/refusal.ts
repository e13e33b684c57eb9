import type { AppError } from '../../shared/errors/app-error.ts';

/** Carries an expected failure up to the engine's door, which turns it into a Result. */
export class Refusal extends Error {
  readonly error: AppError;
  /** A write may have taken effect although no answer says so: look before it is sent again. */
  readonly mayHaveLanded: boolean;

  constructor(error: AppError, cause?: unknown, mayHaveLanded = false) {
    super(error.code, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.error = error;
    this.mayHaveLanded = mayHaveLanded;
  }
}
