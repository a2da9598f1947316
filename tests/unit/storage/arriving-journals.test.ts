import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { plannedRepairs } from '../../../main/usecases/recover-documents.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { folder, shown } from '../../helpers/damaged-collection.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

/** Three people with a copy of the collection each, whose editors are named like them. */
type Person = 'AA' | 'BB' | 'CC';
const replicas: Readonly<Record<Person, ReplicaId>> = {
  AA: 'r00000000001' as ReplicaId,
  BB: 'r00000000002' as ReplicaId,
  CC: 'r00000000003' as ReplicaId,
};

/** Names an act after its text. */
const nameOf = (who: Person, text: string): string => `${who}${text}`.toLowerCase().replace(/[^a-z]/g, '');

const openAs = (disk: MemoryFileSystem, who: Person, segmentLimit?: number): Promise<Collection> =>
  reopened(
    folder,
    contextOn(disk, { pid: 1, replica: replicas[who], editor: who, ...(segmentLimit && { segmentLimit }) }),
  );

/** Types each text in front of the document, and closes it.
 *  @returns why it could not, or null */
async function typeAs(disk: MemoryFileSystem, id: DocumentId, who: Person, ...texts: readonly string[]) {
  const collection = await openAs(disk, who, 1);
  const store = await collection.openDocument(id);
  const { readOnly } = store;
  if (readOnly === null)
    for (const text of texts) await store.append(store.state.seq, [typing(nameOf(who, text), store.state.doc, text)]);
  await store.close();
  await collection.close();
  return readOnly;
}

const documentFile = (id: DocumentId, name: string): string => `${folder}/documents/${id}/${name}`;
const hint = (id: DocumentId): string => documentFile(id, 'document.json');
const segmentsOf = (disk: MemoryFileSystem, id: DocumentId, who: Person): readonly string[] =>
  disk.files.filter((file) => file.startsWith(documentFile(id, `journal/${replicas[who]}/`))).sort();

/** Copies a file from one copy of the collection to another, as far as it has arrived. */
function deliver(from: MemoryFileSystem, to: MemoryFileSystem, file: string, length = Number.POSITIVE_INFINITY): void {
  to.makeFolders(file.slice(0, file.lastIndexOf('/')));
  to.setBytes(file, from.bytes(file).subarray(0, length));
}

/** A collection of AA with one document, and a copy of it. */
async function twoCopies(): Promise<{ here: MemoryFileSystem; there: MemoryFileSystem; id: DocumentId }> {
  const here = new MemoryFileSystem();
  const collection = await newCollection(folder, contextOn(here, { pid: 1, editor: 'AA' }));
  const { id } = await collection.addDocument(imported());
  await collection.close();
  await typeAs(here, id, 'AA', 'Both. ');
  return { here, there: here.copy(), id };
}

/** What opening says of a document, and a check of it. */
async function told(disk: MemoryFileSystem, id: DocumentId, who: Person = 'AA') {
  const collection = await openAs(disk, who);
  const store = await collection.openDocument(id);
  const { trouble, notices, readOnly } = store;
  const text = store.state.doc.textContent;
  await store.close();
  const report = await collection.check();
  const planned = await plannedRepairs(collection, report, { named: [], all: false });
  const repairs = planned.kind === 'planned' ? planned.repairs.length : planned.kind;
  await collection.close();
  return { text: text.slice(0, text.indexOf('From')), readOnly, trouble, notices, findings: report.findings, repairs };
}

