import type { Side } from '../../../../shared/domain/side.ts';
import type { CallsToday } from '../traffic.ts';
import type { Refusal } from '../../refusal.ts';
import type { GateReason } from '../gate.ts';
import type { FailedAnswer, Headers } from './messages.ts';

/** What the transport has to know of one side. */
export interface Dialect {
  readonly side: Side;
  /** Sent with each request. */
  readonly headers: Headers;
  /** The header with the far end's own id of an answer. */
  readonly answerIdHeader: string;
  judge(answer: FailedAnswer): Judgement;
  /** Null where the answer does not say. */
  callsToday(headers: Headers): CallsToday | null;
}

export interface Judgement {
  /**
   * A GateReason holds for everybody and closes the gate. `passing` is this request's own bad luck, which may
   * not come again; `token`: another token may do; `final`: the same would come again.
   */
  readonly kind: GateReason | 'passing' | 'token' | 'final';
  /** What the far end asked for. */
  readonly retryAfterMs: number | null;
  /** It is certain that the request had no effect. */
  readonly isUntouched: boolean;
  refusal(mayHaveLanded: boolean): Refusal;
}
