import { describe, expect, it } from 'vitest';
import { typing } from '../helpers/journal-builders.ts';
import { contextOn, reopened } from '../helpers/storage-fixtures.ts';
import { crashedCollection, folder, journalFile, stateOf } from './crashed-collection.ts';
import { report } from './fault-report.ts';

describe('a journal that was cut off while it was written', () => {
  it('opens with every change before the cut, at every byte, keeps the rest aside or completes it, and says so once', async () => {
    const { disk, id, states, sizes } = await crashedCollection();
    const whole = disk.bytes(journalFile(id));
    for (let length = sizes[0] ?? 0; length < whole.length; length++) {
      const cut = disk.copy();
      cut.setBytes(journalFile(id), whole.subarray(0, length));
      // A change that lacks the end of its line alone is there.
      const changes = sizes.filter((size) => size <= length + 1).length;
      const isCompleted = sizes.includes(length + 1);
      const torn = isCompleted ? new Uint8Array() : whole.subarray(sizes[changes - 1], length);

      const collection = await reopened(folder, contextOn(cut, { pid: 2 }));
      const store = await collection.openDocument(id);
      expect([stateOf(store.state.doc), store.readOnly], `cut at ${length}`).toEqual([
        stateOf(states[changes - 1]),
        null,
      ]);
      const copy = `recovered/${id}/r00000000001-000001-at-${sizes[changes - 1]}.torn`;
      const bytes = torn.length === 1 ? '1 byte' : `${torn.length} bytes`;
      const sentence = `The last write to “001.txt” was cut off when the program or the computer stopped; everything that was reported as saved is there, and the ${bytes} of the cut-off end are kept in ${copy}.`;
      const completed =
        'The last change to “001.txt” had lost the end of its line, as some text editors leave it, or a computer that stops; it is there, and its line was completed.';
      const told = torn.length > 0 ? [sentence] : isCompleted ? [completed] : [];
      expect(collection.notices, `cut at ${length}`).toEqual(told);
      if (torn.length > 0) expect(Buffer.compare(cut.bytes(`${folder}/${copy}`), torn)).toBe(0);

      // What follows is the same for every cut, so some of them are enough.
      if (length % 9 !== 0) continue;
      await store.append(changes, [typing('next', store.state.doc, 'On.')]);
      const expected = stateOf(store.state.doc);
      await store.close();
      await collection.close();
      const again = await reopened(folder, contextOn(cut, { pid: 3 }));
      const last = await again.openDocument(id);
      expect([stateOf(last.state.doc), last.readOnly, again.notices]).toEqual([expected, null, []]);
      await again.close();
    }
    const cuts = whole.length - (sizes[0] ?? 0);
    report({ fault: 'torn tail', store: 'Anchorite', trials: cuts, lost: 0, unopened: 0 });
  });

  it('opens when setting the rest aside was interrupted at any call, and done again', async () => {
    const { disk, id, states } = await crashedCollection();
    disk.setBytes(journalFile(id), disk.bytes(journalFile(id)).subarray(0, -7));
    for (let failing = 1; ; failing++) {
      const cut = disk.copy();
      let calls = 0;
      cut.inject = () => {
        calls += 1;
        return calls >= failing ? { error: 'EIO' } : null;
      };
      const interrupted = await reopened(folder, contextOn(cut, { pid: 2 })).catch(() => null);
      await interrupted?.close().catch(() => undefined);
      if (calls < failing) break;
      cut.inject = () => null;
      const collection = await reopened(folder, contextOn(cut, { pid: 3 }));
      const store = await collection.openDocument(id);
      expect([stateOf(store.state.doc), store.readOnly], `call ${failing}`).toEqual([stateOf(states[2]), null]);
      expect((await collection.check()).findings).toEqual([]);
      await collection.close();
    }
  });

  it('of a list of documents opens, too, and the document whose entry was lost is put back', async () => {
    const { disk, id } = await crashedCollection();
    const list = `${folder}/journal/r00000000001/000001.jsonl`;
    const whole = disk.bytes(list);
    for (let length = 0; length < whole.length; length++) {
      const cut = disk.copy();
      cut.setBytes(list, whole.subarray(0, length));
      const collection = await reopened(folder, contextOn(cut, { pid: 2 }));
      expect([collection.readOnly, (await collection.summaries()).map((summary) => summary.id)]).toEqual([null, [id]]);
      await collection.close();
      const again = await reopened(folder, contextOn(cut, { pid: 3 }));
      expect([again.notices, (await again.check()).findings]).toEqual([[], []]);
      await again.close();
    }
  });
});
