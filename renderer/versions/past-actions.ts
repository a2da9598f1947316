import { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import type { PastName, PastState } from '../../shared/contract/versions.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { schema } from '../../shared/document/schema.ts';
import { restoreAnnotation, restoreBlock, restoreDocument } from '../../shared/edit/restore.ts';
import { ask } from '../bridge.ts';
import { showFault } from '../faults.ts';
import type { DocumentSession } from '../workbench/document-session.ts';

interface Past {
  readonly doc: Node;
  readonly annotations: ReadonlyMap<AnnotationId, PastState['annotations'][number][1]>;
}

/** The document as it was then; null after a fault, which is shown. */
async function askPast(session: DocumentSession, at: PastName): Promise<Past | null> {
  if (!(await session.flush())) return null;
  const past = await ask('document:state-at', { document: session.id, at });
  return past ? { doc: Node.fromJSON(schema, past.doc), annotations: new Map(past.annotations) } : null;
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

/** Makes the document what it was in a version.
 *  @returns false when it is so already, or could not be */
export async function restoreVersion(session: DocumentSession, number: number): Promise<boolean> {
  const past = await askPast(session, { kind: 'version', number });
  return past !== null && restore(session, restoreDocument(past.doc), `Restored version ${number}`);
}

/** Brings the words of one paragraph back.
 *  @param place where it stood in the version, and where it stands now: positions before it */
export async function restoreParagraph(
  session: DocumentSession,
  number: number,
  place: { readonly older: number; readonly newer: number },
): Promise<boolean> {
  const compared = session.editor.get().doc;
  const past = await askPast(session, { kind: 'version', number });
  const was = past?.doc.nodeAt(place.older);
  // Someone who went on while the version was read has moved what the place names.
  if (!was || session.editor.get().doc !== compared) return false;
  return session.run(restoreBlock(place.newer, was));
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
