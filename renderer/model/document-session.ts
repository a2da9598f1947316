import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import type { Acknowledged, OpenedDocument } from '../../shared/contract/calls/document.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { FacsimileChange, PageView } from '../../shared/contract/payloads/facsimile.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { AnnotationState } from '../../shared/document/annotation.ts';
import type { Change, Version } from '../../shared/document/document-state.ts';
import {
  type AnnotationId,
  type DocumentId,
  type GroupId,
  newGroupId,
  type PageImageId,
} from '../../shared/document/identifier.ts';
import type { DocumentMetadata, DocumentStatus } from '../../shared/document/metadata.ts';
import type { PageTreatment, Zone } from '../../shared/document/page-image.ts';
import { treatedPages } from '../../shared/document/pages/treated-page.ts';
import type { ReviewAct, ReviewEvent } from '../../shared/document/review.ts';
import { reviewed } from '../../shared/document/review.ts';
import { schema } from '../../shared/document/schema.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import type { Restoring } from '../../shared/edit/restore.ts';
import { changeOf, isUndoable, mergeChanges } from '../../shared/edit/undo-history.ts';
import { AnnotationLedger, GroupLedger, ZoneLedger } from '../../shared/journal/ledgers.ts';
import { readingLines } from '../../shared/proofreading/reading-lines.ts';
import { t } from '../../shared/translation/translate.ts';
import { call } from '../platform/bridge.ts';
import { showFault } from '../platform/faults.ts';
import { createStore, type ReadableStore, type Store } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';
import { type ChangeQueue, createChangeQueue, type Saving } from './change-queue.ts';
import { type DerivedModels, derivedModels } from './derived/derived-models.ts';
import type { ProofCount } from './labels.ts';

type Annotations = ReadonlyMap<AnnotationId, AnnotationState>;

/** What is known of the annotations of an open document: as its journal said when it was opened, and every act since. */
export interface AnnotationLog {
  readonly states: () => Annotations;
  /** @returns whether the change says anything of annotations */
  readonly add: (change: Change, by: { readonly editor: string; readonly time: string }) => boolean;
}

export function createAnnotationLog(opened: Pick<OpenedDocument, 'annotations' | 'history' | 'seq'>): AnnotationLog {
  const groups = new GroupLedger();
  const ledger = new AnnotationLedger();
  const events = opened.annotations.flatMap(([, { history }]) => history);
  const reached = new Set(opened.history.map(({ group }) => group));
  // Acts from before the part of the journal that undo reaches.
  const ancient = events.filter(({ group }) => !reached.has(group));
  for (const { group } of ancient) groups.add(group, null);
  for (const change of opened.history) groups.add(change.group, knownTarget(groups, change));
  for (const { group, undone } of ancient) if (undone && !groups.isUndone(group)) groups.add(newGroupId(), group);
  for (const { id: _, undone: __, ...event } of events) ledger.add(event);
  const isUndone = (group: GroupId): boolean => groups.isUndone(group);
  let seq = opened.seq;
  return {
    states: () => ledger.states(isUndone),
    add: (change, by) => {
      seq += 1;
      const changed = groups.add(change.group, knownTarget(groups, change));
      for (const group of changed) ledger.groupChanged(group);
      for (const act of change.annotations ?? []) ledger.add({ act, ...by, seq, group: change.group });
      return changed.length > 0 || (change.annotations ?? []).length > 0;
    },
  };
}

const readDocument = (text: string): Node => schema.nodeFromJSON(JSON.parse(text));

const knownTarget = (groups: GroupLedger, change: Change): GroupId | null =>
  change.undoes !== undefined && groups.target(change.undoes) !== undefined ? change.undoes : null;

/** What is drawn on the page images of an open document, and how the pages lie in them: as its journal said when it was opened, and every act
 *  since. */
