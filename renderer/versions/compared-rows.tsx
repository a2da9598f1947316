import { RotateCcw, UnfoldVertical } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ComparedRow } from '../../shared/journal/compare-documents.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import type { ComparedPart } from './compared-parts.ts';
import { ComparedWords } from './compared-words.tsx';
import type { ComparisonLayout } from './comparing.ts';
import styles from './comparison.module.css';
import { countOf } from './figures-label.ts';

interface ComparedRowsProps {
  readonly parts: readonly ComparedPart[];
  readonly layout: ComparisonLayout;
  readonly current: number | null;
  /** What page a position of the newer state is on; empty where that is not known. */
  readonly pageOf: (pos: number) => string;
  /** Brings a paragraph back; null when nothing can be changed. */
  readonly onRestore: ((row: ComparedRow) => void) | null;
}

/** The text of a comparison. */
export function ComparedRows(props: ComparedRowsProps): ReactNode {
  return props.parts.map((part) =>
    part.kind === 'same' ? (
      <SameRows key={part.key} rows={part.rows} layout={props.layout} />
    ) : (
      <ChangedRow key={part.key} part={part} {...props} />
    ),
  );
}

interface ChangedRowProps extends Omit<ComparedRowsProps, 'parts'> {
  readonly part: ComparedPart & { readonly kind: 'changed' };
}

function ChangedRow({ part, layout, current, pageOf, onRestore }: ChangedRowProps): ReactNode {
  const { row, runs } = part;
  const [at] = row.newer;
  const isParted = row.older.length > 0 && row.newer.length > 0 && row.older.length !== row.newer.length;
  return (
    <div className={classNames(styles.row, styles.changed)}>
      <div className={styles.margin}>
        <span>{at === undefined ? '' : pageOf(at)}</span>
        {onRestore && <IconButton icon={RotateCcw} label={restoreLabel(row)} onPress={() => onRestore(row)} />}
      </div>
      <div>
        {isParted && <p className={styles.parted}>{partedLabel(row)}</p>}
        {layout === 'inline' ? (
          <ComparedWords runs={runs} current={current} />
        ) : (
          <div className={styles.columns}>
            <ComparedWords runs={runs} without="added" current={current} />
            <ComparedWords runs={runs} without="removed" current={current} />
          </div>
        )}
      </div>
    </div>
  );
}

/** The words alone do not show that a paragraph was split, or joined with others. */
const partedLabel = ({ older, newer }: ComparedRow): string =>
  `${countOf(older.length, 'paragraph')} became ${newer.length}`;

function restoreLabel({ older, newer }: ComparedRow): string {
  if (older.length === 0) return newer.length === 1 ? 'Take this paragraph away' : 'Take these paragraphs away';
  return older.length === 1 ? 'Restore this paragraph' : 'Restore these paragraphs';
}

/** More paragraphs than these in a row are folded; one stays on either side for the connection. */
const mostUnfolded = 3;

interface SameRowsProps {
  readonly rows: readonly ComparedRow[];
  readonly layout: ComparisonLayout;
}

function SameRows({ rows, layout }: SameRowsProps): ReactNode {
  const [isUnfolded, setUnfolded] = useState(rows.length <= mostUnfolded);
  const [first, last] = [rows[0], rows.at(-1)];
  if (isUnfolded) return rows.map((row, index) => <SameRow key={row.newer[0] ?? index} row={row} layout={layout} />);
  return (
    <>
      {first && <SameRow row={first} layout={layout} />}
      <AriaButton className={classNames(styles.fold)} onPress={() => setUnfolded(true)}>
        <UnfoldVertical size={14} aria-hidden />
        {rows.length - 2} paragraphs the same
      </AriaButton>
      {last && <SameRow row={last} layout={layout} />}
    </>
  );
}

function SameRow({ row, layout }: { readonly row: ComparedRow; readonly layout: ComparisonLayout }): ReactNode {
  const text = row.runs.map((run) => run.text).join(' ');
  if (text === '') return null;
  return (
    <div className={styles.row}>
      <div className={styles.margin} />
      {layout === 'inline' ? (
        <p className={styles.words}>{text}</p>
      ) : (
        <div className={styles.columns}>
          <p className={styles.words}>{text}</p>
          <p className={styles.words}>{text}</p>
        </div>
      )}
    </div>
  );
}
