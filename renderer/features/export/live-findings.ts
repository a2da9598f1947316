import type { DocumentFindings } from '../../../shared/contract/calls/edition.ts';
import type { Reply } from '../../../shared/contract/ipc.ts';
import type { Finding } from '../../../shared/export/validation/validate-xml.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { type FindingMark, withFindings } from '../../editor/finding-decorations.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';

/** What is known of the findings of the open document. */
export interface LiveState {
  /** Null while nothing is known. */
  readonly findings: readonly Finding[] | null;
  /** Why it could not be checked, as a sentence; null when it could, or was not yet. */
  readonly fault: string | null;
}

/** Nobody has typed for so long when the text is checked. */
const pauseMs = 1_200;

type Checked = Pick<DocumentSession, 'id' | 'editor' | 'composing' | 'dispatch' | 'flush'>;

/** Checks the open document whenever typing pauses, elsewhere than in the window, and marks what is found. What comes of a text that was
 *  changed meanwhile is dropped. */
export class LiveFindings {
  readonly #session: Checked;
  readonly #check: () => Promise<Reply<DocumentFindings | null>>;
  readonly #state = createStore<LiveState>({ findings: null, fault: null });
  #timer: ReturnType<typeof setTimeout> | null = null;
  #changedAt = 0;
  #isChecking = false;
  #isOn = false;

  /** @param check of the document as it is on the disk */
  constructor(session: Checked, check: () => Promise<Reply<DocumentFindings | null>>) {
    this.#session = session;
    this.#check = check;
  }

  get state(): ReadableStore<LiveState> {
    return this.#state;
  }

  /** Checks now and after every pause.
   *  @returns ends it, and takes the marks off */
  follow(): () => void {
    this.#isOn = true;
    let { doc } = this.#session.editor.get();
    const end = this.#session.editor.subscribe(() => {
      const now = this.#session.editor.get().doc;
      if (now === doc) return;
      doc = now;
      this.#changedAt = Date.now();
      this.#timer ??= setTimeout(this.#rest, pauseMs);
    });
    this.#timer ??= setTimeout(this.#rest, pauseMs);
    return () => {
      this.#isOn = false;
      end();
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      this.#show([]);
      this.#state.set({ findings: null, fault: null });
    };
  }

  /** One timer runs however many keys are pressed: it looks for itself how long ago the last one was. */
  readonly #rest = (): void => {
    const left = this.#changedAt + pauseMs - Date.now();
    this.#timer = left > 0 || this.#isChecking ? setTimeout(this.#rest, Math.max(left, 100)) : null;
    if (this.#timer === null) void this.#look();
  };

  async #look(): Promise<void> {
    this.#isChecking = true;
    try {
      if (!(await this.#session.flush())) return;
      const { doc } = this.#session.editor.get();
      const reply = await this.#check();
      // The next pause checks what it is now.
      if (!this.#isOn || this.#session.editor.get().doc !== doc || this.#session.composing.get()) return;
      const findings = reply.ok ? (reply.value?.findings ?? null) : null;
      this.#show(
        (findings ?? []).flatMap(({ range, message }) => (range ? [{ ...range, message: retold(message) }] : [])),
      );
      this.#state.set({ findings, fault: reply.ok ? null : reply.fault.what });
    } finally {
      this.#isChecking = false;
    }
  }

  #show(marks: readonly FindingMark[]): void {
    const fitting = marks.filter(({ to }) => to <= this.#session.editor.get().doc.content.size);
    this.#session.dispatch(withFindings(this.#session.editor.get().tr, fitting));
  }
}
