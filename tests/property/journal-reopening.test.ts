import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import { annotationKinds } from '../../shared/document/annotation.ts';
import type { Change, DocumentState, StepJson } from '../../shared/document/document-state.ts';
import type { AnnotationId, GroupId } from '../../shared/document/identifier.ts';
import { documentStatuses } from '../../shared/document/metadata.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { schema } from '../../shared/document/schema.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { fac, p, doc as page } from '../helpers/builders.ts';
import { group } from '../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from '../helpers/storage-fixtures.ts';

const start = page(
  p('Embassy in the Soviet Union to the Department of State'),
  p('Moscow, ', fac(1), 'November 13, 1962.'),
  p('The Minister said that the talks would go on.'),
);

/** What a person does: places are shares of the document, so that every one of them exists. */
type Act =
  | { readonly kind: 'type'; readonly at: number; readonly text: string }
  | { readonly kind: 'delete'; readonly at: number; readonly size: number }
  | { readonly kind: 'split'; readonly at: number }
  | { readonly kind: 'tag'; readonly at: number; readonly size: number; readonly as: number }
  | { readonly kind: 'retag' | 'withdraw'; readonly which: number; readonly as: number }
  | { readonly kind: 'undo'; readonly which: number }
  | { readonly kind: 'status'; readonly which: number }
  | { readonly kind: 'title' | 'version'; readonly text: string }
  | { readonly kind: 'reopen' };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.nat(12);
