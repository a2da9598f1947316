import { ArrowLeft, ArrowRight, ChevronDown, ChevronUp, RotateCcw } from 'lucide-react';
import type { Node } from 'prosemirror-model';
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';
import type { StateName, VersionComparison } from '../../../shared/contract/payloads/versions.ts';
import type { Version } from '../../../shared/document/document-state.ts';
import type { ComparedRow } from '../../../shared/journal/compare-documents.ts';
import { restorableStretch } from '../../../shared/journal/versions.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { useCommands } from '../../commands/command-registry.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { versionName } from '../../model/labels.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { pagesAt } from '../../model/places.ts';
import { chooseTag, showPane } from '../../model/workbench-view.ts';
import { call } from '../../platform/bridge.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Choice, SegmentedControl } from '../../ui/field.tsx';
import { PaneHeader } from '../../ui/panel.tsx';
import { ComparedRows, comparedParts, placeOfChange } from './compared-rows.tsx';
import { type Comparing, comparing, comparisonLayout } from './comparing.ts';
import styles from './comparison.module.css';
import { DifferenceList } from './difference-list.tsx';
import { requestVersionRestore, restoreParagraphs, restoreTag } from './past-actions.ts';

interface ComparisonStatesProps {
  readonly session: DocumentSession;
  readonly states: Comparing;
  readonly onRestore: (version: number) => void;
}

/** Which two states are compared; any two can be chosen. */
function ComparisonStates({ session, states, onRestore }: ComparisonStatesProps): ReactNode {
  const versions = useStore(session.facts, (facts) => facts.versions);
  const options = [...[...versions].reverse().map(optionOf)];
  const { older, newer } = states;
  return (
    <div className={styles.states}>
      <div className={styles.state}>
        <Choice
          label={t`Older state`}
          isLabelHidden
          value={String(older)}
          options={options}
          onChange={(value) => comparing.set({ older: nameOf(value), newer })}
        />
      </div>
      <ArrowRight size={15} aria-label={t`compared with`} className={styles.arrow} />
      <div className={styles.state}>
        <Choice
          label={t`Newer state`}
          isLabelHidden
          value={String(newer)}
          options={[{ value: 'present', label: t`Now` }, ...options]}
          onChange={(value) => comparing.set({ older, newer: nameOf(value) })}
        />
      </div>
      <span className={styles.space} />
      {session.readOnly === null && typeof older === 'number' && (
        <Button onPress={() => onRestore(older)}>
          <RotateCcw size={14} aria-hidden /> {t`Restore version ${older}`}
        </Button>
      )}
    </div>
  );
}

const optionOf = (version: Version) => ({
  value: String(version.number),
  label: `${version.number} · ${versionName(version)}`,
});

const nameOf = (value: string): StateName => (value === 'present' ? value : Number(value));

/** Which change of a comparison is stood on. */
interface ChangeWalk {
  /** From 0; null before the first step. */
  readonly current: number | null;
  readonly step: (direction: -1 | 1) => void;
}

/** Steps through the changes drawn in an element, round and round, and brings each into sight.
 *  @param compared what is drawn: another comparison begins anew */
function useChangeWalk(host: RefObject<HTMLElement | null>, count: number, compared: unknown): ChangeWalk {
  const [current, setCurrent] = useState<number | null>(null);
  useEffect(() => {
    if (compared !== undefined) setCurrent(null);
  }, [compared]);
  useEffect(() => {
    if (current === null) return;
    const element = host.current?.querySelector(`[data-change="${current}"]`);
    element?.scrollIntoView({ block: 'center' });
  }, [host, current]);
  const step = (direction: -1 | 1): void => {
    if (count === 0) return;
    setCurrent((now) => {
      if (now === null) return direction > 0 ? 0 : count - 1;
      return (now + direction + count) % count;
    });
  };
  return { current, step };
}

type ShownComparison =
  | { readonly kind: 'comparing' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'compared'; readonly value: VersionComparison };

/** Compares two states, and again when the present one is among them and has changed. What was compared before stays on the
 *  screen until then. */
function useComparison(session: DocumentSession, { older, newer }: Comparing): ShownComparison {
  const [shown, setShown] = useState<ShownComparison>({ kind: 'comparing' });
  useEffect(() => {
    let present: Node | null = null;
    const compare = async (): Promise<void> => {
      const { doc } = session.editor.get();
      if (doc === present) return;
      present = doc;
      if (!(await session.flush())) return;
      const reply = await call('document:compare', { document: session.id, states: [older, newer] });
      // Another comparison was asked for meanwhile.
      if (present !== doc) return;
      setShown(reply.ok ? { kind: 'compared', value: reply.value } : { kind: 'failed', fault: reply.fault });
    };
    void compare();
    const hasPresent = older === 'present' || newer === 'present';
    const unsubscribe = hasPresent ? session.editor.subscribe(() => void compare()) : () => undefined;
    return () => {
      present = null;
      unsubscribe();
    };
  }, [session, older, newer]);
  return shown;
}

interface ComparisonPaneProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly states: Comparing;
}

