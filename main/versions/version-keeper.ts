import type { Acknowledged } from '../../shared/contract/calls/document.ts';
import type { Change, DocumentState } from '../../shared/document/document-state.ts';
import { automaticVersionName } from '../../shared/journal/versions.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { keepRestoring } from './restore-version.ts';

/** How long nobody changes a document before what was done until then becomes a version. */
const pauseMs = 10 * 60 * 1000;

/** How many records of a journal make a version without a pause. */
const mostRecords = 200;

/** Keeps versions of one open document by itself: after a pause, after many changes, and when it is closed. It writes only
 *  together with a change or a closing, so that whoever changes the document always knows the number of its last record. */
export class VersionKeeper {
  readonly #store: DocumentStore;
  /** The document as its last version, or its opening, found it. */
  #kept: DocumentState;

  constructor(store: DocumentStore) {
    this.#store = store;
    this.#kept = store.state;
  }

  /** Appends changes, with a version before them when they follow a pause, and one behind them when many were made.
   *  @param baseSeq `state.seq` of the state that they were made on
   *  @param now when they are made */
  async append(baseSeq: number, changes: readonly Change[], now: Date): Promise<Acknowledged> {
    const acknowledged = await this.#appendAfterPause(baseSeq, changes, now);
    if (this.#store.state.seq - this.#kept.seq < mostRecords) return acknowledged;
    return (await this.#keep()) ?? acknowledged;
  }

  /** Keeps the present state as a version.
   *  @param name given by a person */
  async nameVersion(name: string): Promise<Acknowledged> {
    const acknowledged = await this.#store.nameVersion(name);
    this.#kept = this.#store.state;
    return acknowledged;
  }

  /** Appends what restoring an earlier state changes, as a version of its own.
   *  @param baseSeq `state.seq` of the state that it was made on */
  async restore(baseSeq: number, change: Change, name: string): Promise<Acknowledged> {
    const acknowledged = await keepRestoring(this.#store, baseSeq, change, name);
    this.#kept = this.#store.state;
    return acknowledged;
  }

  /** To be called before the document is closed. A version that cannot be kept is no reason not to close: what was done is in
   *  the journal all the same. */
  async finish(): Promise<void> {
    if (this.#store.readOnly !== null) return;
    await this.#keep().catch(() => null);
  }

  #appendAfterPause(baseSeq: number, changes: readonly Change[], now: Date): Promise<Acknowledged> {
    const { state } = this.#store;
    const isAfterPause = now.getTime() - Date.parse(state.changed.time) >= pauseMs;
    const name = isAfterPause && baseSeq === state.seq ? automaticVersionName(this.#kept, state) : null;
    if (name === null) return this.#store.append(baseSeq, changes);
    this.#kept = state;
    // Asked for in one go, so that nothing comes between the version and the changes.
    const keeping = this.#store.nameVersion(name, true);
    const appending = this.#store.append(baseSeq + 1, changes);
    return Promise.all([keeping, appending]).then(([, acknowledged]) => acknowledged);
  }

  async #keep(): Promise<Acknowledged | null> {
    const { state } = this.#store;
    const name = automaticVersionName(this.#kept, state);
    this.#kept = state;
    return name === null ? null : this.#store.nameVersion(name, true);
  }
}