describe('a journal of another person that is cut at any byte', () => {
  it('shows what has arrived, says what has not, and the document can be changed', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ', 'Two. ', 'Three. ');
    const segments = segmentsOf(there, id, 'BB');
    expect(segments).toHaveLength(3);
    const texts = ['Both. ', 'One. Both. ', 'Two. One. Both. ', 'Three. Two. One. Both. '];
    for (const [index, segment] of segments.entries()) {
      const { length } = there.bytes(segment);
      for (let cut = 0; cut <= length; cut += cut < length ? Math.min(7, length - cut) : 1) {
        const disk = here.copy();
        deliver(there, disk, hint(id));
        for (const whole of segments.slice(0, index)) deliver(there, disk, whole);
        deliver(there, disk, segment, cut);
        // Nothing but the end of the last line is missing.
        const arrived = index + (cut >= length - 1 ? 1 : 0);
        const left = 3 - arrived;
        const notice = `${left} ${left === 1 ? 'change' : 'changes'} of BB to “001.txt” ${left === 1 ? 'has' : 'have'} not arrived yet; everything else is there and can be worked on: let the copy finish, and open it again then.`;
        expect(await told(disk, id), `segment ${index + 1}, cut at ${cut}`).toEqual({
          text: texts[arrived],
          readOnly: null,
          trouble: left > 0 ? 'waiting' : null,
          notices: left > 0 ? [notice] : [],
          findings: [],
          repairs: 0,
        });
      }
    }
  });

  it('is told of at every opening until it is there, also in the list, and after the document was changed', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ', 'Two. ');
    deliver(there, here, hint(id));
    const notice = (who: string): unknown =>
      expect.stringContaining(`2 changes of ${who} to “001.txt” have not arrived`);
    for (let opening = 0; opening < 2; opening++) {
      const collection = await openAs(here, 'AA');
      await collection.summaries();
      expect(collection.notices, `opening ${opening}`).toEqual([notice('BB')]);
      await collection.close();
    }
    await typeAs(here, id, 'AA', 'Mine. ');
    const { notices, trouble } = await told(here, id);
    // Own changes are numbered as those that are on their way, so that one fewer is known to be missing.
    expect([notices, trouble]).toEqual([
      [expect.stringContaining('1 change of another copy to “001.txt” has not arrived')],
      'waiting',
    ]);
  });

  it('says so of the one that is cut, too, when document.json has not arrived', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ', 'Two. ');
    const [first = '', second = ''] = segmentsOf(there, id, 'BB');
    deliver(there, here, first);
    deliver(there, here, second, 100);
    expect(await told(here, id)).toMatchObject({
      text: 'One. Both. ',
      readOnly: null,
      notices: [expect.stringContaining('1 change of BB to “001.txt” has not arrived yet')],
    });
  });

  it('is left as it is by opening for writing, checking and tidying', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ');
    const [segment = ''] = segmentsOf(there, id, 'BB');
    for (const left of [1, 30]) {
      deliver(there, here, segment, there.bytes(segment).length - left);
      const before = Buffer.from(here.bytes(segment));
      const collection = await openAs(here, 'AA');
      await collection.tidy();
      await collection.close();
      expect(Buffer.from(here.bytes(segment))).toEqual(before);
      expect(here.files.filter((file) => file.includes('/recovered/'))).toEqual([]);
    }
  });

  it('is read from a checkpoint that was made meanwhile, and what arrives after that is not passed over', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ', 'Two. ');
    const [first = '', second = ''] = segmentsOf(there, id, 'BB');
    deliver(there, here, first);
    deliver(there, here, second, 100);
    const log: string[] = [];
    const context = contextOn(here, { pid: 1, editor: 'AA', log: (entry) => void log.push(entry) });
    const collection = await reopened(folder, context);
    const store = await collection.openDocument(id);
    await store.keepCheckpoint();
    await store.close();
    const again = await collection.openDocument(id);
    expect([again.state.seq, log]).toEqual([3, []]);
    await collection.close();
    expect(here.files.filter((file) => file.includes('/checkpoints/'))).toEqual([
      documentFile(id, 'checkpoints/3.json'),
    ]);
    deliver(there, here, second);
    expect(await told(here, id)).toMatchObject({ text: 'Two. One. Both. ', trouble: null, findings: [] });
  });

  it('is shown with everything as soon as it has arrived', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ', 'Two. ');
    deliver(there, here, hint(id));
    await told(here, id);
    for (const segment of segmentsOf(there, id, 'BB')) deliver(there, here, segment);
    expect(await told(here, id)).toMatchObject({ text: 'Two. One. Both. ', trouble: null, notices: [], findings: [] });
  });
});

