import { pathToFileURL } from 'node:url';
import { importFiles } from '../../../main/importing/import-files.ts';
import { planImport } from '../../../main/importing/plan-import.ts';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import { contextOn } from '../../helpers/storage-fixtures.ts';

// Imports a folder into a collection, and says how many documents came in each time that some are in.
const [folder = '', sources = '', workers = ''] = process.argv.slice(2);
const opened = await openCollection(folder, contextOn(nodeFileSystem));
if (opened.kind !== 'opened' || opened.collection.readOnly !== null)
  throw new Error(`the collection cannot be written: ${opened.kind}`);
const context = {
  application: { name: 'Anchorite', version: '0' },
  workers: pathToFileURL(workers),
  startChild: nodeChild,
  fileSystem: nodeFileSystem,
  editors: [],
};
const plan = await planImport(nodeFileSystem, [sources]);
process.stdout.write('planned\n');
const outcome = await importFiles(
  context,
  opened.collection,
  { plan, division: 'one each', encoding: null, onImported: ({ length }) => process.stdout.write(`${length}\n`) },
  { progress: () => undefined, signal: new AbortController().signal },
);
await opened.collection.close();
process.stdout.write(`done ${outcome.imported.length} ${outcome.duplicates?.length ?? 0}\n`);
