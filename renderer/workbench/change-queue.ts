import type { Fault } from '../../shared/contract/fault.ts';
import type { Acknowledged, Reply } from '../../shared/contract/ipc.ts';
import type { Change } from '../../shared/document/document-state.ts';
import { createStore, type ReadableStore } from '../store.ts';

/** Whether what was done is on the disk. */
export type Saving =
  /** `at` is when the last record was safe on the disk (ISO 8601); null while nothing was changed since the document was opened. */
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving' }
  /** What was done is only in the window. */
  | { readonly kind: 'failed'; readonly fault: Fault };

export interface ChangeQueueOptions {
  /** Sequence number of the state that the first change is made on. */
  readonly seq: number;
  /** How long a change waits for more before it is sent. */
  readonly delayMs: number;
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
  /** After everything is on the disk, does something else that adds to the journal. */
  append(work: () => Promise<Reply<Acknowledged>>): Promise<Reply<Acknowledged> | null>;
  /** What is not acknowledged, oldest first. */
  unsent(): readonly Change[];
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

/** What goes out next: a change that becomes a version for itself, others together. */
function nextSending(waiting: readonly Waiting[]): readonly Waiting[] {
  const [first] = waiting;
  if (!first) return [];
  const version = waiting.findIndex((one) => one.version !== null);
  return version < 0 ? waiting : waiting.slice(0, Math.max(1, version));
}

export function createChangeQueue(options: ChangeQueueOptions): ChangeQueue {
  const saving = createStore<Saving>({ kind: 'saved', at: null });
  let seq = options.seq;
  let waiting: readonly Waiting[] = [];
  let underWay: readonly Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<boolean> | null = null;

  const acknowledge = (reply: Reply<Acknowledged>): boolean => {
    if (!reply.ok) {
      saving.set({ kind: 'failed', fault: reply.fault });
      return false;
    }
    seq = reply.value.seq;
    if (waiting.length === 0) saving.set({ kind: 'saved', at: reply.value.savedAt });
    return true;
  };

  const send = (sending: readonly Waiting[]): Promise<Reply<Acknowledged>> => {
    const [first] = sending;
    return first && first.version !== null
      ? options.sendVersion(seq, first.change, first.version)
      : options.send(seq, options.prepare(sending.map(({ change }) => change)));
  };

  const sendAll = async (): Promise<boolean> => {
    while (waiting.length > 0) {
      underWay = nextSending(waiting);
      waiting = waiting.slice(underWay.length);
      const reply = await send(underWay);
      if (!reply.ok) waiting = [...underWay, ...waiting];
      underWay = [];
      if (!acknowledge(reply)) return false;
    }
    return true;
  };

  const flush = (): Promise<boolean> => {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    // What was pushed while that sending was about to end goes out with another one.
    return sending.then((isSent) => (isSent && waiting.length > 0 ? flush() : isSent));
  };

  return {
    saving,
    flush,
    push: (change, version = null) => {
      waiting = [...waiting, { change, version }];
      if (saving.get().kind === 'failed') return;
      saving.set({ kind: 'saving' });
      timer ??= setTimeout(() => void flush(), options.delayMs);
    },
    append: async (work) => {
      do if (!(await flush())) return null;
      while (sending !== null);
      // Changes made meanwhile build on the record that this adds: they wait for its number.
      const working = work();
      sending = working
        .then((reply) => {
          if (reply.ok) acknowledge(reply);
          return true;
        })
        .finally(() => {
          sending = null;
        });
      await sending;
      return working;
    },
    unsent: () => [...underWay, ...waiting].map(({ change }) => change),
    setSeq: (next) => {
      seq = next;
    },
    noteSaved: (acknowledged) => {
      seq = acknowledged.seq;
      if (saving.get().kind === 'saved') saving.set({ kind: 'saved', at: acknowledged.savedAt });
    },
  };
}
