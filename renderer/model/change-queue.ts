import type { Acknowledged } from '../../shared/contract/calls/document.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { Change } from '../../shared/document/document-state.ts';
import { createStore, type ReadableStore } from '../platform/store.ts';

/** Whether what was done is on the disk. */
export type Saving =
  /** `at` is when the last record was safe on the disk (ISO 8601); null while nothing was changed since the document was opened. */
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving' }
  /** What was done is only in the window, and goes on being sent: the cause may pass by itself. */
  | { readonly kind: 'kept'; readonly fault: Fault }
  /** What was done is only in the window. */
  | { readonly kind: 'failed'; readonly fault: Fault };

export interface ChangeQueueOptions {
  /** Sequence number of the state that the first change is made on. */
  readonly seq: number;
  /** How long a change waits for more before it is sent. */
  readonly delayMs: number;
  /** How long what could not be saved waits, when the cause may pass by itself, before it is sent again. */
  readonly retryMs: number;
  readonly send: (baseSeq: number, changes: readonly Change[]) => Promise<Reply<Acknowledged>>;
  /** Sends a change that becomes a version. */
  readonly sendVersion: (baseSeq: number, change: Change, name: string) => Promise<Reply<Acknowledged>>;
  /** Makes the changes of one sending small. */
  readonly prepare: (changes: readonly Change[]) => readonly Change[];
}

/** Sends changes in order, one sending under way at a time, and says saved only when all are acknowledged. */
export interface ChangeQueue {
  readonly saving: ReadableStore<Saving>;
  /** @param version what the state after the change shall be called; null unless it becomes a version */
  push(change: Change, version?: string | null): void;
  /** Sends what waits. @returns whether everything is on the disk */
  flush(): Promise<boolean>;
  /** After everything is on the disk, does something else that adds to the journal. Both are tried again for as long as the cause of
   *  a fault may pass by itself. */
  append(work: () => Promise<Reply<Acknowledged>>): Promise<Reply<Acknowledged> | null>;
  /** What is not acknowledged, oldest first. */
  unsent(): readonly Change[];
  /** Sends nothing more: what is only in the window is given up. */
  stop(): void;
  /** Another part of the program added to the journal: the number of its last record now. */
  setSeq(seq: number): void;
  /** Another part of the program added to the journal, and told when that was safe on the disk. */
  noteSaved(acknowledged: Acknowledged): void;
}

/** What waits to be sent. */
interface Waiting {
  readonly change: Change;
  readonly version: string | null;
}

/** How many go out next: a change that becomes a version for itself, others together. */
function nextCount(waiting: readonly Waiting[]): number {
  const version = waiting.findIndex((one) => one.version !== null);
  return version < 0 ? waiting.length : Math.max(1, version);
}

export const createChangeQueue = (options: ChangeQueueOptions): ChangeQueue => new SendingQueue(options);

class SendingQueue implements ChangeQueue {
  readonly saving = createStore<Saving>({ kind: 'saved', at: null });
  readonly #options: ChangeQueueOptions;
  #seq: number;
  #waiting: Waiting[] = [];
  #underWay: readonly Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<boolean> | null = null;
  #isStopped = false;

  constructor(options: ChangeQueueOptions) {
    this.#options = options;
    this.#seq = options.seq;
  }

  push(change: Change, version: string | null = null): void {
    this.#waiting.push({ change, version });
    const { kind } = this.saving.get();
    if (kind === 'failed' || kind === 'kept') return;
    if (kind !== 'saving') this.saving.set({ kind: 'saving' });
    this.#sendIn(this.#options.delayMs);
  }

  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    // What was pushed while that sending was about to end goes out with another one.
    return this.#sending.then((isSent) => (isSent && this.#waiting.length > 0 ? this.flush() : isSent));
  }

  async append(work: () => Promise<Reply<Acknowledged>>): Promise<Reply<Acknowledged> | null> {
    for (;;) {
      do if (!(await this.#flushInTheEnd())) return null;
      while (this.#sending !== null);
      const reply = await this.#add(work);
      if (reply.ok || !reply.fault.canRetry) return reply;
      await this.#pause();
    }
  }

  unsent(): readonly Change[] {
    return [...this.#underWay, ...this.#waiting].map(({ change }) => change);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  setSeq(seq: number): void {
    this.#seq = seq;
  }

  noteSaved(acknowledged: Acknowledged): void {
    this.#seq = acknowledged.seq;
    if (this.saving.get().kind === 'saved') this.saving.set({ kind: 'saved', at: acknowledged.savedAt });
  }

  async #sendAll(): Promise<boolean> {
    while (this.#waiting.length > 0) {
      if (this.#isStopped) return false;
      this.#underWay = this.#waiting.splice(0, nextCount(this.#waiting));
      const reply = await this.#send(this.#underWay);
      if (!reply.ok) this.#waiting = [...this.#underWay, ...this.#waiting];
      this.#underWay = [];
      if (!this.#acknowledge(reply)) return false;
    }
    return true;
  }

  #send(sending: readonly Waiting[]): Promise<Reply<Acknowledged>> {
    const { send, sendVersion, prepare } = this.#options;
    const [first] = sending;
    return first && first.version !== null
      ? sendVersion(this.#seq, first.change, first.version)
      : send(this.#seq, prepare(sending.map(({ change }) => change)));
  }

  /** Changes made meanwhile build on the record that this adds: they wait for its number. */
  async #add(work: () => Promise<Reply<Acknowledged>>): Promise<Reply<Acknowledged>> {
    const working = work();
    this.#sending = working
      .then((reply) => {
        if (reply.ok || reply.fault.canRetry) this.#acknowledge(reply);
        return true;
      })
      .finally(() => {
        this.#sending = null;
      });
    await this.#sending;
    return working;
  }

  #acknowledge(reply: Reply<Acknowledged>): boolean {
    if (!reply.ok) {
      const { fault } = reply;
      this.saving.set({ kind: fault.canRetry ? 'kept' : 'failed', fault });
      if (fault.canRetry) this.#sendIn(this.#options.retryMs);
      return false;
    }
    this.#seq = reply.value.seq;
    if (this.#waiting.length === 0) this.saving.set({ kind: 'saved', at: reply.value.savedAt });
    return true;
  }

  async #flushInTheEnd(): Promise<boolean> {
    while (!this.#isStopped && !(await this.flush())) {
      if (this.saving.get().kind !== 'kept') return false;
      await this.#pause();
    }
    return !this.#isStopped;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#options.retryMs));
  }

  #sendIn(ms: number): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => void this.flush(), ms);
  }
}
