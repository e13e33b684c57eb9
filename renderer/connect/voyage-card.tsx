import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { Fold } from './fold.tsx';
import { PasteToken } from './paste-token.tsx';
import { SideCard } from './side-card.tsx';
import { useAskedPart } from './use-asked-part.ts';

const texts = en.signIn;

/** Signing in to Voyage: its address, and a token pasted once. */
export function VoyageCard({ shell }: { shell: ShellState }) {
  const part = useAskedPart('voyage');
  const hasAccount = shell.accounts.some(({ side }) => side === 'voyage');
  const form = (
    <>
      <p className="mut">{texts.voyageNote}</p>
      <PasteToken side="voyage" shell={shell} />
    </>
  );
  return (
    <SideCard side="voyage" shell={shell}>
      {hasAccount ? (
        <Fold summary={texts.another('voyage')} isAsked={part !== null} data-test="another-voyage">
          {form}
        </Fold>
      ) : (
        form
      )}
    </SideCard>
  );
}
