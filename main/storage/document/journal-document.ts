import type { Acknowledged } from '../../../shared/contract/calls/document.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentTrouble } from '../../../shared/contract/payloads/recovery.ts';
import type { Change, DocumentState, StoredChange } from '../../../shared/document/document-state.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { PageReading } from '../../../shared/document/layout.ts';
import type { DocumentMetadata, DocumentStatus } from '../../../shared/document/metadata.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { listedPages } from '../../../shared/document/pages/treated-page.ts';
import type { ReviewAct } from '../../../shared/document/review.ts';
import { applyNewSteps } from '../../../shared/journal/apply-steps.ts';
import type { ChainEnd } from '../../../shared/journal/journal-reader.ts';
import { isChangeRecord, type JournalEntry } from '../../../shared/journal/record.ts';
import type { PendingMerge } from '../../../shared/merge/merge-lines.ts';
import { ownHistory } from '../../../shared/merge/own-history.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import { isLockFault } from '../disk/collection-lock.ts';
import { documentFolder, documentJournals, facsimileFolder, replicaFolder } from '../disk/collection-paths.ts';
import type { ConfinedFileSystem } from '../disk/confined-file-system.ts';
import { errorCode } from '../disk/file-system.ts';
import { journalSize } from '../disk/journal-folder.ts';
import { ReplaceFileError } from '../disk/replace-file.ts';
import { GroupCommit } from '../journal/group-commit.ts';
import { type CutOff, unsavedSentence } from '../journal/journal-messages.ts';
import { AppendRefusedError, JournalWriter } from '../journal/journal-writer.ts';
import { readSource } from '../journal/source-file.ts';
import { type ProvenState, verifyJournal } from '../journal/verify-journal.ts';
import { type Checkpoint, checkpointFormat, defaultCheckpointEvery, writeCheckpoint } from './checkpoint.ts';
import type { DocumentStore, VersionFigures } from './document-store.ts';
import { type HistoricalStates, readHistoricalStates } from './historical-states.ts';
import { decodeSource, encodeBehindMerges, isImages, journalEntries } from './journal-entries.ts';
import type { DocumentOpening, LoadedDocument } from './load-document.ts';
import type { ImageDraft } from './page-images.ts';
import {
  type CachedSummary,
  type CountedSuspects,
  summariseDocument,
  suspectsLeft,
  writeCachedSummary,
} from './summary-cache.ts';

/** A document on its journal. Several users in one process share one of these. */
export class JournalDocument implements DocumentStore {
  readonly id: DocumentId;
  readonly notices: readonly string[];
  readonly #opening: DocumentOpening;
  readonly #loaded: LoadedDocument;
  readonly #writer: JournalWriter;
  readonly #commit: GroupCommit;
  /** The last state that was read from the disk or compared with it. */
  #proven: ProvenState;
  /** The last change that a checkpoint holds. */
  #checkpointed: number;
  #readOnly: string | null;
  #head: ChainEnd;
  /** The number of the last record that changed text or zones, as far as it came since the document was opened. */
  #lastChange: number;
  #ownHead: ChainEnd;
  /** Merges that are shown and that nobody has written down: whatever is appended comes behind them. */
  #pending: readonly PendingMerge[];
  /** The last record of this replica that is on the disk. */
  #synced: number;
  /** How often the folder had come back when the writer was last sure of its place. */
  #returns: number;
  #users = 1;
  #closing: Promise<void> | null = null;
  #summary: { readonly seq: number; readonly value: DocumentSummary } | null = null;
  #suspects: CountedSuspects | null = null;
  /** What `document.json` says of them. */
  #hintedSuspects: number | null = null;

