import { expect, test } from 'vitest';
import { CollectionTexts } from '../../../main/suspects/collection-texts.ts';
import { suspectFinder, suspectsInDocument } from '../../../main/suspects/suspect-finder.ts';
import { askedFrom } from '../../../shared/correct/suspects/suspects.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
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
  const sources = {
    others: async () => [{ text: 'The Minister spoke of weapons.', names: [] }],
    sourceText: async () => '',
  };
  const imported = doc(p('The Minister spoke.'), p('The weapoms were rernoved at once.'));
  const state = documentState(imported);
  const first = await finder.find(state, emptyVocabulary, sources, signal);
  const edited = { ...state, doc: doc(p('The Minister of Cuba spoke.'), imported.child(1)) };
  const second = await finder.find(edited, emptyVocabulary, sources, signal);
  await finder.close();
  if (first.kind !== 'found' || second.kind !== 'found') throw new Error('nothing was found');
  const wordsIn = (node: typeof imported, { blocks }: typeof first) =>
    suspectsInDocument(node, blocks)
      .filter(({ score }) => score >= askedFrom)
      .map(({ from, to, suggestions }) => [node.textBetween(from, to), suggestions[0]?.text])
      .sort();
  const expected = [
    ['rernoved', 'removed'],
    ['weapoms', 'weapons'],
  ];
  expect(wordsIn(imported, first)).toEqual(expected);
  expect(wordsIn(edited.doc, second)).toEqual(expected);
});

test('what editors taught is followed at once where it is named, and everywhere when asked again', {
  timeout: 60_000,
}, async () => {
  const finder = suspectFinder(workers());
  const { signal } = new AbortController();
  const sources = { others: async () => [], sourceText: async () => '' };
  const lines = ['The weapoms were rernoved.', 'They settied the weapoms at once.', 'All rernoved them.'];
  const state = documentState(doc(...lines.map((line) => p(line))));
  const taught = {
    ...emptyVocabulary,
    words: ['weapoms'],
    corrections: [{ from: 'settied', to: 'settled', count: 1 }],
  };
  const textsOf = (result: Awaited<ReturnType<typeof finder.find>>) =>
    result.kind === 'found'
      ? result.blocks
          .flat()
          .map(({ text }) => text)
          .sort()
      : [];
  const first = await finder.find(state, emptyVocabulary, sources, signal);
  const second = await finder.find(state, taught, sources, signal);
  expect(first).toMatchObject({ isSettled: true });
  expect(second).toMatchObject({ isSettled: false });
  expect(textsOf(second)).toEqual(textsOf(first).filter((text) => text !== 'weapoms'));
  let last = second;
  while (last.kind === 'found' && !last.isSettled) last = await finder.find(state, taught, sources, signal);
  const anew = suspectFinder(workers());
  expect(last).toEqual(await anew.find(state, taught, sources, signal));
  await Promise.all([finder.close(), anew.close()]);
});

test('documents that are looked at one after another have the suspects that each has among the others', {
  timeout: 60_000,
}, async () => {
  const finder = suspectFinder(workers());
  const { signal } = new AbortController();
  const lines = [
    'The weapoms were rernoved from Kuznetsova.',
    'Kuznetsova removed the weapons.',
    'Kuznetsovo, Kuznetsova.',
  ];
  const states = lines.map((line, index) => documentState(doc(p(line)), { id: `d${index}` as DocumentId }));
  const texts = new Map(states.map(({ id }, index) => [id, { text: lines[index] ?? '', names: [] }]));
  const sourceText = async () => '';
  for (const state of states) {
    const others = async () => [...texts].flatMap(([id, text]) => (id === state.id ? [] : [text]));
    const alone = suspectFinder(workers());
    expect(await finder.findOnce(state, emptyVocabulary, { texts: async () => texts, sourceText }, signal)).toEqual(
      await alone.find(state, emptyVocabulary, { others, sourceText }, signal),
    );
    await alone.close();
  }
  await finder.close();
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
    const sources = { others: () => texts.others(id), sourceText: () => store.sourceText() };
    const found = await finder.find(store.state, emptyVocabulary, sources, signal);
    await store.close();
    await finder.close();
    if (found.kind !== 'found') throw new Error('nothing was found');
    const asked = suspectsInDocument(store.state.doc, found.blocks).filter(({ score }) => score >= askedFrom);
    return asked.map(({ text, suggestions }) => [text, suggestions[0]?.text] as const);
  };
  expect((await suspects()).map(([text]) => text)).toEqual(expect.arrayContaining(['Zorvanin.', 'Zorvamin']));
  const other = await collection.openDocument(tagged);
  await other.append(1, [tagging('1', named, 1, 9, 'a1', 'person')]);
  await other.close();
  expect(await suspects()).toEqual([['Zorvamin', 'Zorvanin']]);
});
