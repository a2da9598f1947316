import { type AnnotationKind, annotationKinds } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { annotationReadings, readingOf } from '../../shared/document/reading.ts';
import { markEmendation, unmarkEmendation } from '../../shared/edit/mark-commands.ts';
import { retagAnnotation, retargetAnnotation, withdrawAnnotation } from '../../shared/edit/tag-commands.ts';
import { settleTags, type TagConflict } from '../../shared/edit/tags/conflicting-tags.ts';
import { occurrencesOf, tagAll } from '../../shared/edit/tags/occurrences.ts';
import { mergeTags, moveTagEnd, moveTagEndTo, type StandingTag, splitTag } from '../../shared/edit/tags/tag-ends.ts';
import type { Doing, EditingSession } from './editing-session.ts';

/** Any annotation that the journal knows, also one whose words are gone. */
function someAnnotation(session: EditingSession, fraction: number): AnnotationId | null {
  session.flush();
  const ids = [...session.journal.replay.state.annotations.keys()];
  return ids[Math.min(ids.length - 1, Math.floor(fraction * ids.length))] ?? null;
}

const kindBy = (fraction: number): AnnotationKind =>
  annotationKinds[Math.floor(fraction * annotationKinds.length)] ?? 'term';

/** Any annotation that stands in the document. */
function standingTags({ state: { doc } }: EditingSession): readonly StandingTag[] {
  return [...annotationReadings(doc)].map(([id, { as, from, to }]) => ({ id, kind: as, from, to }));
}

const someOf = <Thing>(things: readonly Thing[], fraction: number): Thing | undefined =>
  things[Math.min(things.length - 1, Math.floor(fraction * things.length))];

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
  tagEverywhere: (session, act, dispatch) => {
    const { selection, doc } = session.select(act.a, act.b);
    const words = readingOf(doc, selection.from, selection.to).slice(0, 12);
    const left = occurrencesOf(doc, words).filter((_, index) => index < 5);
    tagAll(left, kindBy(act.c))(session.state, dispatch);
  },
  moveTagEnd: (session, act, dispatch) => {
    const tag = someOf(standingTags(session), act.a);
    if (!tag) return;
    const move = {
      end: act.b < 0.5 ? 'start' : 'end',
      direction: act.c < 0.5 ? -1 : 1,
      by: Math.floor(act.b * 10) % 2 === 0 ? 'word' : 'character',
    } as const;
    moveTagEnd(tag, move)(session.state, dispatch);
  },
  dragTagEnd: (session, act, dispatch) => {
    const tag = someOf(standingTags(session), act.a);
    const drop = {
      end: act.c < 0.5 ? 'start' : 'end',
      at: session.at(act.b),
      by: Math.floor(act.c * 10) % 2 === 0 ? 'word' : 'character',
    } as const;
    if (tag) moveTagEndTo(tag, drop)(session.state, dispatch);
  },
  settleTags: (session, act, dispatch) => {
    session.flush();
    const { annotations } = session.journal.replay.state;
    // Whoever said it: the tags of a session are all by one editor.
    const pairs = standingTags(session).flatMap((tag, index, all): readonly TagConflict[] => {
      const [other, one, two] = [
        all[index + 1],
        annotations.get(tag.id),
        annotations.get(all[index + 1]?.id ?? tag.id),
      ];
      const [said, saidOther] = [one?.history.at(-1), two?.history.at(-1)];
      if (!other || !one || !two || !said || !saidOther) return [];
      return [{ first: { tag, state: one, said }, second: { tag: other, state: two, said: saidOther } }];
    });
    const pair = someOf(pairs, act.a);
    const decision = act.b < 0.3 ? 'first' : act.b < 0.6 ? 'second' : 'both';
    if (pair) settleTags(pair, decision)(session.state, dispatch);
  },
  splitTag: (session, act, dispatch) => {
    const tag = someOf(standingTags(session), act.a);
    if (tag) splitTag(tag, tag.from + Math.round(act.b * (tag.to - tag.from)))(session.state, dispatch);
  },
  mergeTags: (session, act, dispatch) => {
    const tags = standingTags(session);
    const first = Math.floor(act.a * tags.length);
    mergeTags(tags.slice(first, first + 2))(session.state, dispatch);
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