  constructor(opening: DocumentOpening) {
    const { context, id, loaded } = opening;
    this.id = id;
    this.#opening = opening;
    this.#loaded = loaded;
    this.notices = loaded.notices;
    this.#readOnly = loaded.readOnly ?? opening.readOnly;
    this.#head = loaded.head;
    this.#lastChange = loaded.head.seq;
    this.#ownHead = loaded.ownHead;
    this.#pending = loaded.pending;
    this.#synced = loaded.ownHead.seq;
    const segments = loaded.journals[context.replica]?.segments ?? [];
    this.#proven = { doc: loaded.replay.doc, place: loaded.place, ownHead: loaded.ownHead, segments };
    this.#checkpointed = loaded.checkpointed;
    this.#writer = new JournalWriter(context.fileSystem, this.#journal, loaded.place, context.segmentLimit);
    this.#returns = opening.lock?.returns ?? 0;
    this.#commit = new GroupCommit(
      () => this.#mayWrite(),
      (frames) => this.#write(frames),
    );
  }

  get state(): DocumentState {
    return this.#loaded.replay.state;
  }

  get readOnly(): string | null {
    return this.#readOnly;
  }

  get trouble(): DocumentTrouble | null {
    return this.#loaded.trouble;
  }

  /** What was cut off its end when it was opened; null when nothing was. */
  get cutOff(): CutOff | null {
    return this.#loaded.cutOff;
  }

  /** Whether anything was added to its journal since it was opened. */
  get isChanged(): boolean {
    return this.#ownHead.seq !== this.#loaded.ownHead.seq;
  }

  history(limit: number): readonly StoredChange[] {
    const { replica, editor } = this.#opening.context;
    const { replay } = this.#loaded;
    const log = replay.log({ replica, editor });
    return log ? ownHistory(log, replay.doc, limit) : replay.history(limit);
  }

  get isOfSeveral(): boolean {
    return Object.keys(this.#loaded.journals).some((one) => one !== this.#opening.context.replica);
  }

  get isMergePending(): boolean {
    return this.#pending.length > 0;
  }

  keepMerges(): Promise<Acknowledged> {
    return this.#append(() => []);
  }

  async past(): Promise<HistoricalStates> {
    await this.#commit.idle();
    const { context, folder } = this.#opening;
    return readHistoricalStates({ fileSystem: context.fileSystem, folder, id: this.id });
  }

  async versionFigures(): Promise<VersionFigures> {
    await this.#settleFigures();
    const { replay } = this.#loaded;
    return { versions: replay.versionFigures(), sinceLast: replay.figuresSinceLast() };
  }

  /** Documents that were read without a checkpoint may have hundreds of versions to compare: others get their turn between. */
  async #settleFigures(): Promise<void> {
    while (this.#loaded.replay.settleFigures()) await new Promise(setImmediate);
  }

  async sourceText(): Promise<string> {
    return decodeSource(await this.sourceBytes(), this.state.source);
  }

  async sourceBytes(): Promise<Uint8Array> {
    const { source } = this.state;
    return isImages(source) ? new Uint8Array() : readSource(this.#opening.context.fileSystem, this.#folder, source);
  }

  append(baseSeq: number, changes: readonly Change[]): Promise<Acknowledged> {
    return this.#append(() => {
      const { seq, doc } = this.#loaded.replay;
      if (baseSeq < this.#lastChange || baseSeq > seq)
        throw new AppendRefusedError('out of step', `changes made on ${baseSeq} cannot follow change ${seq}`);
      return journalEntries(doc, changes);
    });
  }

  setMetadata(metadata: Partial<DocumentMetadata>): Promise<Acknowledged> {
    return this.#append(() => [{ kind: 'metadata', payload: metadata }]);
  }

  setStatus(status: DocumentStatus): Promise<Acknowledged> {
    return this.#append(() => [{ kind: 'status', payload: { status } }]);
  }

  get files(): ConfinedFileSystem {
    return this.#opening.context.fileSystem;
  }

  get facsimileFolder(): string {
    return facsimileFolder(this.#folder);
  }

  async setPages(pages: readonly PageImage[], draft?: ImageDraft): Promise<Acknowledged> {
    if (this.#readOnly !== null) throw new AppendRefusedError('read-only', this.#readOnly);
    if (draft) {
      await this.#opening.lock?.confirm();
      // Before the record: pages without files would be worse than files without pages.
      await draft.moveInto(this.facsimileFolder);
    }
    return this.#append(() => [{ kind: 'facsimile', payload: { pages: listedPages(pages, this.state) } }]);
  }

  addReadings(readings: readonly PageReading[]): Promise<Acknowledged> {
    return this.#append(() => readings.map((payload) => ({ kind: 'reading', payload })));
  }

  addReviews(acts: readonly ReviewAct[]): Promise<Acknowledged> {
    return this.#append(() => [{ kind: 'review', payload: { acts } }]);
  }

  nameVersion(name: string, automatic = false): Promise<Acknowledged> {
    return this.#append(() => [{ kind: 'version', payload: { name, automatic } }]);
  }

  summary(): DocumentSummary {
    const { seq } = this.#loaded.replay;
    if (this.#summary?.seq !== seq) this.#summary = { seq, value: summariseDocument(this.state, this.#suspectsLeft()) };
    return this.#summary.value;
  }

  noteSuspects(of: DocumentState, left: number): boolean {
    const before = this.#suspectsLeft();
    this.#suspects = { of, left };
    const isNews = this.#suspectsLeft() !== before;
    if (isNews) this.#summary = null;
    return isNews;
  }

  /** Takes over what a hint says that was made from the journals as they were read. */
  takeHint({ summary }: CachedSummary): void {
    this.#hintedSuspects = summary.suspects;
    if (summary.suspects !== null) this.noteSuspects(this.state, summary.suspects);
  }

  readonly #suspectsLeft = (): number | null => suspectsLeft(this.#suspects, this.state);

  /** Counts another user of this document, who will close it too. False when it is closing, or closed, already. */
  share(): boolean {
    if (this.#closing) return false;
    this.#users += 1;
    return true;
  }

  async close(): Promise<void> {
    if (this.#users === 0) return;
    this.#users -= 1;
    await this.#commit.idle();
    // Someone may use it still, or have begun to while the last changes were on their way.
    if (this.#users > 0 || this.#closing) return;
    this.#closing = this.#finish();
    await this.#closing;
  }

  /** Closes it whoever uses it still: the collection is being closed. */
  closeForAll(): Promise<void> {
    this.#users = Math.min(this.#users, 1);
    return this.close();
  }

  /** Resolves when nothing is on its way to the disk, and, after the last user has closed it, when that is done. */
  async settled(): Promise<void> {
    await this.#commit.idle();
    await this.#closing?.catch(() => undefined);
  }

  /** Keeps what the collection's table needs, for the next opening. Not being able to is no fault: it is made again then. */
  async writeHint(): Promise<void> {
    if (this.#readOnly !== null) return;
    const { fileSystem } = this.#opening.context;
    await this.#disposably(async () => {
      const hint = await this.#hint();
      await writeCachedSummary(fileSystem, this.#folder, hint);
      this.#opening.onHint(hint);
    });
  }

  /** Writes something that can be made again. */
  async #disposably(write: () => Promise<void>): Promise<void> {
    try {
      await this.#opening.lock?.confirm();
      await write();
    } catch (error) {
      if (!(error instanceof ReplaceFileError || isLockFault(error) || errorCode(error))) throw error;
      this.#opening.context.log?.(error instanceof Error ? error.message : String(error));
    }
  }

  /** Compares what was appended with the disk, and keeps a checkpoint if enough of it came together, or if it is wanted; for a
   *  moment in which a person does nothing, too. Not being able to keep one is no fault: replaying takes longer then.
   *  @throws JournalMismatchError when the disk does not hold what was acknowledged */
  async keepCheckpoint(isWanted = true): Promise<void> {
    if (this.#isCheckpointDue(isWanted)) await this.#settleFigures();
    await this.#commit.idle();
    if (this.#readOnly !== null || this.#ownHead.seq !== this.#synced || this.#pending.length > 0) return;
    const { context, id } = this.#opening;
    const { fileSystem, replica } = context;
    const { replay, journals, isWhole } = this.#loaded;
    const shown = { doc: replay.doc, ownHead: this.#ownHead, place: this.#writer.place };
    const head = this.#head;
    const snapshot = this.#isCheckpointDue(isWanted) && isWhole ? replay.snapshot() : null;
    if (shown.ownHead.seq !== this.#proven.ownHead.seq)
      this.#proven = await verifyJournal(fileSystem, this.#journal, this.#proven, shown);
    if (!snapshot) return;
    const { segments } = this.#proven;
    const state = canonicalHash(shown.doc);
    const own = { [replica]: { ...shown.ownHead, segments } };
    const known = segments.length > 0 ? { ...journals, ...own } : journals;
    const checkpoint: Checkpoint = { format: checkpointFormat, id, head, journals: known, state, snapshot };
    await this.#disposably(() => writeCheckpoint(fileSystem, this.#folder, checkpoint));
    this.#checkpointed = head.seq;
  }

  #isCheckpointDue(isWanted: boolean): boolean {
    const { checkpointEvery = defaultCheckpointEvery } = this.#opening.context;
    const { tookMerging, checkpointed } = this.#loaded;
    const isDear = tookMerging && this.#checkpointed === checkpointed;
    const least = isWanted || isDear ? 1 : checkpointEvery;
    return this.#readOnly === null && this.#head.seq - this.#checkpointed >= least;
  }

  async #hint(): Promise<CachedSummary> {
    const { fileSystem, replica } = this.#opening.context;
    const { source, metadata, status, doc } = this.state;
    return {
      format: 3,
      id: this.id,
      source,
      metadata,
      status,
      summary: this.summary(),
      journal: await journalSize(fileSystem, documentJournals(this.#folder)),
      heads: { ...this.#loaded.heads, [replica]: this.#synced },
      state: canonicalHash(doc),
    };
  }

  get #journal(): string {
    return replicaFolder(documentJournals(this.#folder), this.#opening.context.replica);
  }

  get #folder(): string {
    return documentFolder(this.#opening.folder, this.id);
  }

  async #append(entries: () => readonly JournalEntry[]): Promise<Acknowledged> {
    if (this.#users === 0) throw new AppendRefusedError('closed', `${this.id} is closed`);
    let seq = 0;
    await this.#commit.run(() => {
      if (this.#readOnly !== null) throw new AppendRefusedError('read-only', this.#readOnly);
      const frames = this.#apply(entries());
      seq = this.#head.seq;
      return frames;
    });
    return { seq, savedAt: this.#opening.context.now().toISOString() };
  }

  /** Makes records of entries and applies what is read back of them, so that what is kept is what was shown to be repeatable. */
  #apply(entries: readonly JournalEntry[]): readonly Uint8Array[] {
    const { replica, editor, now } = this.#opening.context;
    const shared = { document: this.id, synced: this.#synced, editor, replica, time: now().toISOString() };
    const heads = { head: this.#head, ownHead: this.#ownHead, seq: this.#loaded.replay.seq };
    const { merges, encoded } = encodeBehindMerges(this.#pending, entries, shared, heads);
    const records = encoded.map(({ record }) => record);
    const planned = this.#loaded.replay.plan(records, applyNewSteps);
    if (!planned.ok) throw new AppendRefusedError('does not replay', planned.fault.reason);
    this.#loaded.replay.commit(planned.plan);
    this.#pending = [];
    for (const { hash, record } of [...merges, ...encoded].slice(-1)) {
      this.#head = { hash, seq: record.seq };
      this.#ownHead = this.#head;
    }
    this.#lastChange = encoded.findLast(({ record }) => isChangeRecord(record))?.record.seq ?? this.#lastChange;
    return [...merges, ...encoded].map(({ frame }) => frame);
  }

  async #mayWrite(): Promise<void> {
    const { lock } = this.#opening;
    if (!lock) return;
    await lock.confirm();
    const { returns } = lock;
    if (returns === this.#returns) return;
    await this.#writer.findAgain();
    this.#returns = returns;
  }

  async #write(frames: readonly Uint8Array[]): Promise<void> {
    if (frames.length === 0) return;
    try {
      await this.#writer.write(frames);
      this.#synced = this.#ownHead.seq;
      const { workingCopy } = this.#opening.context;
      workingCopy?.noteWritten({ document: this.id, ...this.#writer.lastLine(frames), hash: this.#ownHead.hash });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#readOnly ??= unsavedSentence(this.#opening.name, this.#synced, reason);
      throw error;
    }
  }

  async #finish(): Promise<void> {
    await this.#writer.close();
    if (this.#readOnly !== null || (await this.#opening.lock?.isThere()) === false) return;
    await this.keepCheckpoint(false);
    if (this.isChanged || this.#suspectsLeft() !== this.#hintedSuspects) await this.writeHint();
  }
}
