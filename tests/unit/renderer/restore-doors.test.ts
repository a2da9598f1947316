import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import {
  restoreVersion as restoreByCommand,
  restoreVersionAnnotation,
  restoreVersionParagraph,
} from '../../../main/versions/restore-version.ts';
import { VersionKeeper } from '../../../main/versions/version-keeper.ts';
import { pastState } from '../../../main/versions/versions.ts';
import { editorPlugins } from '../../../renderer/editor/editor-plugins.ts';
import {
  requestVersionRestore,
  restoreParagraphs,
  restoreTag,
} from '../../../renderer/features/versions/past-actions.ts';
import { createDocumentSession, type DocumentSession } from '../../../renderer/model/document-session.ts';
import { shownToast } from '../../../renderer/platform/toast.ts';
import type { OpenedDocument } from '../../../shared/contract/calls/document.ts';
import type { AnchoriteBridge } from '../../../shared/contract/channel-names.ts';
import type { Reply } from '../../../shared/contract/ipc.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { compareDocuments } from '../../../shared/journal/compare-documents.ts';
import { restorableStretch } from '../../../shared/journal/versions.ts';
import { acting, apply, change, tagging, telegram, typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

/** What modules of the window ask for when they are loaded. */
vi.hoisted(() => {
  const matchMedia = (): object => ({ matches: false, addEventListener: () => undefined });
  Object.assign(globalThis, { window: { matchMedia } });
});

const tag = 'a00000000001' as AnnotationId;

/** A telegram with a tag in version 2; since then its words were corrected, the tag withdrawn, and its comment changed. */
async function workedOn(): Promise<DocumentStore> {
  const collection = await newCollection('/letters', contextOn(new MemoryFileSystem()));
  const { id } = await collection.addDocument(imported());
  const store = await collection.openDocument(id);
  let doc = telegram;
  const append = async (made: Change): Promise<void> => {
    await store.append(store.state.seq, [made]);
    doc = apply(doc, made);
  };
  await append(tagging('1', doc, 6, 12, tag, 'place'));
  await append(acting('2', { kind: 'commented', id: tag, comment: 'the city' }));
  await store.nameVersion('Tagged');
  await append({ ...change('3', doc, (tr) => tr.removeMark(6, 12)), annotations: [{ kind: 'withdrawn', id: tag }] });
  await append(typing('4', doc, 'NIACT ', telegram.child(0).nodeSize + 1));
  await append(acting('5', { kind: 'commented', id: tag, comment: '' }));
  return store;
}

/** The window on a document, with its bridge to what the main process does. */
function windowOn(store: DocumentStore): DocumentSession {
  const keeper = new VersionKeeper(store);
  const answers: Readonly<Record<string, (argument: never) => Promise<unknown>>> = {
    'document:append': ({ baseSeq, changes }: { baseSeq: number; changes: readonly Change[] }) =>
      keeper.append(baseSeq, changes, new Date(store.state.changed.time)),
    'document:restore': async (asked: { baseSeq: number; change: Change; name: string }) => ({
      ...(await keeper.restore(asked.baseSeq, asked.change, asked.name)),
      versions: store.state.versions,
    }),
    'document:state-at': ({ at }: { at: Parameters<typeof pastState>[1] }) => pastState(store, at),
  };
  const call = async (channel: string, argument: unknown): Promise<Reply<unknown>> => {
    const answer = answers[channel];
    if (!answer) throw new Error(`nothing answers ${channel}`);
    return { ok: true, value: await answer(JSON.parse(JSON.stringify(argument)) as never) };
  };
  vi.stubGlobal('window', { anchorite: { call } as unknown as AnchoriteBridge });
  const { state } = store;
  const opened = {
    ...state,
    doc: JSON.stringify(state.doc),
    imported: JSON.stringify(state.imported),
    treated: [],
    annotations: [...state.annotations],
    pages: [],
    history: store.history(200),
    readOnly: null,
  };
  return createDocumentSession(opened as unknown as OpenedDocument, () => 'MK', editorPlugins);
}

/** What a person finds afterwards. */
const left = ({ state }: DocumentStore): unknown => ({
  doc: state.doc.toJSON() as unknown,
  versions: state.versions.map(({ number, name, automatic, seq }) => [number, name, automatic, seq]),
  tag: state.annotations.get(tag)?.history.map(({ act }) => act),
});

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const paragraph = 'that the talks would go on';

test.each([
  [
    'a version',
    (store: DocumentStore) => restoreByCommand(store, 2),
    (session: DocumentSession) => requestVersionRestore(session, 2),
  ],
  [
    'a paragraph',
    (store: DocumentStore) => restoreVersionParagraph(store, 2, paragraph),
    (session: DocumentSession, store: DocumentStore) => {
      const earlier = apply(telegram, tagging('1', telegram, 6, 12, tag, 'place'));
      const { rows } = compareDocuments(earlier, store.state.doc);
      const row = rows.find(({ runs }) => runs.some(({ text }) => text.includes(paragraph)));
      if (!row) throw new Error('no such paragraph');
      return restoreParagraphs(session, 2, restorableStretch(rows, row));
    },
  ],
  [
    'a tag',
    (store: DocumentStore) => restoreVersionAnnotation(store, 2, tag),
    (session: DocumentSession) => restoreTag(session, tag, { kind: 'version', number: 2 }),
  ],
] as const)('%s restored in the window leaves what the command line leaves', async (_what, byCommand, inWindow) => {
  const [here, there] = [await workedOn(), await workedOn()];
  expect((await byCommand(here)).kind).toBe('restored');
  const session = windowOn(there);
  expect(await inWindow(session, there)).toBe(true);
  expect(await session.flush()).toBe(true);
  expect(left(there)).toEqual(left(here));
  expect(there.state.versions.map(({ automatic }) => automatic)).toEqual([true, false, true, false]);
  expect(session.facts.get().versions).toEqual(there.state.versions);
  expect(session.editor.get().doc.eq(there.state.doc)).toBe(true);
});

test('a tag brought back from its history is a version of its own, and names none that it is not from', async () => {
  const store = await workedOn();
  const session = windowOn(store);
  const [made] = session.facts.get().annotations.get(tag)?.history ?? [];
  if (!made) throw new Error('the tag has no history');
  expect(await restoreTag(session, tag, { kind: 'annotation', id: tag, act: made.id })).toBe(true);
  await session.flush();
  expect(store.state.versions.at(-1)?.name).toBe('Restored a tag from its history');
});

test('a version that differs in nothing makes none, and the window says so as the command line does', async () => {
  const store = await workedOn();
  const session = windowOn(store);
  await requestVersionRestore(session, 2);
  await session.flush();
  const { length } = store.state.versions;
  expect(await requestVersionRestore(session, 2)).toBe(false);
  await session.flush();
  expect(store.state.versions).toHaveLength(length);
  expect(shownToast.get()?.sentence).toBe('It is as it was in version 2 already; nothing was changed.');
});

test('what is typed right after a restoring is saved behind it', async () => {
  const store = await workedOn();
  const session = windowOn(store);
  const restoring = requestVersionRestore(session, 2);
  await restoring;
  session.run((state, dispatch) => {
    dispatch?.(state.tr.insertText('x', 1));
    return true;
  });
  expect(await session.flush()).toBe(true);
  expect(store.state.doc.eq(session.editor.get().doc)).toBe(true);
  expect(store.state.versions.at(-1)?.seq).toBeLessThan(store.state.seq);
});