/** Two states of the document, word by word, in the place of the transcription. */
export function ComparisonPane({ session, outline, states }: ComparisonPaneProps): ReactNode {
  const pane = useRef<HTMLElement>(null);
  const shown = useComparison(session, states);
  const compared = shown.kind === 'compared' ? shown.value : null;
  const changes = compared?.comparison.changes ?? 0;
  const walk = useChangeWalk(pane, changes, compared?.comparison);
  useCommands({
    'document.next-change': changes > 0 ? () => walk.step(1) : null,
    'document.previous-change': changes > 0 ? () => walk.step(-1) : null,
  });
  useEffect(() => pane.current?.focus({ preventScroll: true }), []);
  const close = (): void => comparing.set(null);
  const restore = async (version: number): Promise<void> => {
    if (await requestVersionRestore(session, version)) close();
  };
  return (
    <section
      ref={pane}
      aria-label={t`Comparison`}
      tabIndex={-1}
      data-keyboard-home
      className={styles.pane}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <ComparisonHeader walk={walk} changes={changes} onClose={close} />
      <ComparisonStates session={session} states={states} onRestore={(version) => void restore(version)} />
      <div className={styles.scroll}>
        {shown.kind === 'comparing' && <p className={styles.summary}>{t`Comparing…`}</p>}
        {shown.kind === 'failed' && <p className={styles.summary}>{retold(shown.fault.what)}</p>}
        {compared && (
          <ComparisonText
            session={session}
            outline={outline}
            states={states}
            compared={compared}
            current={walk.current}
            onRestored={() => pane.current?.focus({ preventScroll: true })}
          />
        )}
      </div>
    </section>
  );
}

interface ComparisonHeaderProps {
  readonly walk: ChangeWalk;
  readonly changes: number;
  readonly onClose: () => void;
}

function ComparisonHeader({ walk, changes, onClose }: ComparisonHeaderProps): ReactNode {
  const layout = useWholeStore(comparisonLayout);
  const place = walk.current === null ? counted(changes, 'change') : t`${walk.current + 1} of ${changes}`;
  return (
    <PaneHeader>
      <IconButton icon={ArrowLeft} label={t`Back to the transcription`} keys={t`Esc`} onPress={onClose} />
      <h2 className={styles.title}>{t`Comparison`}</h2>
      <div className={styles.space} />
      <IconButton
        icon={ChevronUp}
        label={t`Previous change`}
        keys={keysLabel('document.previous-change')}
        isDisabled={changes === 0}
        onPress={() => walk.step(-1)}
      />
      <span className={styles.counter} role="status">
        {place}
      </span>
      <IconButton
        icon={ChevronDown}
        label={t`Next change`}
        keys={keysLabel('document.next-change')}
        isDisabled={changes === 0}
        onPress={() => walk.step(1)}
      />
      <SegmentedControl
        label={t`Layout`}
        value={layout}
        options={[
          { value: 'inline', label: t`Inline` },
          { value: 'side by side', label: t`Side by side` },
        ]}
        onChange={(next) => comparisonLayout.set(next)}
      />
    </PaneHeader>
  );
}

interface ComparisonTextProps extends ComparisonPaneProps {
  readonly compared: VersionComparison;
  readonly current: number | null;
  /** Called when a paragraph came back, and the button that had the focus went. */
  readonly onRestored: () => void;
}

function ComparisonText(props: ComparisonTextProps): ReactNode {
  const { session, outline, states, compared, current, onRestored } = props;
  const layout = useWholeStore(comparisonLayout);
  const anchors = useStore(outline, (now) => now.anchors);
  const type = useStore(session.facts, (facts) => facts.metadata.type);
  const parts = useMemo(() => comparedParts(compared.comparison.rows), [compared]);
  const { older, newer } = states;
  // What is not the present state cannot be changed, and where its pages begin is not known here.
  const isPresent = newer === 'present';
  const version = isPresent && session.readOnly === null && typeof older === 'number' ? older : null;
  useEffect(() => {
    const place = current !== null && isPresent ? placeOfChange(parts, current) : null;
    if (place !== null) session.dispatch(caretAt(session.editor.get(), place));
  }, [session, parts, current, isPresent]);
  const restoreRow = (row: ComparedRow): void => {
    if (version !== null)
      void restoreParagraphs(session, version, restorableStretch(compared.comparison.rows, row)).then(onRestored);
  };
  return (
    <div
      className={classNames(
        styles.column,
        layout === 'side by side' && styles.wide,
        type === 'telegram' && styles.cable,
      )}
    >
      <p className={styles.summary}>{summaryOf(compared)}</p>
      <ComparedRows
        parts={parts}
        layout={layout}
        current={current}
        pageOf={(pos) => (isPresent ? pagesAt(anchors, pos + 1) : '')}
        onRestore={version === null ? null : restoreRow}
      />
      <DifferenceList
        compared={compared}
        onShow={(id) => {
          chooseTag(id);
          showPane('inspector');
        }}
        onRestore={version === null ? null : (id) => void restoreTag(session, id, { kind: 'version', number: version })}
      />
    </div>
  );
}

/** The source, and whatever else follows the caret, goes along with the walk. */
function caretAt(state: EditorState, pos: number): Transaction {
  const place = state.doc.resolve(Math.min(pos, state.doc.content.size));
  return state.tr.setSelection(TextSelection.near(place));
}

function summaryOf({ comparison, comments }: VersionComparison): string {
  const { changes, annotations, anchors } = comparison;
  if (changes + annotations.length + anchors.length + comments.length === 0) return t`The two states are the same.`;
  return [
    counted(changes, 'change of words', 'changes of words'),
    counted(annotations.length + comments.length, 'tag'),
    counted(anchors.length, 'page anchor'),
  ].join(' · ');
}
