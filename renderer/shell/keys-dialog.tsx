import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useKeyBoard } from './keys.ts';
import { showKeys } from './shell-store.ts';

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  ' ': 'space',
  shift: '⇧',
};

export function KeysDialog() {
  const groups = useKeyBoard((board) => board.groups);
  const close = () => {
    showKeys(false);
  };
  return (
    <Dialog
      title={en.shell.keys}
      lead={en.shell.keysLead}
      isWide
      onClose={close}
      data-test="keys-dialog"
      actions={<Button onClick={close}>{en.shell.closeKeys}</Button>}
    >
      <div className="key-groups">
        {[...groups.values()]
          .filter((group) => group.bindings.length > 0)
          .map((group) => (
            <section key={group.title}>
              <h3>{group.title}</h3>
              <dl>
                {group.bindings.map((binding) => (
                  <div key={binding.key}>
                    <dt>{binding.label}</dt>
                    <dd className="row tight">
                      {capsOf(binding.key).map((cap) => (
                        <kbd key={cap}>{cap}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}

function capsOf(key: string): readonly string[] {
  const mod = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl';
  return key.split('+').map((part) => (part === 'mod' ? mod : (SIGNS[part] ?? part)));
}
