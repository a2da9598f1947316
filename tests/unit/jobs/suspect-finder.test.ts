import { expect, test } from 'vitest';
import { CollectionTexts } from '../../../main/jobs/collection-texts.ts';
import { suspectFinder } from '../../../main/jobs/suspect-finder.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
import { doc, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { tagging } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';
import { documentState } from '../../helpers/tei-states.ts';

const workers = builtWorkers();

test('suspects follow an edit, and stand where the words stand now', { timeout: 60_000 }, async () => {
  const finder = suspectFinder(workers());
  const { signal } = new AbortController();
  const others = async () => [{ text: 'The Minister spoke of weapons.', names: [] }];
  const imported = doc(p('The Minister spoke.'), p('The weapoms were rernoved at once.'));
  const state = documentState(imported);
  const first = await finder.find(state, emptyVocabulary, others, signal);
  const edited = { ...state, doc: doc(p('The Minister of Cuba spoke.'), imported.child(1)) };
  const second = await finder.find(edited, emptyVocabulary, others, signal);
  await finder.close();
  if (first.kind !== 'found' || second.kind !== 'found') throw new Error('nothing was found');
  const wordsIn = (node: typeof imported, { suspects }: typeof first) =>
    suspects.map(({ from, to, suggestions }) => [node.textBetween(from, to), suggestions[0]?.text]).sort();
  const expected = [
    ['rernoved', 'removed'],
    ['weapoms', 'weapons'],
  ];
  expect(wordsIn(imported, first)).toEqual(expected);
  expect(wordsIn(edited.doc, second)).toEqual(expected);
});

test('a person who is tagged in one document of a collection is known in the others, and offered', {
  timeout: 60_000,
}, async () => {
  const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
  const named = doc(p('Zorvanin came to Geneva.'));
  const { id: tagged } = await collection.addDocument(imported('001.txt', named));
  const { id } = await collection.addDocument(
    imported('002.txt', doc(p('The letter came from Zorvanin.'), p('Then Zorvamin spoke.'))),
  );
  const suspects = async (): Promise<readonly (readonly [string, string | undefined])[]> => {
    const finder = suspectFinder(workers());
    const store = await collection.openDocument(id);
    const texts = new CollectionTexts(collection);
    const { signal } = new AbortController();
    const found = await finder.find(store.state, emptyVocabulary, () => texts.others(id), signal);
    await store.close();
    await finder.close();
    if (found.kind !== 'found') throw new Error('nothing was found');
    return found.suspects.map(({ text, suggestions }) => [text, suggestions[0]?.text] as const);
  };
  expect((await suspects()).map(([text]) => text)).toEqual(expect.arrayContaining(['Zorvanin.', 'Zorvamin']));
  const other = await collection.openDocument(tagged);
  await other.append(1, [tagging('1', named, 1, 9, 'a1', 'person')]);
  await other.close();
  expect(await suspects()).toEqual([['Zorvamin', 'Zorvanin']]);
});
