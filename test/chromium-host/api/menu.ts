/** `Menu`: a tree that can be clicked and whose accelerators work; nothing is drawn. */
import { notImplemented } from '../not-implemented.ts';

/** What a role does to the window it is used in. */
interface MenuTarget {
  close(): void;
  minimize(): void;
  reload(): void;
  edit(command: string): void;
}

interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly submenu?: readonly MenuItemOptions[] | Menu;
  readonly click?: (item: MenuItem, window: unknown, event: object) => void;
}

export interface MenuHost {
  quit(): void;
  focusedWindow(): unknown;
  targetOf(window: unknown): MenuTarget | undefined;
}

const ROLE_ACCELERATORS: Readonly<Record<string, string>> = {
  quit: 'CmdOrCtrl+Q',
  close: 'CmdOrCtrl+W',
  minimize: 'CmdOrCtrl+M',
  reload: 'CmdOrCtrl+R',
  forcereload: 'Shift+CmdOrCtrl+R',
};
const EDITING_ROLES: readonly string[] = [
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'delete',
  'selectall',
];

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  click: (event?: object, window?: unknown) => void;

  constructor(options: MenuItemOptions) {
    const { submenu } = options;
    this.id = options.id;
    this.role = options.role?.toLowerCase();
    this.label = options.label ?? options.role ?? '';
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = options.accelerator ?? ROLE_ACCELERATORS[this.role ?? ''];
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu =
      submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
    this.click = (event = {}, window) => {
      if (this.type === 'checkbox') this.checked = !this.checked;
      options.click?.(this, window, event);
    };
  }
}

export class Menu {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const entry of template)
      menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry));
    return menu;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(): never {
    return notImplemented('menu.popup');
  }
}

export interface ApplicationMenu {
  readonly Menu: typeof Menu;
  /** Pressed keys the page must report, in `pressedKey` form. */
  accelerators(): readonly string[];
  press(key: string, window: unknown): void;
}

export function createApplicationMenu(host: MenuHost, changed: () => void): ApplicationMenu {
  let current: Menu | null = null;

  const runRole = (role: string, window: unknown): void => {
    const target = host.targetOf(window ?? host.focusedWindow());
    if (role === 'quit') host.quit();
    else if (role === 'close') target?.close();
    else if (role === 'minimize') target?.minimize();
    else if (role === 'reload' || role === 'forcereload') target?.reload();
    else if (EDITING_ROLES.includes(role)) target?.edit(role === 'selectall' ? 'selectAll' : role);
    else notImplemented(`menu role ${role}`);
  };
  const equip = (menu: Menu): void => {
    for (const item of menu.items) {
      const own = item.click;
      const { role } = item;
      item.click = (event, window) => {
        if (role === undefined) own(event, window ?? host.focusedWindow());
        else runRole(role, window);
      };
      if (item.submenu) equip(item.submenu);
    }
  };
  const withAccelerators = function* (menu: Menu | null): Generator<[string, MenuItem]> {
    for (const item of menu?.items ?? []) {
      if (item.accelerator !== undefined && item.visible)
        yield [pressedKey(item.accelerator), item];
      if (item.submenu) yield* withAccelerators(item.submenu);
    }
  };

  class ElectronMenu extends Menu {
    static setApplicationMenu(menu: Menu | null): void {
      if (menu && menu !== current) equip(menu);
      current = menu;
      changed();
    }

    static getApplicationMenu(): Menu | null {
      return current;
    }
  }

  return {
    Menu: ElectronMenu,
    accelerators: () => [...withAccelerators(current)].map(([key]) => key),
    press: (key, window) => {
      const item = withAccelerators(current).find(
        ([of, { enabled }]) => of === key && enabled,
      )?.[1];
      item?.click({ triggeredByAccelerator: true }, window);
    },
  };
}

const KEYS: Readonly<Record<string, string>> = {
  plus: '+',
  esc: 'escape',
  return: 'enter',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

/** `CmdOrCtrl+Shift+N` as the page reports it: `ctrl+shift+n`. */
function pressedKey(accelerator: string): string {
  const parts = accelerator.toLowerCase().split('+');
  const has = (...names: string[]): boolean => parts.some((part) => names.includes(part));
  const key = parts.at(-1) ?? '';
  return [
    has('cmdorctrl', 'commandorcontrol', 'ctrl', 'control', 'cmd', 'command') ? 'ctrl+' : '',
    has('alt', 'option') ? 'alt+' : '',
    has('shift') ? 'shift+' : '',
    KEYS[key] ?? key,
  ].join('');
}
