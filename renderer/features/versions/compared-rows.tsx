import { RotateCcw, UnfoldVertical } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ComparedRow, ComparedRun } from '../../../shared/journal/compare-documents.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { ComparisonLayout } from './comparing.ts';
import styles from './comparison.module.css';

/** A run of words with the number of the change that it belongs to; null where nothing changed. */
interface NumberedRun {
  readonly run: ComparedRun;
  /** From 0. A word taken away and the one put in its place have the same number. */
  readonly change: number | null;
}

/** A comparison as it is drawn: rows that differ, and between them rows that do not. */
type ComparedPart =
  | { readonly kind: 'changed'; readonly key: number; readonly row: ComparedRow; readonly runs: readonly NumberedRun[] }
  | { readonly kind: 'same'; readonly key: number; readonly rows: readonly ComparedRow[] };

/** Numbers the changes and gathers what is the same. */
export function comparedParts(rows: readonly ComparedRow[]): readonly ComparedPart[] {
  const parts: ComparedPart[] = [];
  let changes = 0;
  for (const row of rows) {
    const last = parts.at(-1);
    if (row.kind === 'same') {
      if (last?.kind === 'same') parts[parts.length - 1] = { ...last, rows: [...last.rows, row] };
      else parts.push({ kind: 'same', key: parts.length, rows: [row] });
      continue;
    }
    const runs = numbered(row.runs, changes);
    changes = (runs.findLast(({ change }) => change !== null)?.change ?? changes - 1) + 1;
    parts.push({ kind: 'changed', key: parts.length, row, runs });
  }
  return parts;
}

function numbered(runs: readonly ComparedRun[], first: number): readonly NumberedRun[] {
  let next = first;
  return runs.map((run, index) => {
    if (run.kind === 'same') return { run, change: null };
    const goesOn = run.kind === 'added' && runs[index - 1]?.kind === 'removed';
    if (!goesOn) next += 1;
    return { run, change: next - 1 };
  });
}

/** The place in the newer state beside which a change stands: the end of the words before it in its row, else the beginning of
 *  those behind it, which the source has too. Null where the row has no word that both states have. */
export function placeOfChange(parts: readonly ComparedPart[], change: number): number | null {
  for (const part of parts) {
    if (part.kind === 'same') continue;
    const index = part.runs.findIndex((numbered) => numbered.change === change);
    if (index < 0) continue;
    const before = part.runs.slice(0, index).findLast(({ run }) => run.kind === 'same');
    return before?.run.to ?? part.runs.slice(index).find(({ run }) => run.kind === 'same')?.run.from ?? null;
  }
  return null;
}

interface ComparedWordsProps {
  readonly runs: readonly NumberedRun[];
  /** Which words are left out: those of the other column. */
  readonly without?: 'removed' | 'added';
  /** The change that is stood on. */
  readonly current: number | null;
}

/** Words of a row: taken away ones struck, added ones underlined, both with a sign besides. */
function ComparedWords({ runs, without, current }: ComparedWordsProps): ReactNode {
  return (
    <p className={styles.words} data-selectable>
      {runs
        .filter(({ run }) => run.kind !== without)
        .map(({ run, change }) => {
          const attributes = {
            'data-change': change ?? undefined,
            className: classNames(styles[run.kind], change !== null && change === current && styles.current),
          };
          return (
            <Fragment key={`${run.kind} ${run.from}`}>
              {run.kind === 'same' && <span>{run.text}</span>}
              {run.kind === 'removed' && (
                <del {...attributes}>
                  <span>{run.text}</span>
                </del>
              )}
              {run.kind === 'added' && (
                <ins {...attributes}>
                  <span>{run.text}</span>
                </ins>
              )}{' '}
            </Fragment>
          );
        })}
    </p>
  );
}

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
  plural(
    older.length,
    t`${older.length} paragraph became ${newer.length}`,
    t`${older.length} paragraphs became ${newer.length}`,
  );

function restoreLabel({ older, newer }: ComparedRow): string {
  if (older.length === 0) return newer.length === 1 ? t`Take this paragraph away` : t`Take these paragraphs away`;
  return older.length === 1 ? t`Restore this paragraph` : t`Restore these paragraphs`;
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
        {t`${rows.length - 2} paragraphs the same`}
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
