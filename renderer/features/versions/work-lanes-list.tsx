import type { ReactNode } from 'react';
import type { Version } from '../../../shared/document/document-state.ts';
import type { WorkLane, WorkLanes, WorkRow } from '../../../shared/merge/work-lanes.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { changedLabel } from '../../model/labels.ts';
import { openPanel } from '../../model/session.ts';
import { classNames } from '../../ui/class-names.ts';
import { comparing } from './comparing.ts';
import styles from './work-lanes.module.css';

interface WorkLanesListProps {
  readonly work: WorkLanes;
  readonly versions: readonly Version[];
}

/** Who worked where, latest first: a lane for each person and copy, from where they parted to where they met. Nothing where there is but
 *  one. A row shows what was done in it, compared with the version before. */
export function WorkLanesList({ work, versions }: WorkLanesListProps): ReactNode {
  const { lanes, rows } = work;
  if (lanes.filter((_, lane) => rows.some((row) => row.kind === 'work' && row.lane === lane)).length < 2) return null;
  const shown = rows.map((row, index) => ({ row, index })).reverse();
  return (
    <section aria-label={t`Who worked where`} className={styles.work}>
      <h3 className={styles.heading}>{t`Who worked where`}</h3>
      <ol aria-label={t`Work, latest first`} className={styles.rows}>
        {shown.map(({ row, index }) => (
          <li key={index} className={styles.row}>
            <Lanes work={work} index={index} />
            <button type="button" className={styles.words} onClick={() => show(row, versions)}>
              <span className={styles.what}>{rowInWords(row, lanes)}</span>
              <span className={styles.when}>{whenOf(row)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Whose lane it is; of several copies of one person, which. */
function laneName(lanes: readonly WorkLane[], lane: number): string {
  const { editor = '' } = lanes[lane] ?? {};
  const own = lanes.filter((one) => one.editor === editor);
  const place = own.findIndex(({ replica }) => replica === lanes[lane]?.replica);
  return own.length > 1 ? t`${editor} (copy ${place + 1})` : editor;
}

function rowInWords(row: WorkRow, lanes: readonly WorkLane[]): string {
  if (row.kind === 'work') {
    const work = `${laneName(lanes, row.lane)}: ${counted(row.changes, 'change')}`;
    return row.partedFrom === null ? work : t`${work}, apart from the others`;
  }
  const [ours, theirs] = [laneName(lanes, row.lanes[0]), laneName(lanes, row.lanes[1])];
  const came = plural(
    row.changes,
    t`${row.changes} change of ${theirs} came to those of ${ours}`,
    t`${row.changes} changes of ${theirs} came to those of ${ours}`,
  );
  return row.conflicts === 0 ? came : `${came}: ${t`${row.conflicts} read otherwise`}`;
}

function whenOf(row: WorkRow): string {
  if (row.kind === 'met') return '';
  const [began, ended] = [changedLabel(row.began, new Date()), changedLabel(row.ended, new Date())];
  return began === ended ? ended : `${began} – ${ended}`;
}

/** What was done in a row, by the versions around it; of a meeting with conflicts, what is to be settled. */
function show(row: WorkRow, versions: readonly Version[]): void {
  if (row.kind === 'met' && row.conflicts > 0) {
    openPanel({ kind: 'conflicts' });
    return;
  }
  const [from, to] = row.kind === 'met' ? [row.seq, row.seq] : [row.from, row.to];
  const older = versions.findLast(({ seq }) => seq < from)?.number ?? 1;
  comparing.set({ older, newer: versions.find(({ seq }) => seq >= to)?.number ?? 'present' });
}

/** The lanes beside a row, for the eye: the words say the same. */
function Lanes({ work, index }: { readonly work: WorkLanes; readonly index: number }): ReactNode {
  const { lanes, rows } = work;
  const row = rows[index];
  if (!row) return null;
  const joined = row.kind === 'met' ? row.lanes : row.partedFrom === null ? null : [row.partedFrom, row.lane];
  return (
    <span aria-hidden className={styles.lanes} style={{ width: lanes.length * laneWidth }}>
      {lanes.map(({ editor, replica }, lane) => (
        <span
          key={`${editor} ${replica}`}
          className={classNames(
            styles.lane,
            isOpen(rows, lane, index) && styles.open,
            isBusy(row, lane) && styles.busy,
          )}
          style={{ left: lane * laneWidth, width: laneWidth }}
        />
      ))}
      {joined && (
        <span
          className={classNames(styles.join, row.kind === 'met' && styles.met)}
          style={{
            left: (Math.min(...joined) + 0.5) * laneWidth,
            width: Math.abs((joined[0] ?? 0) - (joined[1] ?? 0)) * laneWidth,
          }}
        />
      )}
    </span>
  );
}

/** In CSS pixels. */
const laneWidth = 16;

const touches = (row: WorkRow, lane: number): boolean =>
  row.kind === 'met' ? row.lanes.includes(lane) : row.lane === lane || row.partedFrom === lane;

/** Whether somebody was on a lane before or in a row, and in or after it. */
const isOpen = (rows: readonly WorkRow[], lane: number, index: number): boolean =>
  rows.slice(0, index + 1).some((row) => touches(row, lane)) && rows.slice(index).some((row) => touches(row, lane));

const isBusy = (row: WorkRow, lane: number): boolean =>
  row.kind === 'met' ? row.lanes[0] === lane : row.lane === lane;
