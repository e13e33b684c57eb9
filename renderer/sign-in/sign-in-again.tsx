import type { Side } from '../../shared/domain/side.ts';
import { en } from '../../shared/texts/en.ts';
import { useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { signInAgain } from './sign-in.ts';

/** Starts the right sign-in for the side; closed while one is under way. */
export function SignInAgain({ side }: { side: Side }) {
  const isUnderWay = useShell(({ state }) => state?.signIn != null);
  return (
    <Button
      variant="primary"
      isOff={isUnderWay}
      title={isUnderWay ? en.signIn.waitingTitle : undefined}
      data-test="sign-in-again"
      onClick={() => void signInAgain(side)}
    >
      {en.signIn.signInAgain}
    </Button>
  );
}