interface ZoneLog {
  /** In the order in which they were drawn first. */
  readonly zones: () => readonly Zone[];
  readonly treatments: () => ReadonlyMap<PageImageId, Partial<PageTreatment>>;
  /** @returns whether the change says anything of zones, or may take back what one said */
  readonly add: (change: Change) => boolean;
}

function createZoneLog(opened: Pick<OpenedDocument, 'zones' | 'treated' | 'history'>): ZoneLog {
  const groups = new GroupLedger();
  const ledger = new ZoneLedger();
  const add = (change: Change): boolean => {
    const target = change.undoes !== undefined && groups.target(change.undoes) !== undefined ? change.undoes : null;
    const changed = groups.add(change.group, target);
    for (const act of change.zones ?? []) ledger.add({ act, group: change.group });
    if (changed.length > 0) ledger.groupsChanged();
    return changed.length > 0 || (change.zones ?? []).length > 0;
  };
  drawnBefore(opened, ledger, groups);
  for (const change of opened.history) add(change);
  const isUndone = (group: GroupId): boolean => groups.isUndone(group);
  return { zones: () => ledger.zones(isUndone), treatments: () => ledger.treatments(isUndone), add };
}

/** Zones that were drawn, and what was said of pages, before the part of the journal that undo reaches. */
function drawnBefore(
  { zones, treated, history }: Pick<OpenedDocument, 'zones' | 'treated' | 'history'>,
  ledger: ZoneLedger,
  groups: GroupLedger,
): void {
  const drawnSince = new Set(
    history.flatMap(({ zones: acts = [] }) => acts.flatMap((act) => (act.kind === 'drawn' ? act.zone.id : []))),
  );
  const group = newGroupId();
  groups.add(group, null);
  for (const zone of zones) if (!drawnSince.has(zone.id)) ledger.add({ act: { kind: 'drawn', zone }, group });
  for (const act of treated) ledger.add({ act, group });
}

/** What is known of a document besides its text. */
export interface DocumentFacts {
  readonly metadata: DocumentMetadata;
  readonly status: DocumentStatus;
  readonly versions: readonly Version[];
  readonly annotations: ReadonlyMap<AnnotationId, AnnotationState>;
  /** What was looked at, oldest first. */
  readonly reviews: readonly ReviewEvent[];
  /** In the order of the pages. */
  readonly pages: readonly PageView[];
  readonly zones: readonly Zone[];
}

/** A document that is open for editing: its text, what is known of it, and what of that is on the disk. It needs no view: the
 *  import report works on one too. */
export interface DocumentSession extends DerivedModels {
  readonly id: DocumentId;
  readonly opened: OpenedDocument;
  /** The document as imported. */
  readonly imported: Node;
  /** Why nothing can be changed, as a sentence; null when it can. */
  readonly readOnly: string | null;
  readonly editor: ReadableStore<EditorState>;
  readonly facts: ReadableStore<DocumentFacts>;
  readonly saving: ReadableStore<Saving>;
  /** Whether an input method composes just now: nothing may be redrawn under it. */
  readonly composing: Store<boolean>;
  /** Applies a transaction and puts what it changed on its way to the disk. */
  dispatch(transaction: Transaction): void;
  /** Carries out a command. @returns whether it could be done */
  run(command: Command): boolean;
  /** Brings something back, as a version of its own. @returns whether it could be done */
  restore(restoring: Restoring): boolean;
  /** Whether a command could be done now. */
  can(command: Command): boolean;
  /** Sends what is not sent. @returns whether everything is on the disk */
  flush(): Promise<boolean>;
  setMetadata(metadata: Partial<DocumentMetadata>): Promise<Fault | null>;
  /** Keeps the present state as a version. */
  nameVersion(name: string): Promise<Fault | null>;
  /** Keeps what the person looked at. */
  review(acts: readonly ReviewAct[]): Promise<Fault | null>;
  /** Changes the page images, after everything is on the disk.
   *  @param work gives null when the person cancelled */
  changePages<Outcome extends FacsimileChange>(work: () => Promise<Reply<Outcome | null>>): Promise<Outcome | null>;
  /** Notes a status that the collection set, and the number of the journal's last record since. */
  noteStatus(status: DocumentStatus, seq: number): void;
  /** How many changes are only in the window. */
  unsentCount(): number;
  /** Sends nothing more: the document is closed, and what is only in the window is given up. */
  giveUp(): void;
}

