import { useEffect, useMemo, useState } from 'react';
import type { AlikeHit, AlikeQuestion } from '../../../shared/contract/payloads/find.ts';
import { readingOf } from '../../../shared/correct/alike/alike-words.ts';
import { oddness, unlikeness } from '../../../shared/correct/alike/odd-pictures.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { session as windowSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { type AlikeAct, countOf, decide, takeBack } from './alike-decision.ts';
import { hitName, type Pictures, WordPictures } from './word-pictures.ts';

/** What is looked at: some words, and what they may mean. */
export interface AlikeWork {
  readonly question: AlikeQuestion;
  /** What they have in common, for a title. */
  readonly title: string;
  /** What all of them may mean, best first. */
  readonly meant: readonly string[];
  /** What each may mean by itself, by its name; empty for words of one reading. */
  readonly each: ReadonlyMap<string, string>;
}

/** A decision that a key or a button makes. */
export type AlikeChoice =
  | { readonly kind: 'keep' }
  | { readonly kind: 'each' }
  | { readonly kind: 'reading'; readonly text: string };

/** The words that are looked at and what can be done with them. */
export interface AlikeWords {
  /** Odd ones first; null while they are looked for. */
  readonly hits: readonly AlikeHit[] | null;
  readonly isCut: boolean;
  readonly pictures: WordPictures;
  /** Names of those that are left out of the next decision. */
  readonly out: ReadonlySet<string>;
  readonly said: string;
  readonly isBusy: boolean;
  readonly canTakeBack: boolean;
  /** How far the cutting of all pictures is; null while nobody asked for it. */
  readonly cutting: { readonly done: number; readonly total: number } | null;
  toggle(hit: AlikeHit): void;
  /** Takes all out, or all in again. */
  toggleAll(): void;
  decide(choice: AlikeChoice): Promise<void>;
  takeBack(): Promise<void>;
  /** Cuts all pictures and puts the oddest first. */
  sortByPicture(): Promise<void>;
  stopCutting(): void;
}

/** Of the document that is open; null when none is. */
function openSession(): DocumentSession | null {
  const { screen } = windowSession();
  return screen.kind === 'workbench' ? screen.document : null;
}

interface State {
  readonly hits: readonly AlikeHit[] | null;
  readonly isCut: boolean;
  readonly out: ReadonlySet<string>;
  readonly acts: readonly AlikeAct[];
  readonly said: string;
  readonly isBusy: boolean;
  readonly cutting: AlikeWords['cutting'];
}

const nothing: State = { hits: null, isCut: false, out: new Set(), acts: [], said: '', isBusy: false, cutting: null };

type SetState = (change: (now: State) => State) => void;

/** Looks for the words once.
 *  @returns what cuts their pictures */
function useFoundWords(work: AlikeWork, setState: SetState): WordPictures {
  const [found, setFound] = useState<readonly AlikeHit[]>([]);
  const pictures = useMemo(() => new WordPictures(found), [found]);
  useEffect(() => () => pictures.close(), [pictures]);
  useEffect(() => {
    let isLooking = true;
    void ask('alike:words', work.question).then((reply) => {
      if (!isLooking) return;
      const hits = reply?.words ?? [];
      setFound(hits);
      setState(() => ({ ...nothing, hits, isCut: reply?.isCut ?? false, said: reply?.cancelled ? t`Stopped.` : '' }));
    });
    return () => {
      isLooking = false;
    };
  }, [work, setState]);
  return pictures;
}

