import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { AlikeGroups, AlikeGroupView } from '../../../shared/contract/payloads/find.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { AlikeGrid } from './alike-grid.tsx';
import styles from './alike-panel.module.css';
import { type AlikeChoice, type AlikeWords, type AlikeWork, useAlikeWords } from './use-alike-words.ts';
import { hitName } from './word-pictures.ts';

interface AlikePanelProps {
  /** The reading that is looked at at once, and what it may mean; null to choose from all that can be decided together. */
  readonly reading: { readonly read: string; readonly meant: readonly string[] } | null;
}

/** Decides about words of the whole collection by their pictures: one key for all that stay ticked. */
export function AlikePanel({ reading }: AlikePanelProps): ReactNode {
  const [work, setWork] = useState<AlikeWork | null>(() => reading && workOfReading(reading.read, reading.meant));
  if (work) return <WordsPanel work={work} onBack={reading ? null : () => setWork(null)} />;
  return <GroupsPanel onChoose={(group) => setWork(workOf(group))} />;
}

const workOfReading = (read: string, meant: readonly string[]): AlikeWork => ({
  question: { kind: 'reading', read },
  title: t`Words that read “${read}”`,
  meant,
  each: new Map(),
});

function workOf({ kind, read, meant, suspects }: AlikeGroupView): AlikeWork {
  if (kind === 'reading') return workOfReading(read, meant === null ? [] : [meant]);
  const each = suspects.flatMap((one) => (one.suggestion === null ? [] : [[hitName(one), one.suggestion] as const]));
  return {
    question: { kind: 'words', words: suspects.map(({ suggestion: _, ...word }) => word) },
    title: kind === 'agreed' ? t`What both other readings have` : t`Words with “${read ?? ''}” for “${meant ?? ''}”`,
    meant: [],
    each: new Map(each),
  };
}

