import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import type { Match } from '../../../shared/find/find.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useSession, session as windowSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/field.tsx';
import { FoundDocuments } from '../find/found-documents.tsx';
import { ReplacePreview } from '../find/replace-preview.tsx';
import { type CollectionFind, useCollectionFind } from '../find/use-collection-find.ts';
import styles from './suspect-card.module.css';
import type { SuspectQueue } from './suspect-queue.ts';

interface EverywhereFormProps {
  readonly queue: SuspectQueue;
  readonly suspect: Suspect;
  readonly outline: OutlineStore;
  /** What every hit is to read. */
  readonly text: string;
  readonly emendation: boolean;
  readonly onBack: () => void;
}

/** Every place that reads as the suspect does; those that stay ticked are corrected in one act. */
export function ReplaceAllForm({ queue, suspect, outline, text, emendation, onBack }: EverywhereFormProps): ReactNode {
  const [isWrong, setWrong] = useState(emendation);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [isDone, setDone] = useState(false);
  const matches = useMemo(() => queue.alike(suspect), [queue, suspect]);
  const ticked = matches.filter((_, index) => !left.has(index));
  const elsewhere = useElsewhere(queue, suspect, text, isWrong);
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    () => form.current?.querySelector<HTMLButtonElement>('button[type="submit"]')?.focus({ preventScroll: true }),
    [],
  );
  const count = ticked.length + elsewhere.find.ticked;
  const apply = (): void => {
    if (elsewhere.find.isBusy) return;
    if (isDone) {
      queue.step(1);
      return;
    }
    const hasOthers = elsewhere.find.ticked > 0;
    const isHere = ticked.length > 0 && queue.takeAll(ticked, text, { emendation: isWrong }, !hasOthers);
    if (hasOthers) void elsewhere.replace().then(() => setDone(true));
    else if (!isHere) onBack();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <p>
        <del>{suspect.text}</del> {t`becomes`} <ins>{text}</ins>
      </p>
      {!isDone && (
        <div className={styles.hits}>
          <Hits outline={outline} queue={queue} matches={matches} left={left} text={text} onLeft={setLeft} />
          {elsewhere.find.found && (
            <FoundDocuments
              documents={elsewhere.find.found.documents}
              left={elsewhere.find.left}
              isReplacing
              onToggle={elsewhere.find.toggle}
            />
          )}
        </div>
      )}
      <Outcome find={elsewhere.find} />
      {!isDone && (
        <div className={styles.switches}>
          <CheckBox label={t`In the whole collection`} isOn={elsewhere.isOn} onChange={elsewhere.turn} />
          <CheckBox label={t`The page itself is wrong`} isOn={isWrong} onChange={setWrong} />
        </div>
      )}
      <div className={styles.buttons}>
        <Button
          look="primary"
          type="submit"
          isDisabled={count === 0 && !isDone && !elsewhere.find.isBusy}
          isPending={elsewhere.find.isBusy}
        >
          {isDone ? t`Next suspect` : t`Replace ${count}`}
        </Button>
        {isDone ? (
          elsewhere.find.replaced && (
            <Button onPress={() => void elsewhere.find.takeBack()}>{t`Take back elsewhere`}</Button>
          )
        ) : (
          <Button onPress={onBack}>{t`Back`}</Button>
        )}
      </div>
    </form>
  );
}

interface HitsProps {
  readonly queue: SuspectQueue;
  readonly outline: OutlineStore;
  readonly matches: readonly Match[];
  readonly left: ReadonlySet<number>;
  readonly text: string;
  readonly onLeft: (left: ReadonlySet<number>) => void;
}

function Hits({ outline, matches, left, text, onLeft }: HitsProps): ReactNode {
  const listed = useWholeStore(outline);
  const toggle = (index: number): void => {
    const next = new Set(left);
    if (!next.delete(index)) next.add(index);
    onLeft(next);
  };
  return (
    <ReplacePreview
      outline={listed}
      matches={matches}
      count={matches.length}
      left={left}
      replacementFor={() => text}
      onToggle={toggle}
    />
  );
}

interface Elsewhere {
  readonly find: CollectionFind;
  readonly isOn: boolean;
  readonly turn: (isOn: boolean) => void;
  readonly replace: () => Promise<void>;
}

/** The other documents of the collection. */
function useElsewhere(queue: SuspectQueue, suspect: Suspect, replacement: string, isEmendation: boolean): Elsewhere {
  const isWhole = useSession((session) => session.collection?.isWhole ?? true);
  const others = useMemo(
    () =>
      isWhole
        ? (windowSession().collection?.documents ?? []).map(({ id }) => id).filter((id) => id !== queue.document)
        : [],
    [queue, isWhole],
  );
  const find = useCollectionFind(others);
  const [isOn, setOn] = useState(false);
  const query = {
    text: suspect.text,
    regex: false,
    caseSensitive: true,
    wholeWord: true,
    foldAccents: false,
    replacement,
    isEmendation,
  };
  return {
    find,
    isOn,
    turn: (next) => {
      if (find.isBusy) return;
      setOn(next);
      if (next) void find.look(query);
      else find.forget();
    },
    replace: () => find.replace(query),
  };
}

const replacedSentence = ({ hits, left }: NonNullable<CollectionFind['replaced']>): string =>
  left.length > 0
    ? t`Replaced here and ${hits} times in other documents; some had changed and stayed as before.`
    : t`Replaced here and ${hits} times in other documents.`;

/** What came of the other documents, in a sentence. */
function Outcome({ find }: { readonly find: CollectionFind }): ReactNode {
  const { found, replaced, takenBack, isBusy } = find;
  return (
    <p role="status" className={styles.outcome}>
      {isBusy && t`Working…`}
      {found && found.documents.length === 0 && t`No other document reads so.`}
      {takenBack}
      {replaced && replacedSentence(replaced)}
    </p>
  );
}
