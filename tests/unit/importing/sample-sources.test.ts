import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sampleSources } from '../../../main/importing/sample-collection.ts';

const documents = path.join(import.meta.dirname, '../../../fixtures/documents');

test('the application carries the five sample documents, byte for byte', async () => {
  const names = (await readdir(documents)).filter((name) => name.endsWith('.txt')).sort();
  expect(names).toHaveLength(5);
  expect(sampleSources().map(({ name }) => name)).toEqual(names);
  for (const { name, bytes } of sampleSources())
    expect(Buffer.from(bytes).equals(await readFile(path.join(documents, name)))).toBe(true);
});
