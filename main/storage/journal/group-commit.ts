/** What one caller wants to be written, decided only when its turn comes. */
interface Waiting {
  /** Decides, on the state that all earlier callers left. Throws to refuse, which concerns this caller alone. */
  readonly prepare: () => readonly Uint8Array[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Lets callers share the syncs of the disk: while one flush is under way the next callers gather, and go out together in one
 *  write and one sync. Nobody waits for more than the flush before and its own. */
export class GroupCommit {
  readonly #write: (frames: readonly Uint8Array[]) => Promise<void>;
  readonly #mayWrite: () => Promise<void>;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  /** @param mayWrite throws when nothing can be written now: then nothing is decided, and the same can be asked for again later
   *  @param write puts the frames on the disk; what it throws is told to everyone whose frames were among them */
  constructor(mayWrite: () => Promise<void>, write: (frames: readonly Uint8Array[]) => Promise<void>) {
    this.#mayWrite = mayWrite;
    this.#write = write;
  }

  /** Resolves when what `prepare` returned is on the disk. */
  run(prepare: () => readonly Uint8Array[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ prepare, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nobody waits any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    // Callers of the same moment go out together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#flush(batch);
    }
    this.#running = null;
  }

  async #flush(batch: readonly Waiting[]): Promise<void> {
    const accepted: Waiting[] = [];
    const frames: Uint8Array[] = [];
    try {
      await this.#mayWrite();
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const waiting of batch) {
      try {
        frames.push(...waiting.prepare());
        accepted.push(waiting);
      } catch (error) {
        waiting.reject(error);
      }
    }
    try {
      await this.#write(frames);
      for (const { resolve } of accepted) resolve();
    } catch (error) {
      for (const { reject } of accepted) reject(error);
    }
  }
}
