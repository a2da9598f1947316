import { type GroupId, newGroupId } from '../../../shared/document/identifier.ts';
import type { EntityAct } from '../../../shared/entities/entity.ts';
import type { EntityLedger } from '../../../shared/entities/entity-ledger.ts';
import type { ListedEntity } from '../../../shared/entities/lists/entity-list.ts';
import { type EntityEntry, entityLedgerOf, parseEntityRecord } from '../../../shared/journal/entity-record.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { entityJournals } from '../disk/collection-paths.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { AppendRefusedError } from '../journal/journal-writer.ts';
import { loadReplicaJournals, ReplicaJournal } from '../journal/replica-journal.ts';
import { type FoundAuthority, readAuthorities, removeAuthority, writeAuthority } from './authority-lists.ts';

/** Where the entities of a collection are kept. */
export interface EntityPlace {
  readonly context: StorageContext;
  readonly folder: string;
  /** Identifier of the collection. */
  readonly collection: string;
  /** Null when nothing may be written. */
  readonly lock: CollectionLock | null;
  /** Why nothing may be written, as a sentence. */
  readonly readOnly: string | null;
}

/** The entities' journal as it was read. */
interface Loaded {
  readonly ledger: EntityLedger;
  readonly journal: ReplicaJournal<EntityEntry> | null;
  readonly readOnly: string | null;
  readonly notices: readonly string[];
}

/** How many acts one record holds at most: a list of 200,000 names is no single line. */
const actsPerRecord = 500;

const entityKind = {
  name: inEnglish`the list of entities`,
  journals: entityJournals,
  parse: parseEntityRecord,
} as const;

/** Reads what the journals of the entities say.
 *  @param place with a lock, the torn end of this replica's journal is set aside */
export async function loadEntities(place: EntityPlace): Promise<Loaded> {
  const { context, folder, collection } = place;
  const lock = place.readOnly === null ? place.lock : null;
  const loaded = await loadReplicaJournals(context, { folder, ...entityKind }, lock);
  const readOnly = place.readOnly ?? loaded.readOnly;
  const { cutOff } = loaded;
  return {
    ledger: entityLedgerOf(loaded.records),
    journal:
      lock && readOnly === null
        ? new ReplicaJournal(context, { folder, collection, ...entityKind, isNoted: false }, lock, loaded)
        : null,
    readOnly,
    notices: [
      ...(loaded.readOnly === null ? [] : [loaded.readOnly]),
      ...loaded.notices,
      ...(cutOff
        ? [
            inEnglish`The last write to ${cutOff.name} was cut off when the program or the computer stopped; everything that was reported as saved is there, and ${cutOff.bytes} bytes of the cut-off end are kept in ${cutOff.copy}.`,
          ]
        : []),
    ],
  };
}

/** Who is named in a collection: read when it is first asked for, so that opening a collection costs nothing for it. */
export class EntityStore {
  readonly #place: EntityPlace;
  #loading: Promise<Loaded> | null = null;
  #loaded: Loaded | null = null;
  #isChanged = false;

  constructor(place: EntityPlace) {
    this.#place = place;
  }

  /** What was found and mended, once it was read, as sentences. */
  get notices(): readonly string[] {
    return this.#loaded?.notices ?? [];
  }

  /** Whether anything was kept since it was opened. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Reads the journals unless that was done. */
  async ledger(): Promise<EntityLedger> {
    return (await this.#load()).ledger;
  }

  /** Why nothing can be changed, as a sentence; null when it can. */
  async readOnly(): Promise<string | null> {
    return (await this.#load()).readOnly;
  }

  /** Keeps acts as one act of a person. When this returns they are on the disk.
   *  @returns the group by which it can be undone
   *  @throws AppendRefusedError when nothing can be written */
  async append(acts: readonly EntityAct[]): Promise<GroupId> {
    const group = newGroupId();
    const { journal, ledger, readOnly } = await this.#load();
    if (!journal)
      throw new AppendRefusedError('read-only', readOnly ?? inEnglish`The collection is open for reading only.`);
    const { context } = this.#place;
    this.#isChanged = true;
    for (let from = 0; from < acts.length; from += actsPerRecord) {
      const some = acts.slice(from, from + actsPerRecord);
      const { editor } = context;
      await journal.append({ kind: 'entity', payload: { group, acts: some } });
      ledger.add({ group, acts: some, editor, time: context.now().toISOString() });
    }
    return group;
  }

  /** The lists of authorities in the collection. Reads them anew. */
  authorities(): Promise<readonly FoundAuthority[]> {
    return readAuthorities(this.#place.context.fileSystem, this.#place.folder);
  }

  /** Keeps a list of an authority, in the place of one of the same name.
   *  @throws AppendRefusedError when nothing can be written, ReplaceFileError or the file system's error */
  async keepAuthority(name: string, entries: readonly ListedEntity[]): Promise<void> {
    const { context, folder } = await this.#writable();
    await writeAuthority(context.fileSystem, folder, { name, loaded: context.now().toISOString() }, entries);
  }

  /** Takes a list of an authority out. Entities that were made from it stay.
   *  @throws as `keepAuthority` */
  async removeAuthority(file: string): Promise<void> {
    const { context, folder } = await this.#writable();
    await removeAuthority(context.fileSystem, folder, file);
  }

  async #writable(): Promise<EntityPlace> {
    const { lock, readOnly } = this.#place;
    if (!lock || readOnly !== null)
      throw new AppendRefusedError('read-only', readOnly ?? inEnglish`The collection is open for reading only.`);
    await lock.confirm();
    this.#isChanged = true;
    return this.#place;
  }

  async close(): Promise<void> {
    await (await this.#loading?.catch(() => null))?.journal?.close();
  }

  #load(): Promise<Loaded> {
    this.#loading ??= loadEntities(this.#place).then((loaded) => {
      this.#loaded = loaded;
      return loaded;
    });
    return this.#loading;
  }
}
