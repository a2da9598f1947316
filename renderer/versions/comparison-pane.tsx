import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react';
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { VersionComparison } from '../../shared/contract/versions.ts';
import type { ComparedRow } from '../../shared/journal/compare-documents.ts';
import { restorableStretch } from '../../shared/journal/restorable-stretch.ts';
import { keysLabel } from '../commands/command-keys.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useStore, useWholeStore } from '../store.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import type { DocumentSession } from '../workbench/document-session.ts';
import type { OutlineStore } from '../workbench/outline-store.ts';
import { pagesAt } from '../workbench/page-at.ts';
import { chooseTag, showPane } from '../workbench/workbench-view.ts';
import { comparedParts, placeOfChange } from './compared-parts.ts';
import { ComparedRows } from './compared-rows.tsx';
import { type Comparing, comparing, comparisonLayout } from './comparing.ts';
import styles from './comparison.module.css';
import { ComparisonStates } from './comparison-states.tsx';
import { DifferenceList } from './difference-list.tsx';
import { countOf } from './figures-label.ts';
import { restoreParagraphs, restoreTag, restoreVersion } from './past-actions.ts';
import { type ChangeWalk, useChangeWalk } from './use-change-walk.ts';
import { useComparison } from './use-comparison.ts';

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
    if (await restoreVersion(session, version)) close();
  };
  return (
    <section
      ref={pane}
      aria-label="Comparison"
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
        {shown.kind === 'comparing' && <p className={styles.summary}>Comparing…</p>}
        {shown.kind === 'failed' && <p className={styles.summary}>{shown.fault.what}</p>}
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
  const place = walk.current === null ? countOf(changes, 'change') : `${walk.current + 1} of ${changes}`;
  return (
    <PaneHeader>
      <IconButton icon={ArrowLeft} label="Back to the transcription" keys="Esc" onPress={onClose} />
      <h2 className={styles.title}>Comparison</h2>
      <div className={styles.space} />
      <IconButton
        icon={ChevronUp}
        label="Previous change"
        keys={keysLabel('document.previous-change')}
        isDisabled={changes === 0}
        onPress={() => walk.step(-1)}
      />
      <span className={styles.counter} role="status">
        {place}
      </span>
      <IconButton
        icon={ChevronDown}
        label="Next change"
        keys={keysLabel('document.next-change')}
        isDisabled={changes === 0}
        onPress={() => walk.step(1)}
      />
      <SegmentedControl
        label="Layout"
        value={layout}
        options={[
          { value: 'inline', label: 'Inline' },
          { value: 'side by side', label: 'Side by side' },
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
  const { anchors } = useWholeStore(outline);
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
  if (changes + annotations.length + anchors.length + comments.length === 0) return 'The two states are the same.';
  return [
    countOf(changes, 'change of words', 'changes of words'),
    countOf(annotations.length + comments.length, 'tag'),
    countOf(anchors.length, 'page anchor'),
  ].join(' · ');
}
