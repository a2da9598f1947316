import { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import type { PastName, PastState } from '../../shared/contract/versions.ts';
import type { AnnotationKind } from '../../shared/document/annotation.ts';
import type { ActId, AnnotationId } from '../../shared/document/identifier.ts';
import { annotationReadings } from '../../shared/document/reading.ts';
import { schema } from '../../shared/document/schema.ts';
import { zoneChanges } from '../../shared/document/zone-changes.ts';
import { restoreAnnotation, restoreDocument } from '../../shared/edit/restore.ts';
import { type RestoredBlocks, restoreBlocks } from '../../shared/edit/restore-blocks.ts';
import { ask } from '../bridge.ts';
import { showFault } from '../faults.ts';
import type { DocumentSession } from '../workbench/document-session.ts';

interface Past {
  readonly doc: Node;
  readonly annotations: ReadonlyMap<AnnotationId, PastState['annotations'][number][1]>;
  readonly zones: PastState['zones'];
}

/** The document as it was then; null after a fault, which is shown. */
async function askPast(session: DocumentSession, at: PastName): Promise<Past | null> {
  if (!(await session.flush())) return null;
  const past = await ask('document:state-at', { document: session.id, at });
  if (!past) return null;
  return { doc: Node.fromJSON(schema, past.doc), annotations: new Map(past.annotations), zones: past.zones };
}

/** Keeps what was done until now as a version, carries a command out, and names what came of it.
 *  @returns whether the command could be done */
async function restore(session: DocumentSession, command: Command, name: string): Promise<boolean> {
  const fault = await session.nameVersion(null);
  if (fault) showFault(fault);
  if (fault || !session.run(command)) return false;
  const notNamed = await session.nameVersion(name);
  if (notNamed) showFault(notNamed);
  return true;
}

/** Makes the document what it was in a version, and the zones of its pages.
 *  @returns false when it is so already, or could not be */
export async function restoreVersion(session: DocumentSession, number: number): Promise<boolean> {
  const past = await askPast(session, { kind: 'version', number });
  if (!past) return false;
  const zones = zoneChanges(session.facts.get().zones, past.zones);
  return restore(session, restoreDocument(past.doc, zones), `Restored version ${number}`);
}

/** Brings paragraphs back, as a new version on top.
 *  @param blocks where they stood in the version, and what stands for them now */
export async function restoreParagraphs(
  session: DocumentSession,
  number: number,
  blocks: RestoredBlocks,
): Promise<boolean> {
  const compared = session.editor.get().doc;
  const past = await askPast(session, { kind: 'version', number });
  // Someone who went on while the version was read has moved what the places name.
  if (!past || session.editor.get().doc !== compared) return false;
  const name = `Restored a paragraph from version ${number}`;
  return restore(session, restoreBlocks(blocks, past.doc), name);
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
  const past = await askPast(session, at);
  if (!past) return false;
  const then = past.annotations.get(id)?.comment ?? '';
  const now = session.facts.get().annotations.get(id)?.comment ?? '';
  const isDone = session.run(restoreAnnotation(id, past.doc, then === now ? undefined : then));
  if (!isDone) showFault(tagStaysAway);
  return isDone;
}

const tagStaysAway = {
  what: 'The tag was not changed: it is so already, or none of the words that it had is left in the text.',
  kept: 'Its history is kept, and every version that has it.',
  next: 'To bring its words back too, compare with a version that has them and restore the paragraph.',
  details: null,
};
