import { useRef, useState } from 'react';
import type { CollectionHits, CollectionReplaced, DocumentHits } from '../../../shared/contract/payloads/find.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { FindQuery } from '../../../shared/find/find.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';

/** What is looked for and what takes its place. */
export interface CollectionQuery extends Required<FindQuery> {
  readonly replacement: string;
  /** The page itself is wrong: the new words are an emendation. */
  readonly isEmendation: boolean;
}

/** Names one hit: the document and its place among the document's hits. */
export const hitName = (document: DocumentId, index: number): string => `${document} ${index}`;

export interface CollectionFind {
  /** Null before anything was looked for. */
  readonly found: CollectionHits | null;
  /** Names of the hits that shall stay as they are. */
  readonly left: ReadonlySet<string>;
  /** How many hits are ticked. */
  readonly ticked: number;
  readonly replaced: CollectionReplaced | null;
  /** How a replacement was taken back, as a sentence. */
  readonly takenBack: string | null;
  readonly isBusy: boolean;
  /** What was found is of another question. */
  readonly forget: () => void;
  readonly toggle: (names: readonly string[], isOn: boolean) => void;
  readonly look: (query: CollectionQuery) => Promise<void>;
  readonly replace: (query: CollectionQuery) => Promise<void>;
  readonly takeBack: () => Promise<void>;
}

interface State {
  readonly found: CollectionHits | null;
  readonly left: ReadonlySet<string>;
  readonly replaced: CollectionReplaced | null;
  readonly takenBack: string | null;
}

const nothing: State = { found: null, left: new Set(), replaced: null, takenBack: null };

/** Looks for words in documents, lets hits be left out, replaces the rest, and takes it back.
 *  @param documents null for all of the collection */
export function useCollectionFind(documents: readonly DocumentId[] | null): CollectionFind {
  const [state, setState] = useState(nothing);
  const [isBusy, setBusy] = useState(false);
  const asked = useRef(0);
  const working = async (work: () => Promise<Partial<State> | undefined>): Promise<void> => {
    asked.current += 1;
    const question = asked.current;
    setBusy(true);
    const patch = await work();
    if (question !== asked.current) return;
    setBusy(false);
    if (patch) setState((now) => ({ ...now, ...patch }));
  };
  const { found, left, replaced } = state;
  const hitsLeft = (document: DocumentHits): readonly number[] =>
    document.hits.flatMap((_, index) => (left.has(hitName(document.document, index)) ? [] : [index]));
  const chosen = (found?.documents ?? [])
    .map((document) => ({ document: document.document, seq: document.seq, hits: hitsLeft(document) }))
    .filter(({ hits }) => hits.length > 0);
  return {
    ...state,
    isBusy,
    ticked: chosen.reduce((sum, { hits }) => sum + hits.length, 0),
    forget: () => setState(nothing),
    toggle: (names, isOn) => setState((now) => ({ ...now, left: toggled(now.left, names, isOn) })),
    look: (asking) =>
      working(async () => {
        const { query, replacement } = requestOf(asking);
        const hits = await ask('collection:find', { documents, query, replacement });
        return hits && { ...nothing, found: hits };
      }),
    replace: (asking) =>
      working(async () => {
        const outcome = await ask('collection:replace', { ...requestOf(asking), chosen });
        return outcome && { ...nothing, replaced: outcome };
      }),
    takeBack: () =>
      working(async () => {
        const outcome = replaced && (await ask('collection:take-back', { acts: replaced.acts }));
        return outcome ? { ...nothing, takenBack: takenBackSentence(outcome) } : undefined;
      }),
  };
}

const requestOf = ({ replacement, isEmendation, ...query }: CollectionQuery) => ({
  query,
  replacement,
  emendation: isEmendation,
});

function toggled(left: ReadonlySet<string>, names: readonly string[], isOn: boolean): ReadonlySet<string> {
  const next = new Set(left);
  for (const name of names) {
    if (isOn) next.delete(name);
    else next.add(name);
  }
  return next;
}

function takenBackSentence({ documents, left }: { documents: readonly unknown[]; left: readonly unknown[] }): string {
  const taken = t`Taken back in ${counted(documents.length, 'document')}.`;
  if (left.length === 0) return taken;
  const stays = plural(
    left.length,
    t`1 document stays as replaced, because something was done there since: undo it there.`,
    t`${left.length} documents stay as replaced, because something was done there since: undo it there.`,
  );
  return `${taken} ${stays}`;
}
