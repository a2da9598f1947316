import type { AlikeHit, AlikeSettled } from '../../../shared/contract/payloads/find.ts';
import { decideAlike } from '../../../shared/correct/alike/alike-words.ts';
import type { WordInContext } from '../../../shared/document/review.ts';
import { ownGroup, undo } from '../../../shared/edit/undo-history.ts';
import { replaceMatches } from '../../../shared/find/replace.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { learn, loadVocabulary } from '../../model/vocabulary.ts';
import { ask } from '../../platform/bridge.ts';

/** A word of a group, with what it is to read; null where it is right as it stands. */
export interface DecidedHit {
  readonly hit: AlikeHit;
  readonly as: string | null;
}

/** What was done in the document that is open. */
interface DoneHere {
  readonly session: DocumentSession;
  /** The document as the decision left it, when it changed it. */
  readonly doc: unknown;
  readonly isChanged: boolean;
  readonly kept: readonly WordInContext[];
  readonly corrections: AlikeSettled['corrections'];
  readonly words: number;
  readonly left: number;
}

/** A decision over several documents, for taking it back. */
export interface AlikeAct {
  readonly hits: readonly AlikeHit[];
  readonly here: DoneHere | null;
  readonly elsewhere: AlikeSettled | null;
}

/** Decides about words: in the open document as any edit there, in the others as one act of undo each.
 *  @param session of the open document; null when none is
 *  @returns null when it could not be done, which was said */
export async function decide(
  session: DocumentSession | null,
  decided: readonly DecidedHit[],
): Promise<AlikeAct | null> {
  const isOwn = ({ hit }: DecidedHit): boolean => hit.document === session?.id;
  const own = decided.filter(isOwn);
  const others = decided.filter((one) => !isOwn(one));
  const here = session && own.length > 0 ? decideHere(session, own) : null;
  const words = others.map(({ hit: { document, from, to, before, text, after }, as }) => ({
    ...{ document, from, to, before, text, after },
    as,
  }));
  const elsewhere = words.length === 0 ? null : await ask('alike:settle', { words });
  if (elsewhere === undefined && !here) return null;
  await teach(here, elsewhere ?? null);
  return { hits: decided.map(({ hit }) => hit), here, elsewhere: elsewhere ?? null };
}

function decideHere(session: DocumentSession, own: readonly DecidedHit[]): DoneHere {
  const { doc } = session.editor.get();
  const words = own.map(({ hit, as }) => ({ ...hit, as }));
  const { replacements, kept, corrections, left } = decideAlike(doc, words);
  const isChanged =
    replacements.size > 0 &&
    session.run((state, dispatch) => {
      const { steps } = replaceMatches(
        state.doc,
        [...replacements.keys()],
        (match) => replacements.get(match) ?? match.text,
      );
      const transaction = state.tr;
      for (const step of steps) transaction.step(step);
      dispatch?.(transaction.setMeta(ownGroup, true));
      return steps.length > 0;
    });
  if (kept.length > 0) void session.review(kept.map((word) => ({ kind: 'kept', word })));
  return { session, doc: session.editor.get().doc, isChanged, kept, corrections, words: own.length - left, left };
}

/** What was corrected in other documents is learned with it. */
async function teach(here: DoneHere | null, elsewhere: AlikeSettled | null): Promise<void> {
  const taught = new Set(elsewhere?.corrections.map(({ from, to }) => `${from}\n${to}`));
  const more = here?.corrections.filter(({ from, to }) => !taught.has(`${from}\n${to}`)) ?? [];
  if (more.length > 0) await learn(more.map((one) => ({ kind: 'correction learned', ...one })));
  else if (taught.size > 0) await loadVocabulary();
}

/** How many words were decided, and how many were not there any more. */
export const countOf = ({ here, elsewhere }: AlikeAct): { readonly words: number; readonly left: number } => ({
  words: (here?.words ?? 0) + (elsewhere?.words ?? 0),
  left: (here?.left ?? 0) + (elsewhere?.left ?? 0),
});

/** Takes a decision back in all its documents, where nothing was done since.
 *  @returns in how many documents it stays */
export async function takeBack({ here, elsewhere }: AlikeAct): Promise<number> {
  let stays = 0;
  if (here) {
    const { session, doc, isChanged, kept } = here;
    const isLast = !isChanged || session.editor.get().doc === doc;
    if (!isLast) stays += 1;
    else if (isChanged) session.run(undo);
    if (isLast && kept.length > 0) void session.review(kept.map((word) => ({ kind: 'reopened', word })));
  }
  const taught = elsewhere?.corrections ?? [];
  const own =
    here?.corrections.filter((one) => !taught.some(({ from, to }) => from === one.from && to === one.to)) ?? [];
  if (own.length > 0) await learn(own.map((one) => ({ kind: 'correction taken back', ...one })));
  if (elsewhere) {
    const { acts, kept, corrections } = elsewhere;
    const outcome = await ask('alike:take-back', { acts, kept, corrections });
    stays += outcome?.left.length ?? acts.length;
    if (corrections.length > 0) await loadVocabulary();
  }
  return stays;
}
