import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import type { TaggableHits } from '../../../shared/contract/payloads/tagging.ts';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import { occurrencesOf, type TaggableMatch, tagAll, withTags } from '../../../shared/edit/tags/occurrences.ts';
import { hitInContext } from '../../../shared/find/find.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { tagLetters } from '../../editor/tag-decorations.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { allRows } from '../../model/rows.ts';
import { session as windowSession } from '../../model/session.ts';
import { tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { useQuietDocument } from '../../model/workbench-view.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, SegmentedControl } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './everywhere-panel.module.css';
import {
  type EverywhereQuestion,
  everywhereQuestion,
  lookElsewhere,
  rememberEverywhere,
} from './tagging-everywhere.ts';

interface EverywherePanelProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Asks which occurrences of some words are to be tagged, while that is asked. */
export function EverywherePanel({ session, outline }: EverywherePanelProps): ReactNode {
  const question = useWholeStore(everywhereQuestion);
  if (!question) return null;
  return <OpenPanel key={question.words} question={question} session={session} outline={outline} />;
}

const close = (): void => {
  everywhereQuestion.set(null);
  focusEditor();
};

/** Names one hit: `here` or the document, and where it begins. */
const hitName = (document: string, from: number): string => `${document} ${from}`;

interface Occurrences {
  readonly kind: AnnotationKind;
  readonly here: readonly TaggableMatch[];
  /** In other documents; null when they were not looked through, `looking` while they are. */
  readonly elsewhere: TaggableHits | 'looking' | null;
  readonly left: ReadonlySet<string>;
  /** How many stay ticked. */
  readonly ticked: number;
  readonly choose: (kind: AnnotationKind) => void;
  readonly toggle: (name: string) => void;
  readonly turnElsewhere: () => void;
  readonly tag: () => Promise<void>;
}

function OpenPanel({ question, session, outline }: EverywherePanelProps & { readonly question: EverywhereQuestion }) {
  const found = useOccurrences(session, question);
  const isLooking = found.elsewhere === 'looking';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !onPanelKey(event, found)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.keys} onKeyDownCapture={onKeyDown}>
      <SidePanel
        title={t`Tag “${question.words}” everywhere`}
        isWide
        onClose={close}
        foot={
          <>
            <Button
              look="primary"
              autoFocus
              isDisabled={found.ticked === 0 && !isLooking}
              isPending={isLooking}
              onPress={() => void found.tag()}
            >{t`Tag ${found.ticked}`}</Button>
            <Button onPress={close}>{t`Cancel`}</Button>
          </>
        }
      >
        <div className={styles.options}>
          <SegmentedControl label={t`What they are`} value={found.kind} options={kindOptions} onChange={found.choose} />
          <CheckBox
            label={t`In the whole collection (C)`}
            isOn={found.elsewhere !== null}
            onChange={found.turnElsewhere}
          />
        </div>
        <p role="status" className={styles.outcome}>
          {sentenceOf(found)}
        </p>
        <HitsHere found={found} session={session} outline={outline} />
        {found.elsewhere !== null && found.elsewhere !== 'looking' && (
          <HitsElsewhere hits={found.elsewhere} found={found} />
        )}
      </SidePanel>
    </div>
  );
}

const kindOptions = annotationKinds.map((value) => ({ value, label: `${tagNames[value]} (${tagLetters[value]})` }));

const here = 'here';

function useOccurrences(session: DocumentSession, { words, as }: EverywhereQuestion): Occurrences {
  const [kind, setKind] = useState<AnnotationKind>(as ?? 'person');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [elsewhere, setElsewhere] = useState<Occurrences['elsewhere']>(null);
  const doc = useQuietDocument(session, 200);
  const matches = useMemo(() => withTags(doc, occurrencesOf(doc, words), kind), [doc, words, kind]);
  const tickedHere = matches.filter(({ from, isTagged }) => !isTagged && !left.has(hitName(here, from)));
  const chosen = chosenElsewhere(elsewhere, left);
  const look = async (as: AnnotationKind): Promise<void> => {
    setElsewhere('looking');
    if (!(await allRows())) return setElsewhere(null);
    const documents = (windowSession().collection?.documents ?? [])
      .map(({ id }) => id)
      .filter((id) => id !== session.id);
    const hits = documents.length === 0 ? nowhere : await lookElsewhere(documents, words, as);
    setElsewhere((now) => (now === 'looking' ? (hits ?? null) : now));
  };
  return {
    kind,
    here: matches,
    elsewhere,
    left,
    ticked: tickedHere.length + chosen.reduce((sum, { hits }) => sum + hits.length, 0),
    choose: (next) => {
      setKind(next);
      if (elsewhere !== null) void look(next);
    },
    toggle: (name) =>
      setLeft((now) => {
        const next = new Set(now);
        if (!next.delete(name)) next.add(name);
        return next;
      }),
    turnElsewhere: () => (elsewhere === null ? void look(kind) : setElsewhere(null)),
    tag: async () => {
      // What was typed since moved the hits: they are listed anew first.
      if (doc !== session.editor.get().doc || elsewhere === 'looking') return;
      const isHere = tickedHere.length > 0 && session.run(tagAll(tickedHere, kind));
      const outcome = chosen.length === 0 ? null : await ask('collection:tag', { words, as: kind, chosen });
      rememberEverywhere(session, isHere, outcome?.acts ?? []);
      close();
      showToast(taggedSentence(isHere ? tickedHere.length : 0, outcome ?? null, kind));
    },
  };
}

const nowhere: TaggableHits = { documents: [], left: 0, cancelled: false };

