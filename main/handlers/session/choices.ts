import type { Calls } from '../../../shared/contract/ipc.ts';
import { unreachable } from '../../../shared/text/unreachable.ts';
import type { Shell } from './shell.ts';

/** What is to be chosen, and for a new collection what it is called. */
type Asked = Calls['collection:choose']['argument'];

/** Folders that a person chose in dialogs. */
interface Choice {
  readonly purpose: Asked['purpose'];
  readonly folder: string;
  /** The backup that is restored into the folder; null for any other purpose. */
  readonly backup: string | null;
}

/** Asks for folders before the window closes what is open, and keeps the answer for the one call that it was asked for. */
export class Choices {
  readonly #shell: Pick<Shell, 'chooseFolder' | 'chooseNewCollection'>;
  #chosen: Choice | null = null;

  constructor(shell: Pick<Shell, 'chooseFolder' | 'chooseNewCollection'>) {
    this.#shell = shell;
  }

  /** @returns false when the person cancelled */
  async ask(asked: Asked): Promise<boolean> {
    this.#chosen = null;
    this.#chosen = await this.#choose(asked);
    return this.#chosen !== null;
  }

  /** What was chosen before, or else is chosen now; null when the person cancelled. */
  async take(asked: Asked): Promise<Choice | null> {
    const before = this.#chosen;
    this.#chosen = null;
    return before?.purpose === asked.purpose ? before : this.#choose(asked);
  }

  async #choose(asked: Asked): Promise<Choice | null> {
    const { purpose } = asked;
    switch (purpose) {
      case 'open': {
        const folder = await this.#shell.chooseFolder('open collection');
        return folder === null ? null : { purpose, folder, backup: null };
      }
      case 'new': {
        const folder = await this.#shell.chooseNewCollection(asked.title);
        return folder === null ? null : { purpose, folder, backup: null };
      }
      case 'restore': {
        const backup = await this.#shell.chooseFolder('restore backup');
        const folder = backup === null ? null : await this.#shell.chooseNewCollection('Restored collection');
        return folder === null ? null : { purpose, folder, backup };
      }
      default:
        return unreachable(purpose);
    }
  }
}