const which = fc.nat(100);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((value) => value.length > 0);

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('type' as const), at, text }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), at, size }) },
  fc.record({ kind: fc.constant('split' as const), at }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tag' as const), at, size, as: which }) },
  fc.record({ kind: fc.constantFrom('retag' as const, 'withdraw' as const), which, as: which }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), which }) },
  fc.record({ kind: fc.constant('status' as const), which }),
  fc.record({ kind: fc.constantFrom('title' as const, 'version' as const), text }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

/** Everything of a state that can be compared as a value. */
const asValue = (state: DocumentState): unknown => ({
  ...state,
  doc: canonicalHash(state.doc),
  imported: canonicalHash(state.imported),
  annotations: [...state.annotations],
});

/** A place for text. */
function placeIn(doc: Node, share: number): number {
  const blocks = textBlocks(doc);
  const { block, start: from } = blocks[Math.floor(share * blocks.length * 0.999)] ?? { block: doc, start: 1 };
  return from + Math.floor((share * 997) % (block.content.size + 1));
}

function transformed(doc: Node, edit: (transform: Transform) => unknown): Transform {
  const transform = new Transform(doc);
  try {
    edit(transform);
  } catch (error) {
    // Not every place takes every edit; what was done before stays.
    if (!(error instanceof RangeError || (error instanceof Error && /^(Transform|Replace)Error$/.test(error.name))))
      throw error;
  }
  return transform;
}

const stepsOf = (transform: Transform): readonly StepJson[] => transform.steps.map((step) => step.toJSON() as StepJson);

/** A person at work, with what should come of it kept beside: the document by ProseMirror alone. */
class Session {
  doc = start;
  groups = 0;
  readonly annotations: AnnotationId[] = [];

  constructor(public store: DocumentStore) {}

  async append(transform: Transform, more: Partial<Change> = {}): Promise<void> {
    const change: Change = { group: this.#newGroup(), steps: stepsOf(transform), ...more };
    await this.store.append(this.store.state.seq, [change]);
    this.doc = transform.doc;
  }

  async tag(from: number, to: number, kind: number): Promise<void> {
    const as = annotationKinds[kind % annotationKinds.length] ?? 'term';
    const id = `a${this.annotations.length}` as AnnotationId;
    const transform = transformed(this.doc, (tr) => tr.addMark(from, to, schema.mark('annotation', { id, kind: as })));
    await this.append(transform, { annotations: [{ kind: 'created', id, as, text: this.doc.textBetween(from, to) }] });
    this.annotations.push(id);
  }

  /** Takes back the last act that the history offers, or redoes it. */
  async undoLast(): Promise<void> {
    const last = this.store.history(200).at(-1);
    if (!last) return;
    const steps = last.inverse;
    await this.store.append(this.store.state.seq, [{ group: this.#newGroup(), undoes: last.group, steps }]);
    this.doc = this.store.state.doc;
  }

  #newGroup(): GroupId {
    this.groups += 1;
    return group(`${this.groups}`);
  }
}

async function perform(session: Session, next: Act, reopen: () => Promise<void>): Promise<void> {
  const { doc, store } = session;
  switch (next.kind) {
    case 'type':
      return session.append(transformed(doc, (tr) => tr.insert(placeIn(doc, next.at), schema.text(next.text))));
    case 'delete': {
      const from = placeIn(doc, next.at);
      const to = Math.min(doc.content.size, from + next.size);
      return session.append(transformed(doc, (tr) => tr.delete(from, to)));
    }
    case 'split':
      return session.append(transformed(doc, (tr) => tr.split(placeIn(doc, next.at))));
    case 'tag': {
      const from = placeIn(doc, next.at);
      return session.tag(from, Math.min(doc.content.size, from + next.size), next.as);
    }
    case 'retag':
    case 'withdraw': {
      const id = session.annotations[next.which % (session.annotations.length || 1)];
      if (id === undefined) return;
      const as = annotationKinds[next.as % annotationKinds.length] ?? 'term';
      const annotations = [
        next.kind === 'retag' ? { kind: 'retagged' as const, id, as } : { kind: 'withdrawn' as const, id },
      ];
      return session.append(new Transform(doc), { annotations });
    }
    case 'undo':
      return session.undoLast();
    case 'status':
      await store.setStatus(documentStatuses[next.which % documentStatuses.length] ?? 'raw');
      return;
    case 'title':
      await store.setMetadata({ title: next.text });
      return;
    case 'version':
      await store.nameVersion(next.text);
      return;
    case 'reopen':
      return reopen();
  }
}

describe('a document that is reopened', () => {
  it('is as it was left, and as ProseMirror alone would have it, after any acts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 30 }), async (acts) => {
        const disk = new MemoryFileSystem();
        let collection = await newCollection('/letters', contextOn(disk));
        const { id } = await collection.addDocument(imported('001.txt', start));
        const session = new Session(await collection.openDocument(id));
        const reopen = async (): Promise<void> => {
          const { state } = session.store;
          const [before, history] = [asValue(state), session.store.history(200)];
          await session.store.close();
          await collection.close();
          collection = await reopened('/letters', contextOn(disk));
          session.store = await collection.openDocument(id);
          expect(asValue(session.store.state)).toEqual(before);
          expect(session.store.history(200)).toEqual(history);
          expect([session.store.readOnly, collection.notices]).toEqual([null, []]);
        };
        for (const next of acts) {
          await perform(session, next, reopen);
          expect(canonicalHash(session.store.state.doc)).toBe(canonicalHash(session.doc));
          session.store.state.doc.check();
        }
        await reopen();
        expect((await collection.check()).findings).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('goes back to its import, step by step, through the history alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 20 }), async (acts) => {
        const disk = new MemoryFileSystem();
        const collection = await newCollection('/letters', contextOn(disk));
        const { id } = await collection.addDocument(imported('001.txt', start));
        const session = new Session(await collection.openDocument(id));
        for (const next of acts) await perform(session, next, async () => undefined);
        const changes = session.store.history(200).toReversed();
        const back = changes.flatMap(({ inverse }) => inverse);
        await session.store.append(session.store.state.seq, [{ group: group('back'), steps: back }]);
        expect(canonicalHash(session.store.state.doc)).toBe(canonicalHash(start));
        await collection.close();
      }),
      { numRuns: 100 },
    );
  });
});
