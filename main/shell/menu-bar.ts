import { Menu } from 'electron';
import { type CommandId, commands } from '../../shared/contract/commands/commands.ts';
import type { Platform } from '../../shared/contract/commands/key-combination.ts';
import { isEnabled, type MenuState, menuTemplate } from './menu.ts';

/** What the menu bar shows of the window that is in front. */
export interface MenuFacts {
  readonly open: { readonly collection: boolean; readonly document: boolean };
  /** What its page said would do something; null before it has. */
  readonly offered: ReadonlySet<CommandId> | null;
  /** What its page said is on. */
  readonly isOn: ReadonlySet<CommandId>;
}

export const noFacts: MenuFacts = { open: { collection: false, document: false }, offered: null, isOn: new Set() };

/** What the menu bar needs of the windows. */
interface MenuWindows {
  /** Null when there is no window. */
  facts(): MenuFacts | null;
  /** A person chose a command: for the window in front. */
  choose(command: CommandId): void;
  openRecent(folder: string): void;
}

/** The one menu bar of the program: it follows the window that is in front. */
export class MenuBar {
  readonly #platform: Platform;
  readonly #windows: MenuWindows;
  #state: MenuState = {};
  #wanted: NodeJS.Immediate | undefined;

  constructor(platform: Platform, windows: MenuWindows) {
    this.#platform = platform;
    this.#windows = windows;
  }

  /** Shows changed keys or recent collections. */
  show(state: MenuState): void {
    this.#state = { ...this.#state, ...state };
    this.renew();
  }

  /** Makes the menu anew, once for all that changes it meanwhile, and not before there is a window: whoever starts the program waits for
   *  that. */
  renew(): void {
    clearImmediate(this.#wanted);
    if (this.#windows.facts() !== null) this.#wanted = setImmediate(() => this.#build());
  }

  /** Makes the menu with the keys and the recent collections as they are. */
  #build(): void {
    const choose = (command: CommandId): void => {
      this.#windows.choose(command);
      // The system ticks what is chosen by itself; what is on says the page.
      setImmediate(() => this.draw());
    };
    const openRecent = (folder: string): void => this.#windows.openRecent(folder);
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate(this.#platform, choose, { ...this.#state, openRecent })),
    );
    this.draw();
  }

  /** The menu has only those commands enabled that would do something in the window in front. */
  draw(): void {
    const menu = Menu.getApplicationMenu();
    const { open, offered, isOn } = this.#windows.facts() ?? noFacts;
    for (const command of commands) {
      const item = menu?.getMenuItemById(command.id);
      if (!item) continue;
      item.enabled = isEnabled(command, open) && (offered?.has(command.id) ?? true);
      if (item.type === 'checkbox') item.checked = isOn.has(command.id);
    }
  }
}