const chosenElsewhere = (elsewhere: Occurrences['elsewhere'], left: ReadonlySet<string>) =>
  elsewhere === null || elsewhere === 'looking'
    ? []
    : elsewhere.documents
        .map(({ document, seq, hits }) => ({
          document,
          seq,
          hits: hits.flatMap(({ from, isTagged }, index) =>
            isTagged || left.has(hitName(document, from)) ? [] : [index],
          ),
        }))
        .filter(({ hits }) => hits.length > 0);

function taggedSentence(
  count: number,
  outcome: { readonly hits: number; readonly acts: readonly unknown[]; readonly left: readonly unknown[] } | null,
  kind: AnnotationKind,
): string {
  const [passages, as] = [counted(count, 'passage'), tagWithin[kind]];
  const tagged =
    outcome === null
      ? t`${passages} tagged as ${as}; one Undo takes it back.`
      : t`${passages} and ${outcome.hits} in ${counted(outcome.acts.length, 'other document')} tagged as ${as}; one Undo takes it back.`;
  const stayed = outcome?.left.length ?? 0;
  if (stayed === 0) return tagged;
  const left = plural(
    stayed,
    t`${stayed} document had changed and stayed as before.`,
    t`${stayed} documents had changed and stayed as before.`,
  );
  return `${tagged} ${left}`;
}

function sentenceOf({ here: matches, elsewhere }: Occurrences): string {
  const tagged = matches.filter(({ isTagged }) => isTagged).length;
  const places = counted(matches.length, 'place');
  if (elsewhere === null || elsewhere === 'looking') {
    const own =
      tagged > 0 ? t`${places} in this document, ${tagged} tagged so already.` : t`${places} in this document.`;
    return elsewhere === null ? own : `${own} ${t`Looking in the other documents…`}`;
  }
  const hits = elsewhere.documents.reduce((sum, document) => sum + document.hits.length, 0);
  const others = counted(elsewhere.documents.length, 'other document');
  const found =
    tagged > 0
      ? t`${places} in this document, ${tagged} tagged so already, ${hits} in ${others}.`
      : t`${places} in this document, ${hits} in ${others}.`;
  const { left } = elsewhere;
  if (left === 0) return found;
  return `${found} ${plural(left, t`${left} document could not be read.`, t`${left} documents could not be read.`)}`;
}

/** Letters choose the kind, C turns to the whole collection, arrows go from hit to hit.
 *  @returns whether the key was one of these */
function onPanelKey(event: KeyboardEvent, found: Occurrences): boolean {
  const letter = event.key.toUpperCase();
  const kind = annotationKinds.find((known) => tagLetters[known] === letter);
  if (kind) found.choose(kind);
  else if (letter === 'C') found.turnElsewhere();
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return moveInHits(event, event.key === 'ArrowDown');
  else return false;
  return true;
}

function moveInHits({ currentTarget }: KeyboardEvent, isDown: boolean): boolean {
  const { activeElement } = document;
  if (activeElement?.closest('[role="radiogroup"]')) return false;
  const boxes = [...currentTarget.querySelectorAll<HTMLElement>('li input:not(:disabled)')];
  const at = activeElement instanceof HTMLElement ? boxes.indexOf(activeElement) : -1;
  const next = boxes[Math.max(0, Math.min(boxes.length - 1, at + (isDown ? 1 : -1)))];
  next?.scrollIntoView({ block: 'nearest' });
  next?.focus();
  return next !== undefined;
}

interface HitsHereProps extends EverywherePanelProps {
  readonly found: Occurrences;
}

function HitsHere({ found, session, outline }: HitsHereProps): ReactNode {
  const listed = useWholeStore(outline);
  const doc = useQuietDocument(session, 200);
  return (
    <ul aria-label={t`What would be tagged`} className={styles.hits}>
      {found.here.map((match) => (
        <HitLine
          key={match.from}
          hit={{ ...match, ...hitInContext(match.to <= doc.content.size ? doc : listed.doc, match, charactersAround) }}
          place={listed.pagesAt(match.from)}
          name={hitName(here, match.from)}
          found={found}
        />
      ))}
    </ul>
  );
}

const charactersAround = 32;

function HitsElsewhere({ hits, found }: { readonly hits: TaggableHits; readonly found: Occurrences }): ReactNode {
  return hits.documents.map(({ document, title, source, hits: own }) => (
    <section key={document} aria-label={title || source} className={styles.document}>
      <h3 className={styles.title}>{title || source}</h3>
      <ul className={styles.hits}>
        {own.map((hit) => (
          <HitLine key={hit.from} hit={hit} place="" name={hitName(document, hit.from)} found={found} />
        ))}
      </ul>
    </section>
  ));
}

interface HitLineProps {
  readonly hit: TaggableHits['documents'][number]['hits'][number];
  readonly place: string;
  readonly name: string;
  readonly found: Occurrences;
}

function HitLine({ hit, place, name, found }: HitLineProps): ReactNode {
  const { before, text, after, isTagged, otherKinds } = hit;
  const said = (isTagged ? [found.kind] : otherKinds).map((kind) => t`tagged as ${tagWithin[kind]}`).join(', ');
  return (
    <li className={styles.hit}>
      <CheckBox
        label={`${before}${text}${after}`}
        isLabelHidden
        isDisabled={isTagged}
        isOn={isTagged || !found.left.has(name)}
        onChange={() => found.toggle(name)}
      />
      <span className={styles.words}>
        {before}
        <mark data-tagged={isTagged || undefined}>{text}</mark>
        {after}
      </span>
      <span className={styles.place}>{[said, place].filter(Boolean).join(' · ')}</span>
    </li>
  );
}
