import { Node } from 'prosemirror-model';
import type { PastName, PastState } from '../../../shared/contract/payloads/versions.ts';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { ActId, AnnotationId } from '../../../shared/document/identifier.ts';
import { annotationReadings } from '../../../shared/document/reading.ts';
import { schema } from '../../../shared/document/schema.ts';
import { type RestoredBlocks, restoring, type Wanted } from '../../../shared/edit/restore.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { ask } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { showToast } from '../../platform/toast.ts';

interface Past {
  readonly doc: Node;
  readonly annotations: ReadonlyMap<AnnotationId, PastState['annotations'][number][1]>;
  readonly zones: PastState['zones'];
  readonly pages: PastState['pages'];
}

/** The document as it was then; null after a fault, which is shown. */
async function askPast(session: DocumentSession, at: PastName): Promise<Past | null> {
  if (!(await session.flush())) return null;
  const past = await ask('document:state-at', { document: session.id, at });
  if (!past) return null;
  const { zones, pages } = past;
  return { doc: Node.fromJSON(schema, past.doc), annotations: new Map(past.annotations), zones, pages };
}

/** Brings something of a past state back, as a new version on top.
 *  @param compared the document that the person saw; nothing is done when it has changed meanwhile
 *  @returns false when it is so already, or cannot come back; null when it was not tried */
async function restore(
  session: DocumentSession,
  at: PastName,
  wanted: Wanted,
  compared?: Node,
): Promise<boolean | null> {
  const past = await askPast(session, at);
  const { doc } = session.editor.get();
  const isOpen = session.can(() => true);
  if (!past || !isOpen || (compared && compared !== doc)) return null;
  const { annotations, zones, pages } = session.facts.get();
  const version = at.kind === 'version' ? at.number : null;
  return session.restore(restoring(wanted, past, { doc, annotations, zones, pages }, version));
}

/** Makes the document what it was in a version, and the zones of its pages.
 *  @returns false when it is so already, or could not be */
export async function requestVersionRestore(session: DocumentSession, number: number): Promise<boolean> {
  const isDone = await restore(session, { kind: 'version', number }, { kind: 'all' });
  if (isDone === false) showToast(t`It is as it was in version ${number} already; nothing was changed.`);
  return isDone === true;
}

/** Brings paragraphs back.
 *  @param blocks where they stood in the version, and what stands for them now */
export async function restoreParagraphs(
  session: DocumentSession,
  number: number,
  blocks: RestoredBlocks,
): Promise<boolean> {
  // Someone who goes on while the version is read moves what the places name.
  const { doc } = session.editor.get();
  return (await restore(session, { kind: 'version', number }, { kind: 'paragraphs', blocks }, doc)) === true;
}

/** What a tag was, or is. */
export interface TagReading {
  readonly as: AnnotationKind;
  /** The words that it covers; empty when there are none. */
  readonly text: string;
  readonly comment: string;
}

/** What a tag was after an act of its history; null after a fault, which is shown. */
export async function tagThen(session: DocumentSession, id: AnnotationId, act: ActId): Promise<TagReading | null> {
  const past = await askPast(session, { kind: 'annotation', id, act });
  const state = past?.annotations.get(id);
  if (!past || !state) return null;
  const { as = state.as, text = '' } = annotationReadings(past.doc).get(id) ?? {};
  return { as, text, comment: state.comment };
}

/** Brings one tag back as it was after an act upon it, or in a version.
 *  @returns false when none of its words is left, or it is so already */
export async function restoreTag(session: DocumentSession, id: AnnotationId, at: PastName): Promise<boolean> {
  const isDone = await restore(session, at, { kind: 'annotation', id });
  if (isDone === false) showFault(tagStaysAway);
  return isDone === true;
}

const tagStaysAway = {
  what: t`The tag was not changed: it is so already, or none of the words that it had is left in the text.`,
  kept: t`Its history is kept, and every version that has it.`,
  next: t`To bring its words back too, compare with a version that has them and restore the paragraph.`,
  details: null,
};
