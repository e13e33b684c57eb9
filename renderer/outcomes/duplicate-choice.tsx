import type { DuplicateAlert, DuplicateChoice, LookAlike } from '../../shared/domain/duplicate.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { chooseDuplicate, takeChoiceBack, useOutcomes } from './outcomes-store.ts';

const texts = en.outcomes.duplicate;

/** Whom a duplicate rule took a new person for, and what the next push does about it. */
export function DuplicateChoices({
  rowKey,
  alert,
}: {
  rowKey: string;
  alert: DuplicateAlert & { readonly chosen: DuplicateChoice | null };
}) {
  const made = useOutcomes((draft) => draft.chosen[rowKey]);
  const chosen = made === undefined ? alert.chosen : made;
  if (chosen !== null) {
    return (
      <div className="duplicate" data-test="duplicate-chosen">
        <span className="row tight">
          <Mark name="tick" />
          {chosen.choice === 'link' ? texts.linked(nameOf(chosen.person)) : texts.created}
        </span>
        <Button size="s" variant="bare" icon="undo" onClick={() => void takeChoiceBack(rowKey)}>
          {texts.takeBack}
        </Button>
      </div>
    );
  }
  const { people, mayCreate } = alert;
  return (
    <div className="duplicate" role="group" aria-label={texts.label} data-test="duplicate-choices">
      {people.map((person) => (
        <Button
          key={person.id}
          size="s"
          data-test="duplicate-link"
          title={texts.personNote(person.kind, person.id)}
          onClick={() => void chooseDuplicate({ rowKey, choice: 'link', personId: person.id })}
        >
          {texts.use(nameOf(person), person.kind)}
        </Button>
      ))}
      {mayCreate && (
        <Button
          size="s"
          data-test="duplicate-create"
          onClick={() => void chooseDuplicate({ rowKey, choice: 'create-anyway' })}
        >
          {texts.create}
        </Button>
      )}
    </div>
  );
}

function nameOf(person: LookAlike): string {
  return person.name ?? person.id;
}
