import { expect, test } from 'vitest';
import type { ReviewAct } from '../../../shared/document/review.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const kept: ReviewAct = { kind: 'kept', word: { text: 'RPT', before: 'TODAY', after: 'TODAY' } };

test('what was looked at is there after reopening, with who and when', async () => {
  const disk = new MemoryFileSystem();
  const collection = await newCollection('/letters', contextOn(disk));
  const { id } = await collection.addDocument(imported());
  const store = await collection.openDocument(id);
  await store.addReviews([kept, { kind: 'read', lines: ['TOP SECRET'] }]);
  const { reviews } = store.state;
  await collection.close();
  const again = await reopened('/letters', contextOn(disk));
  const { state } = await again.openDocument(id);
  expect(state.reviews).toEqual(reviews);
  expect(state.reviews.map(({ act, editor }) => [act.kind, editor])).toEqual([
    ['kept', 'MK'],
    ['read', 'MK'],
  ]);
});

test('what a collection has learned is there after reopening', async () => {
  const disk = new MemoryFileSystem();
  const collection = await newCollection('/letters', contextOn(disk));
  await collection.learn([{ kind: 'word added', word: 'NEGOTS' }]);
  await collection.learn([{ kind: 'correction learned', from: 'STEVENS ON', to: 'STEVENSON' }]);
  await collection.close();
  const again = await reopened('/letters', contextOn(disk));
  expect(again.vocabulary).toMatchObject({
    words: ['NEGOTS'],
    corrections: [{ from: 'STEVENS ON', to: 'STEVENSON', count: 1 }],
  });
});