describe('files of other people that arrive in any order', () => {
  it('wait for the changes that they were made on, and the document can be changed', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'Of BB. ');
    await typeAs(there, id, 'CC', 'One. ', 'Two. ');
    for (const segment of segmentsOf(there, id, 'CC')) deliver(there, here, segment);
    expect(await told(here, id)).toEqual({
      text: 'Both. ',
      readOnly: null,
      trouble: 'waiting',
      notices: [
        '2 changes of CC to “001.txt” are here, but not shown, because what they were made on has not arrived yet; everything else is there and can be worked on: let the copy finish, and open it again then.',
      ],
      findings: [],
      repairs: 0,
    });
    for (const segment of segmentsOf(there, id, 'BB')) deliver(there, here, segment);
    expect(await told(here, id)).toMatchObject({ text: 'Two. One. Of BB. Both. ', trouble: null, notices: [] });
  });

  it('are never damage, whichever segments are there', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'One. ', 'Two. ', 'Three. ');
    const segments = segmentsOf(there, id, 'BB');
    for (let some = 0; some < 2 ** segments.length; some++) {
      const disk = here.copy();
      const arrived = segments.map((segment, index) => ((some >> index) & 1 ? segment : null));
      for (const segment of arrived) if (segment !== null) deliver(there, disk, segment);
      const inLine = arrived.indexOf(null) === -1 ? segments.length : arrived.indexOf(null);
      const found = await told(disk, id);
      expect([found.readOnly, found.findings, found.repairs], `segments ${some}`).toEqual([null, [], 0]);
      expect(found.text.split('. ').length - 2, `segments ${some}`).toBe(inLine);
    }
  });

  it('do not keep what is waiting out of sight when a checkpoint was made meanwhile', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'Of BB. ');
    await typeAs(there, id, 'CC', 'Of CC. ');
    for (const segment of segmentsOf(there, id, 'CC')) deliver(there, here, segment);
    const context = contextOn(here, { pid: 1, editor: 'AA', checkpointEvery: 1 });
    const collection = await reopened(folder, context);
    const store = await collection.openDocument(id);
    await store.keepCheckpoint();
    await store.close();
    await collection.close();
    for (const segment of segmentsOf(there, id, 'BB')) deliver(there, here, segment);
    expect((await told(here, id)).text).toBe('Of CC. Of BB. Both. ');
  });

  it('are put together with what was done to the document while they were on their way', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'Of BB. ');
    deliver(there, here, hint(id));
    expect(await typeAs(here, id, 'AA', 'Of AA. ')).toBeNull();
    for (const segment of segmentsOf(there, id, 'BB')) deliver(there, here, segment);
    const found = await told(here, id);
    expect(found).toMatchObject({ readOnly: null, trouble: null });
    expect(found.text).toMatch(/^Of (AA|BB)\. Both\. $/);
    const collection = await openAs(here, 'AA');
    const store = await collection.openDocument(id);
    const [conflict, ...others] = store.state.conflicts;
    expect([[conflict?.ours, conflict?.theirs].sort(), others]).toEqual([['Of AA.', 'Of BB.'], []]);
  });

  it('are put together where Git joined one journal from two copies', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'Of BB. ');
    const other = there.copy();
    await typeAs(there, id, 'BB', 'One. ');
    await typeAs(other, id, 'BB', 'Two. ');
    const [first = '', second = ''] = segmentsOf(there, id, 'BB');
    for (const segment of [first, second]) deliver(there, here, segment);
    here.setBytes(second, Buffer.concat([here.bytes(second), other.bytes(second)]));
    const found = await told(here, id);
    expect(found).toMatchObject({ readOnly: null, trouble: null });
    expect(found.text).toMatch(/^(One|Two)\. Of BB\. Both\. $/);
  });
});

describe('own changes that were made on changes of another person', () => {
  it('keep the document from being changed until those have arrived, and repair has nothing to offer', async () => {
    const { here, there, id } = await twoCopies();
    await typeAs(there, id, 'BB', 'Of BB. ');
    for (const segment of segmentsOf(there, id, 'BB')) deliver(there, here, segment);
    await typeAs(here, id, 'AA', 'Of AA. ');
    const theirs = segmentsOf(here, id, 'BB');
    const whole = here.copy();
    here.forget(theirs);
    const found = await told(here, id);
    expect(found).toMatchObject({ text: 'Both. ', trouble: 'waiting', notices: [], repairs: 0 });
    expect(found.readOnly).toMatch(
      /^Your own changes to “001\.txt” up to change 4 were made on changes of others that are not here \(from change 3 on\)/,
    );
    for (const file of theirs) deliver(whole, here, file);
    expect(await told(here, id)).toMatchObject({ text: 'Of AA. Of BB. Both. ', readOnly: null, trouble: null });
  });
});

