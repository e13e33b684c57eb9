import type { AppError } from '../../shared/errors/app-error.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { copyDetails } from './ask.ts';

/** What whoever looks after this computer asks for, without a token or a person in it. */
export function CopyDetails({ error }: { error: AppError }) {
  return (
    <Button
      variant="bare"
      icon="copy"
      onClick={() => {
        copyDetails(error);
      }}
    >
      {en.shell.copyDetails}
    </Button>
  );
}
