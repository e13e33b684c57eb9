import { en } from '../../shared/texts/en.ts';
import { connectAgain } from '../shell/ask.ts';
import { useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';

/** Asks both sides anew; closed as long as they are being asked. */
export function AskAgain({
  variant = 'plain',
  'data-test': test,
}: {
  variant?: 'plain' | 'primary';
  'data-test'?: string;
}) {
  const isConnecting = useShell((shell) => shell.isConnecting);
  return (
    <Button
      variant={variant}
      icon="again"
      isOff={isConnecting}
      {...(test === undefined ? {} : { 'data-test': test })}
      onClick={() => void connectAgain()}
    >
      {isConnecting ? en.connect.asking : en.connect.askAgain}
    </Button>
  );
}
