import { expect, test } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { type DivisionOutcome, joinWithDocument, splitDocument } from '../../../main/usecases/divide-documents.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import type { AnchorId, DocumentId } from '../../../shared/document/identifier.ts';
import { readingText } from '../../../shared/document/reading-text.ts';
import { doc, fac, p } from '../../helpers/builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const folder = '/letters';
const letter = doc(p(fac(1), 'One two.'), p(fac(2), 'Three four.'), p(fac(3), 'Five six.'));
const { signal } = new AbortController();
const jobContext = (fileSystem: MemoryFileSystem): JobContext => ({ fileSystem }) as Partial<JobContext> as JobContext;
const at = 'f2' as AnchorId;

const whole = async (collection: Collection): Promise<readonly (readonly [DocumentId, string])[]> => {
  const texts: (readonly [DocumentId, string])[] = [];
  for (const { id } of await collection.summaries()) {
    const store = await collection.openDocument(id);
    texts.push([id, readingText(store.state.doc).replaceAll('\n', ' ')]);
    await store.close();
  }
  return texts;
};

/** Does something once for each call that it makes to the disk, letting that call and all after it fail, and looks at what is left. */
async function everyFailure(
  disk: MemoryFileSystem,
  act: (collection: Collection, one: MemoryFileSystem) => Promise<DivisionOutcome>,
  expectLeft: (texts: readonly string[], call: string) => void,
): Promise<void> {
  for (let failing = 1; ; failing++) {
    const one = disk.copy();
    const collection = await reopened(folder, contextOn(one, { pid: 2 * failing }));
    let calls = 0;
    one.inject = () => (++calls >= failing ? { error: 'EIO' } : null);
    await act(collection, one).catch(() => null);
    const isOver = calls < failing;
    one.inject = () => null;
    await collection.close().catch(() => undefined);
    const again = await reopened(folder, contextOn(one, { pid: 2 * failing + 1 }));
    expectLeft(
      (await whole(again)).map(([, text]) => text),
      `call ${failing}`,
    );
    expect([again.readOnly, (await again.check()).findings], `call ${failing}`).toEqual([null, []]);
    await again.close();
    if (isOver) break;
  }
}

async function collectionWith(...names: readonly string[]) {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, contextOn(disk, { pid: 1 }));
  const ids: DocumentId[] = [];
  for (const name of names) ids.push((await collection.addDocument(imported(name, letter))).id);
  await collection.close();
  const [first, second = first] = ids;
  if (!first || !second) throw new Error('nothing was added');
  return { disk, first, second };
}

const all = 'One two. Three four. Five six.';

test('a division that fails at any call leaves the whole, with the part beside it or not, or both parts', async () => {
  const { disk, first } = await collectionWith('001.txt');
  const seen = new Set<string>();
  await everyFailure(
    disk,
    (collection, one) => splitDocument(jobContext(one), collection, { document: first, at, title: null }, signal),
    (texts, call) => {
      seen.add(texts.join(' | '));
      const [there = '', part = ''] = texts;
      const isSound = there.startsWith('One two.') && (there === all || part === 'Three four. Five six.');
      expect(isSound, `${call}: ${texts.join(' | ')}`).toBe(true);
    },
  );
  expect([...seen]).toEqual(expect.arrayContaining([all, 'One two. | Three four. Five six.']));
});

test('a joining that fails at any call leaves both, the second perhaps in both places, or the whole', async () => {
  const { disk, first, second } = await collectionWith('001.txt', '002.txt');
  const seen = new Set<string>();
  await everyFailure(
    disk,
    (collection) => joinWithDocument(collection, [first, second], signal),
    (texts, call) => {
      seen.add(texts.join(' | '));
      const [there = '', other] = texts;
      expect(there.startsWith(all) && (other === all || there.length > all.length), call).toBe(true);
    },
  );
  expect([...seen]).toEqual(expect.arrayContaining([`${all} | ${all}`, `${all} ${all}`]));
});
