import { syncSharedCollection } from '../../../main/sharing/share-collection.ts';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { ReplicaId } from '../../../shared/document/identifier.ts';

// Synchronises a collection, and says `begun` before.
const [folder = '', userFolder = '', replica = '', editor = ''] = process.argv.slice(2);
const context = { fileSystem: nodeFileSystem, replica: replica as ReplicaId, editor, now: () => new Date() };
const opened = await openCollection(folder, { ...context, takeOver: true });
if (opened.kind !== 'opened' || opened.collection.readOnly !== null)
  throw new Error('the collection cannot be written');
process.stdout.write('begun\n');
const outcome = await syncSharedCollection(opened.collection, { fileSystem: nodeFileSystem, userFolder, editor });
if (outcome.kind !== 'done') throw new Error(outcome.why);
await opened.collection.close();
process.stdout.write('done\n');
