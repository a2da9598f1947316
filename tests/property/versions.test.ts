import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { restoreVersion } from '../../main/jobs/restore-version.ts';
import type { DocumentStore } from '../../main/storage/document-store.ts';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { canonicalHash } from '../../shared/document/canonical.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { undo } from '../../shared/edit/undo-history.ts';
import { pageSequence } from '../helpers/builders.ts';
import { type Act, actNames, runAct } from '../helpers/editing-acts.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { sampleDocument } from '../helpers/sample-document.ts';
import { contextOn, imported, newCollection } from '../helpers/storage-fixtures.ts';

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

test(
  'any version of a random session can be restored, with its page anchors and tags, and the restoring undone',
  async () => {
    await fc.assert(
      fc.asyncProperty(stretches, async (session) => {
        const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
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
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);