/** Looks for the words, and does what a person decides about them. */
export function useAlikeWords(work: AlikeWork): AlikeWords {
  const [state, setState] = useState(nothing);
  const pictures = useFoundWords(work, setState);
  const [stop] = useState({ isStopped: false });
  const { hits, out, acts, isBusy } = state;
  return {
    ...state,
    pictures,
    canTakeBack: acts.length > 0,
    toggle: (hit) =>
      setState((now) => {
        const next = new Set(now.out);
        if (!next.delete(hitName(hit))) next.add(hitName(hit));
        return { ...now, out: next };
      }),
    toggleAll: () => setState((now) => ({ ...now, out: now.out.size > 0 ? new Set() : new Set(hits?.map(hitName)) })),
    async decide(choice) {
      const chosen = (hits ?? []).filter((hit) => !out.has(hitName(hit)));
      if (!isBusy && chosen.length > 0) await decideAbout(work, chosen, choice, setState);
    },
    async takeBack() {
      const last = acts.at(-1);
      if (last && !isBusy) await takeBackLast(last, setState);
    },
    async sortByPicture() {
      if (state.cutting || !hits) return;
      stop.isStopped = false;
      await cutAll(pictures, () => stop.isStopped, setState);
    },
    stopCutting: () => {
      stop.isStopped = true;
    },
  };
}

async function decideAbout(
  { each }: AlikeWork,
  chosen: readonly AlikeHit[],
  choice: AlikeChoice,
  setState: SetState,
): Promise<void> {
  setState((now) => ({ ...now, isBusy: true }));
  const asOf = (hit: AlikeHit): string | null => {
    if (choice.kind === 'keep') return null;
    return choice.kind === 'reading' ? choice.text : (each.get(hitName(hit)) ?? null);
  };
  const act = await decide(
    openSession(),
    chosen.map((hit) => ({ hit, as: asOf(hit) })),
  );
  if (!act) return setState((now) => ({ ...now, isBusy: false }));
  const decided = new Set(chosen);
  setState((now) => ({
    ...now,
    hits: (now.hits ?? []).filter((hit) => !decided.has(hit)),
    out: new Set(),
    acts: [...now.acts, act],
    said: decidedSentence(act, choice),
    isBusy: false,
  }));
}

/** What was decided last comes back, ticked; what was left out of it stays out. */
async function takeBackLast(last: AlikeAct, setState: SetState): Promise<void> {
  setState((now) => ({ ...now, isBusy: true }));
  const stays = await takeBack(last);
  const left = plural(
    stays,
    t`${stays} document has changed since: undo it there.`,
    t`${stays} documents have changed since: undo it there.`,
  );
  setState((now) => ({
    ...now,
    hits: [...(now.hits ?? []), ...last.hits],
    out: new Set((now.hits ?? []).map(hitName)),
    acts: now.acts.slice(0, -1),
    said: stays === 0 ? t`Taken back.` : `${t`Taken back.`} ${left}`,
    isBusy: false,
  }));
}

async function cutAll(pictures: WordPictures, isStopped: () => boolean, setState: SetState): Promise<void> {
  const tell = (done: number, total: number): void => setState((now) => ({ ...now, cutting: { done, total } }));
  const isWhole = await pictures.all(tell, isStopped);
  setState((now) => ({
    ...now,
    cutting: null,
    hits: isWhole && now.hits ? oddestFirst(now.hits, pictures.pictures.get()) : now.hits,
    said: isWhole ? t`The oddest pictures come first.` : t`Stopped; the order is as it was.`,
  }));
}

function oddestFirst(hits: readonly AlikeHit[], pictures: Pictures): readonly AlikeHit[] {
  const shapes = hits.map((hit) => {
    const picture = pictures.get(hitName(hit));
    return picture === undefined || picture === 'none' ? null : picture.shape;
  });
  const odd = unlikeness(shapes);
  return hits
    .map((hit, index) => ({ hit, odd: oddness({ ...hit, unlikeness: odd[index] ?? null }) }))
    .sort((a, b) => b.odd - a.odd)
    .map(({ hit }) => hit);
}

function decidedSentence(act: AlikeAct, choice: AlikeChoice): string {
  const { words, left } = countOf(act);
  const what = counted(words, 'word');
  const done = {
    keep: t`Kept ${what}.`,
    each: t`Corrected ${what}, each as suggested.`,
    reading: choice.kind === 'reading' ? t`Corrected ${what} to “${readingOf(choice.text)}”.` : '',
  }[choice.kind];
  return left === 0 ? done : `${done} ${t`${left} had changed and stayed as before.`}`;
}
