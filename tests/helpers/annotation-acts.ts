import { type AnnotationKind, annotationKinds } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { markEmendation, unmarkEmendation } from '../../shared/edit/mark-commands.ts';
import { retagAnnotation, retargetAnnotation, withdrawAnnotation } from '../../shared/edit/tag-commands.ts';
import type { Doing, EditingSession } from './editing-session.ts';

/** Any annotation that the journal knows, also one whose words are gone. */
function someAnnotation(session: EditingSession, fraction: number): AnnotationId | null {
  session.flush();
  const ids = [...session.journal.replay.state.annotations.keys()];
  return ids[Math.min(ids.length - 1, Math.floor(fraction * ids.length))] ?? null;
}

const kindBy = (fraction: number): AnnotationKind =>
  annotationKinds[Math.floor(fraction * annotationKinds.length)] ?? 'term';

/** What a person does to tags that are there, and to emendations. */
export const annotationActs = {
  retag: (session, act, dispatch) => {
    const id = someAnnotation(session, act.a);
    if (id) retagAnnotation(id, kindBy(act.b))(session.state, dispatch);
  },
  withdraw: (session, act, dispatch) => {
    const id = someAnnotation(session, act.a);
    if (id) withdrawAnnotation(id)(session.state, dispatch);
  },
  retarget: (session, act, dispatch) => {
    const id = someAnnotation(session, act.c);
    const known = id && session.journal.replay.state.annotations.get(id);
    if (!known || known.withdrawn) return;
    retargetAnnotation(known)(session.select(act.a, act.b), dispatch);
  },
  emend: (session, act, dispatch) => {
    const { selection } = session.select(act.a, act.b);
    markEmendation(selection.from, selection.to, 'sic')(session.state, dispatch);
  },
  unemend: (session, act, dispatch) => {
    const { selection } = session.select(act.a, act.b);
    unmarkEmendation(selection.from, selection.to)(session.state, dispatch);
  },
} satisfies Record<string, Doing>;