function GroupsPanel({ onChoose }: { readonly onChoose: (group: AlikeGroupView) => void }): ReactNode {
  const [found, setFound] = useState<AlikeGroups | null>(null);
  useEffect(() => {
    let isThere = true;
    void ask('alike:groups', null).then((reply) => {
      if (isThere) setFound(reply ?? { groups: [], suspects: 0, left: 0, cancelled: true });
    });
    return () => {
      isThere = false;
    };
  }, []);
  return (
    <SidePanel title={t`Decide Alike Words Together`} isWide onClose={closePanel}>
      <p role="status" className={styles.said}>
        {groupsSentence(found)}
      </p>
      <ul aria-label={t`What can be decided together`} className={styles.groups}>
        {found?.groups.map((group) => (
          <li key={`${group.kind} ${group.read} ${group.meant}`}>
            <button type="button" className={styles.group} onClick={() => onChoose(group)}>
              <span className={styles.reading}>
                {nameInWords(group)}
                {group.kind === 'reading' && group.meant !== null && (
                  <span className={styles.meant}> → {group.meant}</span>
                )}
              </span>
              <span className={styles.where}>{groupInWords(group)}</span>
            </button>
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

function groupsSentence(found: AlikeGroups | null): string {
  if (!found) return t`Looking for doubtful words in all documents…`;
  if (found.cancelled) return t`Stopped before all documents were looked at.`;
  const what =
    found.groups.length === 0
      ? t`No suspects of the collection read alike.`
      : t`${found.suspects} suspects in the collection; those that can be decided together:`;
  return found.left === 0 ? what : `${what} ${t`${found.left} documents could not be read.`}`;
}

function nameInWords({ kind, read, meant }: AlikeGroupView): string {
  if (kind === 'agreed') return t`Both other readings of the page have the same other word`;
  return kind === 'reading' ? read : t`“${read ?? ''}” for “${meant ?? ''}”`;
}

function groupInWords({ suspects }: AlikeGroupView): string {
  const documents = new Set(suspects.map(({ document }) => document)).size;
  return plural(
    documents,
    t`${suspects.length} suspects in ${documents} document`,
    t`${suspects.length} suspects in ${documents} documents`,
  );
}

interface WordsPanelProps {
  readonly work: AlikeWork;
  readonly onBack: (() => void) | null;
}

function WordsPanel({ work, onBack }: WordsPanelProps): ReactNode {
  const words = useAlikeWords(work);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const [isWriting, setWriting] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isWriting || !onDecidingKey(event, work, words, isWritable, () => setWriting(true))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hits = words.hits ?? [];
  const ticked = hits.length - words.out.size;
  return (
    <div className={styles.keys} onKeyDownCapture={onKeyDown}>
      <SidePanel
        title={work.title}
        isWide
        onClose={closePanel}
        foot={
          isWritable && (
            <Decisions work={work} words={words} ticked={ticked} isWriting={isWriting} onWriting={setWriting} />
          )
        }
      >
        <p role="status" className={styles.said}>
          {[words.said, hitsSentence(words, ticked)].filter(Boolean).join(' ')}
        </p>
        <div className={styles.tools}>
          {onBack && <Button onPress={onBack}>{t`All groups`}</Button>}
          <PictureOrder words={words} hasMany={hits.length > 1} />
        </div>
        {hits.length > 0 && (
          <AlikeGrid
            label={work.title}
            hits={hits}
            pictures={words.pictures}
            out={words.out}
            each={work.each}
            onToggle={words.toggle}
          />
        )}
      </SidePanel>
    </div>
  );
}

function hitsSentence({ hits, isCut }: AlikeWords, ticked: number): string {
  if (!hits) return t`Looking for them in all documents…`;
  if (hits.length === 0) return t`None is left.`;
  const words = counted(hits.length, 'word');
  return isCut
    ? t`${words}, and more that come when these are decided; ${ticked} ticked. Odd ones come first: Space leaves one out.`
    : t`${words}; ${ticked} ticked. Odd ones come first: Space leaves one out.`;
}

/** What keys do that the grid leaves alone: Enter keeps, figures correct, F2 writes, P sorts by picture, undo takes back.
 *  @returns whether the key was one of these */
function onDecidingKey(
  event: KeyboardEvent,
  { meant, each }: AlikeWork,
  words: AlikeWords,
  isWritable: boolean,
  write: () => void,
): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  const isOnButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
  const key = event.key.toLowerCase();
  if (event.altKey || event.nativeEvent.isComposing) return false;
  if (isCommand && key === 'a') words.toggleAll();
  else if (isCommand && key === 'z' && !event.shiftKey && isWritable) void words.takeBack();
  else if (isCommand) return false;
  else if (key === 'p') void words.sortByPicture();
  else if (!isWritable || isOnButton) return false;
  else if (key === 'enter') void words.decide({ kind: 'keep' });
  else if (key === '1' && each.size > 0) void words.decide({ kind: 'each' });
  else if (/^[1-5]$/.test(key) && meant[Number(key) - 1] !== undefined)
    void words.decide({ kind: 'reading', text: meant[Number(key) - 1] ?? '' });
  else if (key === 'f2') write();
  else return false;
  return true;
}

function PictureOrder({ words, hasMany }: { readonly words: AlikeWords; readonly hasMany: boolean }): ReactNode {
  const { cutting } = words;
  if (cutting)
    return (
      <>
        <span
          role="status"
          className={styles.where}
        >{t`Cutting pictures: page ${cutting.done + 1} of ${cutting.total}`}</span>
        <Button onPress={words.stopCutting}>{t`Stop`}</Button>
      </>
    );
  if (!hasMany) return null;
  return (
    <Button onPress={() => void words.sortByPicture()}>
      {t`Oddest pictures first`} <KeyHint keys="P" />
    </Button>
  );
}

interface DecisionsProps {
  readonly work: AlikeWork;
  readonly words: AlikeWords;
  readonly ticked: number;
  readonly isWriting: boolean;
  readonly onWriting: (isWriting: boolean) => void;
}

function Decisions({ work, words, ticked, isWriting, onWriting }: DecisionsProps): ReactNode {
  const choose = (choice: AlikeChoice): void => void words.decide(choice);
  if (isWriting)
    return (
      <ReadingForm
        count={ticked}
        onDone={(text) => {
          onWriting(false);
          if (text !== null) choose({ kind: 'reading', text });
        }}
      />
    );
  const isDisabled = ticked === 0;
  const { isBusy: isPending } = words;
  return (
    <>
      <Button look="primary" isDisabled={isDisabled} isPending={isPending} onPress={() => choose({ kind: 'keep' })}>
        {t`Keep ${ticked}`} <KeyHint keys="Enter" />
      </Button>
      {work.each.size > 0 && (
        <Button isDisabled={isDisabled} isPending={isPending} onPress={() => choose({ kind: 'each' })}>
          {t`Correct ${ticked}, each as suggested`} <KeyHint keys="1" />
        </Button>
      )}
      {work.meant.slice(0, 5).map((text, index) => (
        <Button
          key={text}
          isDisabled={isDisabled}
          isPending={isPending}
          onPress={() => choose({ kind: 'reading', text })}
        >
          {t`Correct ${ticked} to “${text}”`} <KeyHint keys={String(index + 1)} />
        </Button>
      ))}
      <Button isDisabled={isDisabled} onPress={() => onWriting(true)}>
        {t`Another reading…`} <KeyHint keys="F2" />
      </Button>
      {words.canTakeBack && <Button isPending={isPending} onPress={() => void words.takeBack()}>{t`Take back`}</Button>}
    </>
  );
}

interface ReadingFormProps {
  readonly count: number;
  /** With null when it was given up. */
  readonly onDone: (text: string | null) => void;
}

function ReadingForm({ count, onDone }: ReadingFormProps): ReactNode {
  const [text, setText] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onDone(text.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone(null);
      }}
    >
      <Field label={t`The right reading`} value={text} autoFocus maxLength={500} onChange={setText} />
      <Button look="primary" type="submit" isDisabled={text.trim() === ''}>{t`Correct ${count}`}</Button>
      <Button onPress={() => onDone(null)}>{t`Cancel`}</Button>
    </form>
  );
}
