import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import type { Correction } from '../../shared/alignment/corrections.ts';
import type { LeafCorrection } from '../../shared/derived/correction-index.ts';
import type { FollowedDocument } from '../../shared/derived/followed-document.ts';
import type { ListedNote, LooseCall, PlacedTag, TagsByKind } from '../../shared/derived/outline.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { PlacedAnchor } from '../../shared/document/page-anchor.ts';
import { createStore, type ReadableStore } from '../platform/store.ts';
import type { DocumentSession } from './document-session.ts';
import { shownAnchorName } from './labels.ts';

const noTags: TagsByKind = { person: [], place: [], organisation: [], date: [], term: [] };
const none: readonly never[] = [];

/** What the window lists and counts of a document; nothing before it was read for the first time. What a list or a count shows is the same object, or number, as long as it is the same;
 *  positions are of `doc`, and found when they are asked for. */
export class DocumentOutline {
  readonly words: number;
  readonly tagCount: number;
  readonly tagsByKind: TagsByKind;
  readonly correctionList: readonly LeafCorrection[];
  /** How many of them are misreadings, as the table of the collection counts them. */
  readonly misreadings: number;
  readonly notes: readonly ListedNote[];
  /** Labels of calls of notes that have no body. */
  readonly looseLabels: readonly string[];
  /** The page anchors with the positions that they had when the last of them came or went: for their names. */
  readonly namedAnchors: readonly PlacedAnchor[];
  readonly #generation: number;
  #anchors: readonly PlacedAnchor[] | null = null;

  /** @param followed null before the document was read
   *  @param before what was known before the last change; null at first */
  constructor(
    readonly doc: Node,
    /** Where everything stands; null before the document was read. */
    readonly followed: FollowedDocument | null,
    before: DocumentOutline | null,
  ) {
    this.words = followed?.words ?? 0;
    this.tagCount = followed?.tags.count ?? 0;
    this.tagsByKind = followed?.tags.byKind ?? noTags;
    this.correctionList = followed?.corrections.list ?? none;
    this.misreadings = followed?.corrections.misreadings ?? 0;
    this.notes = followed?.notes.notes ?? none;
    this.looseLabels = followed?.notes.looseLabels ?? none;
    this.#generation = followed?.anchors.generation ?? -1;
    const isSame = before !== null && before.#generation === this.#generation;
    this.namedAnchors = isSame ? before.namedAnchors : this.anchors;
  }

  /** The page anchors in the order of the document. */
  get anchors(): readonly PlacedAnchor[] {
    this.#anchors ??= this.followed?.anchors.all() ?? none;
    return this.#anchors;
  }

  /** The pages that a position stands on, one of each kind that has begun before it: `Facsimile 2 · Typeset 1359`. */
  pagesAt(pos: number): string {
    return this.followed?.anchors.pagesAt(pos, shownAnchorName) ?? '';
  }

  /** A tag by its id; null when it is not in the document. */
  tag(id: AnnotationId): PlacedTag | null {
    return this.followed?.tags.tag(id) ?? null;
  }

  /** All tags in the order of the document. O(tags). */
  tags(): readonly PlacedTag[] {
    return this.followed?.tags.all() ?? none;
  }

  /** All corrections in the order of the document. O(corrections). */
  corrections(): readonly Correction[] {
    const { followed } = this;
    return followed ? this.correctionList.map((one) => followed.corrections.placed(one)) : none;
  }

  looseCalls(): readonly LooseCall[] {
    return this.followed?.notes.looseCalls() ?? none;
  }
}

/** Lists and counts of an open document, a moment behind the typing. */
export interface OutlineStore extends ReadableStore<DocumentOutline> {
  /** The lists as of this very moment. */
  now(): DocumentOutline;
  /** Counts again after changes until the returned function is called. */
  follow(): () => void;
}

/** How long after the last change things are counted again. */
const quietMs = 220;
/** How long a step of reading a document for the first time may keep a key waiting. */
const sliceMs = 4;
/** What is read at once before the first lists are drawn: all of an ordinary document. */
const firstSliceMs = 12;

/** The outline of an open document: it follows when nobody types; corrections that have come or gone are drawn in the transcription.
 *  @param withCorrections has the editor draw the corrections anew */
export function createOutlineStore(
  session: DocumentSession,
  withCorrections: (transaction: Transaction) => Transaction,
): OutlineStore {
  const { derived } = session;
  derived.readOn(slice(firstSliceMs));
  const store = createStore(new DocumentOutline(session.editor.get().doc, derived.known, null));
  let waiting: (() => void) | null = null;
  const count = (): DocumentOutline => {
    waiting?.();
    const followed = derived.settled();
    const known = store.get();
    if (known.followed && known.doc === followed.doc) return known;
    const outline = new DocumentOutline(followed.doc, followed, known);
    store.set(outline);
    if (outline.correctionList !== known.correctionList) draw();
    return outline;
  };
  const draw = (): void => session.dispatch(withCorrections(session.editor.get().tr));
  const whenIdle = (act: () => void): void => {
    waiting?.();
    const idle = requestIdleCallback(act, { timeout: 400 });
    waiting = () => cancelIdleCallback(idle);
  };
  const countSoon = (): void => {
    waiting?.();
    const timer = setTimeout(() => whenIdle(countUnlessComposing), quietMs);
    waiting = () => clearTimeout(timer);
  };
  const countUnlessComposing = (): void => {
    if (session.composing.get()) countSoon();
    else if (derived.known || derived.readOn(slice(sliceMs))) count();
    else whenIdle(countUnlessComposing);
  };
  const follow = (): (() => void) => {
    const isBehind = (): boolean => !store.get().followed || store.get().doc !== session.editor.get().doc;
    if (isBehind()) whenIdle(countUnlessComposing);
    else if (store.get().correctionList.length > 0) draw();
    const unsubscribe = session.editor.subscribe(() => {
      if (isBehind()) countSoon();
    });
    return () => {
      waiting?.();
      unsubscribe();
    };
  };
  return { get: store.get, subscribe: store.subscribe, now: count, follow };
}

/** Whether so many milliseconds have passed. */
function slice(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() > end;
}