/** How long a change waits for more before it is sent. */
const sendDelayMs = 250;

/** How long what could not be saved waits before it is tried again. */
const retryMs = 2_000;

function queueOf({ seq, id }: OpenedDocument, facts: Store<DocumentFacts>): ChangeQueue {
  return createChangeQueue({
    seq,
    delayMs: sendDelayMs,
    retryMs,
    send: (baseSeq, changes) => call('document:append', { document: id, baseSeq, changes }),
    sendVersion: async (baseSeq, change, name) => {
      const reply = await call('document:restore', { document: id, baseSeq, change, name });
      if (reply.ok) facts.update((known) => ({ ...known, versions: reply.value.versions }));
      return reply;
    },
    prepare: (changes) => mergeChanges(schema, changes),
  });
}

/** What the editor adds to a document's state. The editor knows the session, so the session is given them. */
export type SessionPlugins = (document: DocumentId, models: DerivedModels) => readonly Plugin[];

/** @param siglum of the editor, for the acts of this session as they are shown before the document is opened again */
export function createDocumentSession(
  opened: OpenedDocument,
  siglum: () => string,
  plugins: SessionPlugins,
): DocumentSession {
  const doc = readDocument(opened.doc);
  const imported = opened.imported === null ? doc : readDocument(opened.imported);
  const models = derivedModels(doc, imported);
  const { derived } = models;
  const id = opened.id;
  const log = createAnnotationLog(opened);
  const zoneLog = createZoneLog(opened);
  let listed = opened.pages;
  const editor = createStore(
    atLeftPlace(createEditorState({ doc, history: opened.history, plugins: plugins(id, models) }), opened.left),
  );
  const facts = createStore<DocumentFacts>({
    metadata: opened.metadata,
    status: opened.status,
    versions: opened.versions,
    annotations: log.states(),
    reviews: opened.reviews,
    pages: treatedPages(listed, zoneLog.treatments()),
    zones: zoneLog.zones(),
  });
  const queue = queueOf(opened, facts);

  tellWhenSavedAgain(queue.saving, () => facts.get().metadata.title);

  const dispatch = (transaction: Transaction, version: string | null = null): void => {
    if (isUndoable(transaction) && isLocked()) return;
    const { state, transactions } = editor.get().applyTransaction(transaction);
    const change = changeOf(state, transactions);
    derived.note(transactions);
    editor.set(state);
    if (!change) return;
    queue.push(change, version);
    if (log.add(change, { editor: siglum(), time: new Date().toISOString() }))
      facts.update((known) => ({ ...known, annotations: log.states() }));
    if (zoneLog.add(change)) facts.update((known) => ({ ...known, zones: zoneLog.zones(), pages: pagesNow(known) }));
  };
  /** The same list while nothing of it has changed: those who show pages ask for their words again when it is another. */
  const pagesNow = (known: Pick<DocumentFacts, 'pages'>): readonly PageView[] => {
    const pages = treatedPages(listed, zoneLog.treatments());
    return JSON.stringify(pages) === JSON.stringify(known.pages) ? known.pages : pages;
  };
  const list = (pages: readonly PageView[]): void => {
    listed = pages;
    facts.update((known) => ({ ...known, pages: pagesNow(known) }));
  };
  // What cannot be saved must not grow.
  const isLocked = (): boolean => opened.readOnly !== null || queue.saving.get().kind === 'failed';

  return {
    id,
    opened,
    imported,
    readOnly: opened.readOnly,
    editor,
    ...models,
    facts,
    saving: queue.saving,
    composing: createStore(false),
    dispatch: (transaction) => dispatch(transaction),
    run: (command) => command(editor.get(), (transaction) => dispatch(transaction)),
    restore: ({ command, name }) => !isLocked() && command(editor.get(), (transaction) => dispatch(transaction, name)),
    can: (command) => !isLocked() && command(editor.get()),
    flush: () => queue.flush(),
    unsentCount: () => queue.unsent().length,
    giveUp: () => queue.stop(),
    ...factActions(id, siglum, queue, { update: facts.update, list }),
  };
}

