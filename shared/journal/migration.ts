/** The JSON of a record, of whatever format. */
export type RecordJson = Readonly<Record<string, unknown>>;

/** How records of one format are read as records of the next. Neither may look at anything but the record, or throw at one
 *  that is none: replaying what comes out must lead to the state that the older program showed. The bytes on the disk, which the hashes of other records are of, stay. */
export interface Migration {
  /** The format that it reads; it makes the next one. */
  readonly from: number;
  /** A record of a document. Its `format` is set afterwards; `prev` and `parent` stay as they are. */
  readonly documentRecord: (record: RecordJson) => RecordJson;
  /** A record of the collection's own journal. */
  readonly collectionRecord: (record: RecordJson) => RecordJson;
}

/** From every format that was ever released to the next, oldest first. Format 1 is the first, so there are none yet. */
export const migrations: readonly Migration[] = [];

/** The migrations that lead from a format to another; null when one is missing. */
export function migrationPath(known: readonly Migration[], from: number, to: number): readonly Migration[] | null {
  const path: Migration[] = [];
  for (let format = from; format < to; format++) {
    const next = known.find((migration) => migration.from === format);
    if (!next) return null;
    path.push(next);
  }
  return path;
}
