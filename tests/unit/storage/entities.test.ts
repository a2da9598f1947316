import { appendFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { AppendRefusedError } from '../../../main/storage/journal/journal-writer.ts';
import { newEntityId, type ReplicaId } from '../../../shared/document/identifier.ts';
import type { EntityAct } from '../../../shared/entities/entity.ts';
import { encodeRecord, journalFormat, noHash } from '../../../shared/journal/record.ts';
import { contextOn, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const context = contextOn(nodeFileSystem);
const other = contextOn(nodeFileSystem, { replica: 'rotherreplic' as ReplicaId, editor: 'AB' });

const person = (name: string): EntityAct => ({ kind: 'made', id: newEntityId(), as: 'person', name });

/** The names that a collection lists when it is opened anew. */
async function listed(folder: string): Promise<readonly string[]> {
  const collection = await reopened(folder, context);
  const { entities } = await collection.entities.ledger();
  await collection.close();
  return entities.map(({ name }) => name);
}

test('entities are there again after closing, of many in several records as one act that is undone at once', () =>
  inTemporaryFolder(async (parent) => {
    const folder = path.join(parent, 'letters');
    const collection = await newCollection(folder, context);
    await collection.entities.append([person('Hay, John')]);
    const many = await collection.entities.append(Array.from({ length: 1200 }, (_, n) => person(`Person ${n}`)));
    await collection.close();
    expect(await listed(folder)).toHaveLength(1201);
    const again = await reopened(folder, context);
    await again.entities.append([{ kind: 'undone', group: many }]);
    await again.close();
    expect(await listed(folder)).toEqual(['Hay, John']);
  }));

test('two working copies have what both did, whoever opens it', () =>
  inTemporaryFolder(async (parent) => {
    const folder = path.join(parent, 'letters');
    const first = await newCollection(folder, context);
    await first.entities.append([person('Hay, John')]);
    await first.close();
    const second = await reopened(folder, other);
    await second.entities.append([person('Rockhill, William W.')]);
    await second.close();
    expect(await readdir(path.join(folder, 'entities'))).toHaveLength(2);
    expect(await listed(folder)).toEqual(['Hay, John', 'Rockhill, William W.']);
  }));

test('a write that was cut off is set aside and told, and what was kept before is there', () =>
  inTemporaryFolder(async (parent) => {
    const folder = path.join(parent, 'letters');
    const collection = await newCollection(folder, context);
    await collection.entities.append([person('Hay, John')]);
    await collection.close();
    await appendFile(path.join(folder, 'entities', context.replica, '000001.jsonl'), 'e3069283 900 {"format":1');
    const again = await reopened(folder, context);
    expect((await again.entities.ledger()).entities).toHaveLength(1);
    expect(again.notices.join()).toContain('The last write to the list of entities was cut off');
    await again.entities.append([person('Hill, David J.')]);
    await again.close();
    expect(await listed(folder)).toEqual(['Hay, John', 'Hill, David J.']);
  }));

test('an act that this version does not know makes the list one that can only be read, and the documents stay', () =>
  inTemporaryFolder(async (parent) => {
    const folder = path.join(parent, 'letters');
    const collection = await newCollection(folder, context);
    await collection.entities.append([person('Hay, John')]);
    await collection.close();
    const { frame } = encodeRecord(
      {
        format: journalFormat,
        seq: 2,
        prev: noHash,
        parent: noHash,
        synced: 0,
        collection: 'c1',
        editor: 'AB',
        replica: other.replica,
        time: '2026-03-01T10:00:00.000Z',
        kind: 'entity',
        payload: { group: 'g1', acts: [{ kind: 'portrayed', id: 'e1' }] },
      },
      undefined,
    );
    await nodeFileSystem.makeFolder(path.join(folder, 'entities', other.replica));
    await writeFile(path.join(folder, 'entities', other.replica, '000001.jsonl'), frame);
    const again = await reopened(folder, context);
    expect(again.readOnly).toBeNull();
    expect(await again.entities.readOnly()).toContain('“portrayed”');
    await expect(again.entities.append([person('Hill')])).rejects.toBeInstanceOf(AppendRefusedError);
    const { findings } = await again.check();
    expect(findings.map(({ what }) => what).join()).toContain('portrayed');
    await again.close();
  }));
