import { expect, test } from 'vitest';
import { TagSuggester } from '../../../main/recognition/tag-suggester.ts';
import { doc, lineEnd, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { tagging } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();

test('what is tagged in one document is suggested in another, at its place there, as soon as it is tagged', {
  timeout: 60_000,
}, async () => {
  const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
  const named = doc(p('zorvanin came to the house.'));
  const { id: tagged } = await collection.addDocument(imported('001.txt', named));
  const { id } = await collection.addDocument(
    imported('002.txt', doc(p('It came.'), p('from zor-', lineEnd(true), 'vanin again.'))),
  );
  const suggester = new TagSuggester(collection, workers());
  const { signal } = new AbortController();
  const suggested = async (): Promise<readonly string[]> => {
    const store = await collection.openDocument(id);
    const found = await suggester.suggest(store.state, signal);
    await store.close();
    if (found.kind !== 'found') throw new Error('nothing was found');
    expect(found.isComplete).toBe(true);
    const { doc: text } = store.state;
    return found.suggestions.map(({ from, to, kind, reason }) =>
      [text.textBetween(from, to, '', '⏎'), kind, reason].join(' | '),
    );
  };
  expect(await suggested()).toEqual([]);
  const other = await collection.openDocument(tagged);
  await other.append(1, [tagging('1', named, 1, 9, 'a1', 'person')]);
  await other.close();
  expect(await suggested()).toEqual(['zor-⏎vanin | person | “zorvanin” is tagged as person once in the collection.']);
  await suggester.close();
});

test('who does not wait is told that not all of the collection was read', { timeout: 60_000 }, async () => {
  const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
  await collection.addDocument(imported('001.txt', doc(p('one'))));
  const { id } = await collection.addDocument(imported('002.txt', doc(p('two'))));
  const suggester = new TagSuggester(collection, workers());
  const store = await collection.openDocument(id);
  const { signal } = new AbortController();
  expect(await suggester.suggest(store.state, signal, -1)).toMatchObject({ kind: 'found', isComplete: false });
  expect(await suggester.suggest(store.state, signal)).toMatchObject({ kind: 'found', isComplete: true });
  await store.close();
  await suggester.close();
});
