import { readBoundedJson } from '../../shared/journal/bounded-json.ts';
import { encodeRecord, hashOf } from '../../shared/journal/encode-record.ts';
import { frameAt } from '../../shared/journal/frame.ts';
import type { RecordJson } from '../../shared/journal/migration.ts';
import { journalFormat, noHash } from '../../shared/journal/record.ts';
import { replicaFolder } from './collection-paths.ts';
import type { FileSystem } from './file-system.ts';
import { readSegments, replicasIn } from './journal-folder.ts';

/** A journal of an older format cannot be read to its end. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

interface OldRecord {
  readonly replica: string;
  readonly hash: string;
  readonly json: RecordJson;
}

/** The journals of all replicas with every record migrated and chained anew, as the bytes of one segment each.
 *  @throws MigrationError when not all of it can be read: then nothing is migrated, because nothing may be left out */
export async function migratedJournals(
  fileSystem: FileSystem,
  journals: string,
  migrate: (record: RecordJson) => RecordJson,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const records = await oldRecords(fileSystem, journals);
  const hashes = new Map([[noHash, noHash]]);
  const frames = new Map<string, Uint8Array[]>();
  for (const { replica, hash, json } of records) {
    const prev = hashes.get(String(json.prev));
    const parent = hashes.get(String(json.parent));
    if (prev === undefined || parent === undefined)
      throw new MigrationError(`change ${json.seq} in ${journals} follows one that is not there`);
    const encoded = encodeRecord({ ...migrate(json), format: journalFormat, prev, parent });
    hashes.set(hash, encoded.hash);
    const ofReplica = frames.get(replica);
    if (ofReplica) ofReplica.push(encoded.frame);
    else frames.set(replica, [encoded.frame]);
  }
  return new Map([...frames].map(([replica, all]) => [replica, Buffer.concat(all)]));
}

/** In an order in which every record comes after those that it names. */
async function oldRecords(fileSystem: FileSystem, journals: string): Promise<readonly OldRecord[]> {
  const records: OldRecord[] = [];
  for (const replica of await replicasIn(fileSystem, journals)) {
    for (const { number, bytes } of await readSegments(fileSystem, replicaFolder(journals, replica))) {
      let offset = 0;
      while (offset < bytes.length) {
        const frame = frameAt(bytes, offset);
        if (!frame)
          throw new MigrationError(`${journals}/${replica}, segment ${number}, is unreadable at byte ${offset}`);
        const read = readBoundedJson(frame.json);
        if (!read.ok)
          throw new MigrationError(`${journals}/${replica}, segment ${number}, byte ${offset}: ${read.reason}`);
        const json = read.value as RecordJson;
        records.push({ replica, hash: hashOf(frame.json), json });
        offset = frame.end;
      }
    }
  }
  return records.sort((a, b) => Number(a.json.seq) - Number(b.json.seq));
}
