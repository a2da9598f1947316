/** A backup as its name tells it. */
export interface BackupName {
  readonly name: string;
  /** Counts up; backups follow one another by this number, never by the clock. */
  readonly number: number;
  /** When it was made, by the clock of that time. */
  readonly time: Date;
}

const recentKept = 10;
const daysKept = 7;
const weeksKept = 4;
const msPerDay = 24 * 3_600_000;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const daysBeforeFirstMonday = 4;

const pattern = /^(\d{6,9}) (\d{4})-(\d{2})-(\d{2}) (\d{2})\.(\d{2})\.(\d{2})$/;

/** The name of a backup's folder, such as `000012 2026-03-01 10.00.00`; the time is in UTC. */
export const backupName = (number: number, time: Date): string =>
  `${String(number).padStart(6, '0')} ${time.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}`;

/** Null when it is no backup's name. */
export function parseBackupName(name: string): BackupName | null {
  const match = pattern.exec(name);
  if (!match) return null;
  const [number = 0, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return { name, number, time: new Date(Date.UTC(year, month - 1, day, hour, minute, second)) };
}

/** The backups that are not needed any more: all but the ten latest, the latest of each of seven days, and the latest of each of
 *  four weeks. */
export function expiredBackups(backups: readonly BackupName[]): readonly BackupName[] {
  const latestFirst = [...backups].sort((a, b) => b.number - a.number);
  const dayOf = ({ time }: BackupName): number => Math.floor(time.getTime() / msPerDay);
  const weekOf = (backup: BackupName): number => Math.floor((dayOf(backup) - daysBeforeFirstMonday) / 7);
  const kept = new Set([
    ...latestFirst.slice(0, recentKept),
    ...latestOfEach(latestFirst, dayOf, daysKept),
    ...latestOfEach(latestFirst, weekOf, weeksKept),
  ]);
  return latestFirst.filter((backup) => !kept.has(backup));
}

function latestOfEach(
  latestFirst: readonly BackupName[],
  spanOf: (backup: BackupName) => number,
  spans: number,
): readonly BackupName[] {
  const latest = new Map<number, BackupName>();
  for (const backup of latestFirst) {
    const span = spanOf(backup);
    if (!latest.has(span) && latest.size < spans) latest.set(span, backup);
  }
  return [...latest.values()];
}
