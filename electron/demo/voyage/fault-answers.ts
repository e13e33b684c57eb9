/** Voyage's own words for a fault of the schedule; a gateway's page where it does not get to speak. */
import type { AnsweredFault, FaultAnswer } from '../faults/add-fault-hooks.ts';
import { gatewayPage, retryAfterHeader } from '../faults/gateway-page.ts';
import { Problem, signInAgain } from './problem.ts';

export function answerTo(fault: AnsweredFault, requestId: string, now: Date): FaultAnswer {
  switch (fault.kind) {
    case 'unauthorized':
      return ofProblem(signInAgain(), requestId);
    case 'rate-limited': {
      const headers = retryAfterHeader(fault.retryAfter, now);
      if (fault.body === 'html') return gatewayPage(429, headers);
      return ofProblem(slowDown(headers), requestId);
    }
    case 'daily-limit':
    case 'concurrent-limit':
      return ofProblem(slowDown({}), requestId);
    case 'status':
      if (fault.body !== 'json') return gatewayPage(fault.status);
      return {
        ...ofProblem(new Problem('unavailable', 'Try again later.'), requestId),
        status: fault.status,
      };
    case 'page-expired': {
      const detail = 'A cursor lives an hour. Start the listing anew.';
      return ofProblem(new Problem('cursor_expired', detail), requestId);
    }
  }
}

/** Voyage has one limit, whatever it is called elsewhere. */
function slowDown(headers: Readonly<Record<string, string>>): Problem {
  return new Problem('rate_limited', 'Slow down.', { headers });
}

function ofProblem(problem: Problem, requestId: string): FaultAnswer {
  return {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify(problem.body(requestId)),
  };
}
