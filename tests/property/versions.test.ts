import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import { restoreVersion } from '../../main/versions/restore-version.ts';
import { annotationRanges } from '../../shared/document/annotation.ts';
import type { StepJson } from '../../shared/document/document-state.ts';
import { type DocumentId, newGroupId } from '../../shared/document/identifier.ts';
import { schema } from '../../shared/document/schema.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { restoreBlocks } from '../../shared/edit/restore.ts';
import { undo } from '../../shared/edit/undo-history.ts';
import { compareDocuments, stateFigures } from '../../shared/journal/compare-documents.ts';
import { restorableStretch } from '../../shared/journal/versions.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { pageSequence } from '../helpers/builders.ts';
import { type Act, actNames, runAct } from '../helpers/editing-acts.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { sampleDocument } from '../helpers/sample-document.ts';
import { contextOn, imported, newCollection, reopened } from '../helpers/storage-fixtures.ts';

const sessions = Number(process.env.ANCHORITE_VERSION_SESSIONS ?? 150);
/** Room for the long form; nothing here is judged by time. */
const sessionsTimeoutMs = 3_600_000;

const fraction = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000);
const act: fc.Arbitrary<Act> = fc.record({ name: fc.constantFrom(...actNames), a: fraction, b: fraction, c: fraction });
/** Stretches of work, each of which ends with a named version. */
const stretches = fc.array(fc.array(act, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });

/** A document as an import makes it: without tags. */
function untagged(): Node {
  const doc = sampleDocument();
  return new Transform(doc).removeMark(0, doc.content.size, doc.type.schema.marks.annotation ?? null).doc;
}

const hashNow = (store: DocumentStore): string => canonicalHash(store.state.doc);

/** Works on a document, naming a version after each stretch.
 *  @returns the hash of each version, the import first */
async function work(store: DocumentStore, session: readonly (readonly Act[])[]): Promise<readonly string[]> {
  const editing = new EditingSession(store.state.doc);
  const hashes = [hashNow(store)];
  for (const stretch of session) {
    const sent = editing.changes.length;
    for (const step of stretch) runAct(editing, step);
    const changes = editing.changes.slice(sent);
    if (changes.length > 0) await store.append(store.state.seq, changes);
    await store.nameVersion(`Stretch ${hashes.length}`);
    hashes.push(hashNow(store));
  }
  return hashes;
}

/** Undoes the last act as a window does that has just opened the document. */
function undone(store: DocumentStore): string {
  const state = createEditorState({ doc: store.state.doc, history: store.history(200) });
  let after = state;
  undo(state, (transaction) => {
    after = state.apply(transaction);
  });
  return canonicalHash(after.doc);
}

/** Opens a document from its checkpoint, works on, and compares what the timeline says with the replay of everything. */
async function expectTrueFigures(disk: MemoryFileSystem, id: DocumentId): Promise<void> {
  const collection = await reopened('/letters', contextOn(disk, { pid: 2 }));
  const store = await collection.openDocument(id);
  const word = new Transform(store.state.doc).insert(1, schema.text('Word '));
  const steps = word.steps.map((step) => step.toJSON() as StepJson);
  await store.append(store.state.seq, [{ group: newGroupId(), steps }]);
  const { versions, seq } = store.state;
  const states = await (await store.past()).statesAt([...new Set([...versions.map((version) => version.seq), seq])]);
  const figures = states.slice(1).map((state, index) => stateFigures(states[index] ?? state, state));
  expect(await store.versionFigures()).toEqual({
    versions: [null, ...figures.slice(0, -1)],
    sinceLast: figures.at(-1),
  });
  await collection.close();
}

test(
  'any version of a random session can be restored, with its page anchors and tags, and the restoring undone',
  async () => {
    await fc.assert(
      fc.asyncProperty(stretches, async (session) => {
        const disk = new MemoryFileSystem();
        const collection = await newCollection('/letters', contextOn(disk, { checkpointEvery: 3 }));
        const { id } = await collection.addDocument(imported('001.txt', untagged()));
        const store = await collection.openDocument(id);
        const hashes = await work(store, session);
        for (const [index, hash] of hashes.entries()) {
          const number = index + 1;
          const before = hashNow(store);
          const was = (await (await store.past()).stateAt(store.state.versions[index]?.seq ?? 0)).doc;
          expect(canonicalHash(was)).toBe(hash);
          const outcome = await restoreVersion(store, number);
          expect(hashNow(store)).toBe(hash);
          expect(pageSequence(store.state.doc)).toEqual(pageSequence(was));
          expect(annotationRanges(store.state.doc).length).toBe(annotationRanges(was).length);
          if (outcome.kind === 'restored') expect(undone(store)).toBe(before);
          else expect([outcome.kind, before]).toEqual(['same', hash]);
        }
        await collection.close();
        await expectTrueFigures(disk, id);
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);

/** Restoring put words back whose italics ended at a page anchor: the guard of the anchors took them off it, and what keeps the marks of words
 *  put them on again, for ever. */
const anchorAtTheEdge: Act[] = [
  { name: 'dragAnchor', a: 0.147, b: 0.199, c: 0.991 },
  { name: 'splitListItem', a: 0.202, b: 0.914, c: 0.305 },
  { name: 'wrap', a: 0.526, b: 0.296, c: 0.457 },
  { name: 'cellCommand', a: 0.306, b: 0.399, c: 0.334 },
  { name: 'restoreParagraph', a: 0.373, b: 0.369, c: 0.841 },
  { name: 'moveAnchor', a: 0.751, b: 0.685, c: 0.118 },
  { name: 'noteOnDocument', a: 0.321, b: 0.025, c: 0.63 },
  { name: 'tableCommand', a: 0.191, b: 0.44, c: 0.101 },
  { name: 'mark', a: 0.292, b: 0.784, c: 0.26 },
  { name: 'backspaceOver', a: 0.076, b: 0.128, c: 0.429 },
  { name: 'mark', a: 0.598, b: 0.384, c: 0.44 },
];

test('any paragraph of a random session can be restored, with the page anchors as they are, and that undone', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (session) => {
      const earlier = sampleDocument();
      const editing = new EditingSession(earlier);
      for (const step of session) runAct(editing, step);
      const present = editing.state.doc;
      const { rows } = compareDocuments(earlier, present);
      for (const row of rows.filter(({ kind }) => kind === 'changed')) {
        const state = createEditorState({ doc: present, history: [] });
        let restored = state;
        restoreBlocks(restorableStretch(rows, row), earlier)(state, (transaction) => {
          restored = state.applyTransaction(transaction).state;
        });
        restored.doc.check();
        expect(pageSequence(restored.doc)).toEqual(pageSequence(present));
        undo(restored, (transaction) => {
          restored = restored.applyTransaction(transaction).state;
        });
        expect(canonicalHash(restored.doc)).toBe(canonicalHash(present));
      }
    }),
    { numRuns: sessions, examples: [[anchorAtTheEdge]] },
  );
});
