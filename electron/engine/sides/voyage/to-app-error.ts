import { z } from 'zod';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { Refusal } from '../../refusal.ts';
import type { Judgement } from '../http/dialect.ts';
import type { FailedAnswer } from '../http/messages.ts';
import { whatCame } from '../http/receive.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/** A refusal that keeps Voyage's own code, for those who can do something about it. */
export class VoyageRefusal extends Refusal {
  readonly problemCode: string | null;

  constructor(error: AppError, problemCode: string | null, mayHaveLanded = false) {
    super(error, undefined, mayHaveLanded);
    this.problemCode = problemCode;
  }
}

const problemSchema = z.object({
  code: z.string(),
  title: z.string().default(''),
  detail: z.string().default(''),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});
type Problem = z.infer<typeof problemSchema>;

const OUTAGES = new Set([420, 502, 503, 504]);

/** For an answer of 300 or above. A problem of the 400s was told before anything was written. */
export function judgeAnswer(answer: FailedAnswer, address: string): Judgement {
  const { status, headers } = answer;
  const problem = readProblem(answer);
  const waitMs = retryAfterMs(headers, new Date());
  const error = toAppError(answer, problem, address, waitMs);
  return {
    kind: kindOf(status),
    retryAfterMs: waitMs,
    isUntouched: status < 500 && status !== 420 && status !== 408,
    refusal: (mayHaveLanded) => new VoyageRefusal(error, problem?.code ?? null, mayHaveLanded),
  };
}

function kindOf(status: number): Judgement['kind'] {
  if (status === 401) return 'token';
  if (status === 429) return 'rate-limited';
  if (OUTAGES.has(status)) return 'unavailable';
  return status >= 500 || status === 408 ? 'passing' : 'final';
}

function toAppError(
  answer: FailedAnswer,
  problem: Problem | null,
  address: string,
  waitMs: number | null,
): AppError {
  const side = 'voyage';
  const { status } = answer;
  const detail = problem === null ? '' : textOf(problem);
  switch (status) {
    case 401:
      return { code: 'auth/expired', side, detail: problem === null ? null : detail };
    case 403:
      return { code: 'auth/forbidden', side, detail };
    case 429:
      return { code: 'side/rate-limited', side, retryAfterMs: waitMs };
  }
  if (status < 400) {
    const where = `It sends us on to another address (status ${status}).`;
    return { code: 'side/bad-answer', side, address, detail: where };
  }
  if (status >= 500 || status === 420) {
    const what = problem === null ? `${whatCame(answer)} (status ${status}).` : detail;
    return { code: 'side/unavailable', side, detail: what };
  }
  if (problem === null) {
    const what = `${whatCame(answer)} in the place of data (status ${status}).`;
    return { code: 'side/bad-answer', side, address, detail: what };
  }
  if (status === 404) return { code: 'side/not-found', side, what: detail };
  if (problem.code === 'idempotency_key_reused') {
    const what = `It had another batch under the same key before, so this one was not taken. ${detail}`;
    return { code: 'side/refused', side, detail: what };
  }
  return { code: 'side/refused', side, detail };
}

function readProblem({ headers, body }: FailedAnswer): Problem | null {
  if (!(headers['content-type'] ?? '').startsWith('application/problem+json')) return null;
  try {
    return problemSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function textOf({ title, detail, errors }: Problem): string {
  const flaws = errors.map((flaw) => `${flaw.detail} (${flaw.pointer})`);
  return flaws.length > 0 ? flaws.join(' ') : detail || title;
}
