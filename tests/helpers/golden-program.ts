import { writeFile } from 'node:fs/promises';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { goldenDocuments, makeGoldenCollection } from './golden-collection.ts';
import { contextOn, reopened } from './storage-fixtures.ts';

/** Makes a golden collection, and beside it what it must lead to. Argument: the folder, which must not be there. */
const [folder = ''] = process.argv.slice(2);
const context = contextOn(nodeFileSystem);
await makeGoldenCollection(`${folder}/collection`, context);
const collection = await reopened(`${folder}/collection`, context);
await writeFile(`${folder}/expected.json`, `${JSON.stringify(await goldenDocuments(collection), null, 2)}\n`);
await collection.close();
