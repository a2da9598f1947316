import type { Node } from 'prosemirror-model';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { restoreAnnotation, restoreBlocks, restoreDocument } from '../../shared/edit/restore.ts';
import type { Choice, Doing, EditingSession } from './editing-session.ts';

/** The version that an act of restoring means. */
export const versionOf = (session: EditingSession, act: Choice): Node =>
  session.versions[Math.floor(act.a * session.versions.length)] ?? session.initial;

const someOf = <T>(all: readonly T[], fraction: number): T | undefined => all[Math.floor(fraction * all.length)];

/** Keeps versions and goes back to them: all of one, one block of it, one tag of it. */
export const restoreActs = {
  keepVersion: (session) => void session.versions.push(session.state.doc),
  restoreVersion: (session, act, dispatch) => void restoreDocument(versionOf(session, act))(session.state, dispatch),
  restoreParagraph: (session, act, dispatch) => {
    const version = versionOf(session, act);
    const present = someOf([...textBlocks(session.state.doc)], act.b);
    const earlier = someOf([...textBlocks(version)], act.c);
    if (!present || !earlier) return;
    const blocks = { older: [earlier.start - 1], newer: [present.start - 1], moved: [], beside: null };
    restoreBlocks(blocks, version)(session.state, dispatch);
  },
  restoreTag: (session, act, dispatch) => {
    const version = versionOf(session, act);
    const id = someOf(annotationRanges(version), act.b)?.id;
    if (id) restoreAnnotation(id, version, act.c < 0.3 ? { comment: 'who?' } : {})(session.state, dispatch);
  },
} satisfies Record<string, Doing>;
