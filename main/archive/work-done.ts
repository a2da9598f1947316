import { type DocumentStatus, documentStatuses } from '../../shared/document/metadata.ts';
import type { JournalRecord } from '../../shared/journal/record.ts';

/** What one person did in one week. */
export interface WorkDone {
  /** Siglum. */
  readonly editor: string;
  /** ISO 8601, in UTC: `2026-W48`. */
  readonly week: string;
  /** How many documents they worked on. */
  readonly documents: number;
  readonly imported: number;
  /** Acts upon texts, tags, anchors and regions: units of undo. */
  readonly acts: number;
  /** Lines read against the page image. */
  readonly linesRead: number;
  /** How many documents they gave each status. */
  readonly statuses: Readonly<Record<DocumentStatus, number>>;
}

interface Growing {
  readonly documents: Set<string>;
  readonly imported: Set<string>;
  readonly groups: Set<string>;
  linesRead: number;
  readonly statuses: Map<DocumentStatus, Set<string>>;
}

/** Counts what the journals of documents say, by person and by week, in the order of both. */
export class WorkCounter {
  readonly #found = new Map<string, Growing>();

  /** @param record of any document; each is to be added once */
  add(record: JournalRecord): void {
    const key = `${record.editor}\n${weekOf(record.time)}`;
    const work = this.#found.get(key) ?? emptyWork();
    this.#found.set(key, work);
    const { document } = record;
    work.documents.add(document);
    if (record.kind === 'import') work.imported.add(document);
    if (record.kind === 'status') {
      const { status } = record.payload;
      work.statuses.set(status, (work.statuses.get(status) ?? new Set()).add(document));
    }
    if (record.kind === 'review')
      for (const act of record.payload.acts) if (act.kind === 'read') work.linesRead += act.lines.length;
    if ('group' in record.payload) work.groups.add(`${document} ${record.payload.group}`);
  }

  done(): readonly WorkDone[] {
    return [...this.#found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { documents, imported, groups, linesRead, statuses }]) => {
        const [editor = '', week = ''] = key.split('\n');
        const counts = documentStatuses.map((status) => [status, statuses.get(status)?.size ?? 0]);
        return {
          editor,
          week,
          documents: documents.size,
          imported: imported.size,
          acts: groups.size,
          linesRead,
          statuses: Object.fromEntries(counts) as Record<DocumentStatus, number>,
        };
      });
  }
}

const emptyWork = (): Growing => ({
  documents: new Set(),
  imported: new Set(),
  groups: new Set(),
  linesRead: 0,
  statuses: new Map(),
});

const dayMs = 86_400_000;

/** The week of a moment: the one that its Thursday's year counts.
 *  @param time ISO 8601, UTC */
export function weekOf(time: string): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`);
  const weekday = day.getUTCDay() || 7;
  const thursday = new Date(day.getTime() + (4 - weekday) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