/** The selection as it was when the document was left, as far as the text has such a place still. */
function atLeftPlace(state: EditorState, left: OpenedDocument['left']): EditorState {
  if (!left) return atFirstWord(state);
  const { doc } = state;
  const [anchor, head] = [left.anchor, left.head].map((pos) => doc.resolve(Math.min(pos, doc.content.size)));
  return anchor && head ? state.apply(state.tr.setSelection(TextSelection.between(anchor, head))) : atFirstWord(state);
}

/** What was kept for some time may have been forgotten by then. */
function tellWhenSavedAgain(saving: ReadableStore<Saving>, title: () => string): void {
  let before = saving.get().kind;
  saving.subscribe(() => {
    const { kind } = saving.get();
    if (before === 'kept' && kind === 'saved')
      showToast(t`“${title()}” can be saved again: everything that was kept in the window is on the disk.`);
    before = kind;
  });
}

/** The caret before the first word, after the page anchors that the document begins with. */
function atFirstWord(state: EditorState): EditorState {
  const { $from } = state.selection;
  let pos = $from.pos;
  while (pos < $from.end() && state.doc.nodeAt(pos)?.type.name === 'pageAnchor') pos += 1;
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
}

type FactActions = Pick<DocumentSession, 'setMetadata' | 'nameVersion' | 'review' | 'noteStatus' | 'changePages'>;

interface FactSetters {
  readonly update: (change: (facts: DocumentFacts) => DocumentFacts) => void;
  /** To be told the list of pages as the journal has it now. */
  readonly list: (pages: readonly PageView[]) => void;
}

function factActions(
  id: DocumentId,
  siglum: () => string,
  queue: ChangeQueue,
  { update, list }: FactSetters,
): FactActions {
  return {
    setMetadata: async (metadata) => {
      update((known) => ({ ...known, metadata: { ...known.metadata, ...metadata } }));
      return faultOf(await queue.append(() => call('document:set-metadata', { document: id, metadata })));
    },
    nameVersion: async (name) =>
      faultOf(
        await queue.append(async () => {
          const reply = await call('document:name-version', { document: id, name });
          if (reply.ok) update((known) => ({ ...known, versions: reply.value.versions }));
          return reply;
        }),
      ),
    review: async (acts) => {
      const by = { editor: siglum(), time: new Date().toISOString() };
      update((known) => ({ ...known, reviews: [...known.reviews, ...acts.map((act) => ({ act, ...by }))] }));
      return faultOf(await queue.append(() => call('document:review', { document: id, acts })));
    },
    changePages: async (work) => {
      if (!(await queue.flush())) return null;
      const reply = await work();
      if (!reply.ok) {
        showFault(reply.fault);
        return null;
      }
      const outcome = reply.value;
      if (outcome) {
        queue.noteSaved(outcome);
        list(outcome.pages);
      }
      return outcome;
    },
    noteStatus: (status, seq) => {
      queue.setSeq(seq);
      update((known) => ({ ...known, status }));
    },
  };
}

const faultOf = (reply: Reply<Acknowledged> | null): Fault | null => (reply && !reply.ok ? reply.fault : null);

/** Counts the lines of an open document. It costs the whole document. */
export function proofCount(session: DocumentSession): ProofCount {
  const lines = readingLines(session.editor.get().doc);
  const { read } = reviewed(session.facts.get().reviews);
  return { lines: lines.length, linesRead: lines.filter(({ key }) => read.has(key)).length };
}