describe('bytes that are bad within a journal of another person', () => {
  it('are damage, as ever: no copy that is still being made leaves that', async () => {
    const { here, there, id } = await twoCopies();
    const collection = await openAs(there, 'BB');
    const store = await collection.openDocument(id);
    for (const text of ['One. ', 'Two. '])
      await store.append(store.state.seq, [typing(nameOf('BB', text), store.state.doc, text)]);
    await collection.close();
    const [segment = ''] = segmentsOf(there, id, 'BB');
    const bytes = Uint8Array.from(there.bytes(segment));
    bytes[20] = 0;
    there.setBytes(segment, bytes);
    deliver(there, here, segment);
    expect(await told(here, id)).toMatchObject({
      text: 'Both. ',
      readOnly: expect.stringContaining('is damaged'),
      trouble: 'damaged',
      repairs: 1,
    });
  });
});

describe('a document that another person added', () => {
  async function added(): Promise<{ here: MemoryFileSystem; there: MemoryFileSystem; id: DocumentId; list: string }> {
    const { here, there } = await twoCopies();
    const collection = await openAs(there, 'BB');
    const { id } = await collection.addDocument(imported('002.txt'));
    await collection.close();
    return { here, there, id, list: `${folder}/journal/${replicas.BB}/000001.jsonl` };
  }

  it('is shown when its folder arrives before the list, and listed once, by who added it', async () => {
    const { here, there, id, list } = await added();
    for (const file of there.files.filter((one) => one.includes(id))) deliver(there, here, file);
    const before = Buffer.from(here.bytes(`${folder}/journal/${replicas.AA}/000001.jsonl`));
    for (const arrived of [[], [list]]) {
      for (const file of arrived) deliver(there, here, file);
      const collection = await openAs(here, 'AA');
      expect([(await collection.summaries()).map(({ source }) => source), collection.notices]).toEqual([
        arrived.length === 0 ? ['001.txt', '002.txt'] : ['001.txt', '002.txt'],
        [],
      ]);
      expect(await shown(collection, id)).toEqual(['', null]);
      await collection.close();
    }
    expect(Buffer.from(here.bytes(`${folder}/journal/${replicas.AA}/000001.jsonl`))).toEqual(before);
  });

  it('is said not to have arrived when the list comes before the folder', async () => {
    const { here, there, id, list } = await added();
    deliver(there, here, list);
    const collection = await openAs(here, 'AA');
    expect(collection.notices).toEqual([
      `“002.txt”, which BB added, is not here: its folder documents/${id} has not arrived yet, or is lost; let the copy finish, and open it again then, or bring it back from a backup.`,
    ]);
    expect(collection.readOnly).toBeNull();
  });

  it('is said not to have arrived while its journal is cut at any byte, listed or not, and the others can be worked on', async () => {
    const { here, there, id, list } = await added();
    const [journal = ''] = segmentsOf(there, id, 'BB');
    const { length } = there.bytes(journal);
    for (let cut = 0; cut < length - 1; cut += 97) {
      for (const isListed of [true, false]) {
        const disk = here.copy();
        if (isListed) deliver(there, disk, list);
        deliver(there, disk, hint(id));
        deliver(there, disk, journal, cut);
        const collection = await openAs(disk, 'AA');
        const sources = (await collection.summaries()).map(({ source }) => source);
        const { troubled } = await collection.check();
        expect([sources, collection.readOnly, troubled], `cut at ${cut}`).toEqual([['001.txt'], null, []]);
        expect(collection.notices, `cut at ${cut}`).toEqual([expect.stringMatching(/has not arrived whole yet/)]);
        await collection.close();
      }
    }
  });

  it('is in a list that is cut at any byte, or not, and nothing is wrong with it', async () => {
    const { here, there, list } = await added();
    for (let cut = 0; cut < there.bytes(list).length; cut += 7) {
      const disk = here.copy();
      deliver(there, disk, list, cut);
      const collection = await openAs(disk, 'AA');
      await collection.summaries();
      expect(collection.readOnly, `cut at ${cut}`).toBeNull();
      await collection.close();
      expect(disk.bytes(list).length).toBe(cut);
    }
  });
});
