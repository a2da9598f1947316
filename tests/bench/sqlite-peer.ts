import { createRequire } from 'node:module';

/** What of `node-sqlite3-wasm` is used here. */
interface Sqlite {
  readonly Database: new (
    file: string,
  ) => {
    get(sql: string): Readonly<Record<string, unknown>> | null;
    run(sql: string): unknown;
    prepare(sql: string): { run(values: readonly unknown[]): unknown };
    close(): void;
  };
}

/** A table of records in SQLite: write-ahead log, `synchronous=FULL`, so that a transaction is on the disk when it returns. */
export interface SqlitePeer {
  append(seq: number, json: string): void;
  close(): void;
}

/** @param installed a file beside whose folder `node_modules` holds the library
 *  @throws Error when SQLite does not work as it was told to */
export function openSqlite(installed: string, file: string): SqlitePeer {
  const { Database } = createRequire(installed)('node-sqlite3-wasm') as Sqlite;
  const database = new Database(file);
  // Without shared memory, which the library does not have, the log needs a file of its own.
  database.get('PRAGMA locking_mode=EXCLUSIVE');
  const mode = database.get('PRAGMA journal_mode=WAL');
  database.run('PRAGMA synchronous=FULL');
  const sync = database.get('PRAGMA synchronous');
  if (mode?.journal_mode !== 'wal' || sync?.synchronous !== 2) throw new Error('SQLite keeps no synced log here');
  database.run('CREATE TABLE record (seq INTEGER PRIMARY KEY, json TEXT)');
  const insert = database.prepare('INSERT INTO record VALUES (?, ?)');
  return { append: (seq, json) => void insert.run([seq, json]), close: () => database.close() };
}
