import path from 'node:path';
import { expect, test } from 'vitest';
import type { OpenedDocument } from '../../../shared/contract/calls/document.ts';
import { type DocumentId, newGroupId } from '../../../shared/document/identifier.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { schema } from '../../../shared/document/schema.ts';
import { type Ask, desk, granted, documents as samples, start } from '../../helpers/desk.ts';

const textOf = (opened: OpenedDocument): string => schema.nodeFromJSON(JSON.parse(opened.doc)).textContent;

/** Opens a document and leaves it again. */
async function look(ask: Ask, document: DocumentId): Promise<OpenedDocument> {
  const opened = granted(await ask('document:open', { document }));
  granted(await ask('document:close', { document }));
  return opened;
}

/** A collection of the draft letter and the telegram, each with its page anchors. */
async function letters() {
  const ask = await start();
  desk.chosenFolder = path.join(desk.folder, 'letters');
  granted(await ask('collection:new', { title: 'Letters' }));
  desk.chosenFiles = ['000_2f139198d5bf1d28.txt', '003_a5bfdc7065c2c0b6.txt'].map((name) => path.join(samples, name));
  const imported = granted(await ask('collection:import', { files: null }))?.imported ?? [];
  const [letter, telegram] = imported.map(({ id }) => id);
  if (!letter || !telegram) throw new Error('nothing was imported');
  const opened = await look(ask, telegram);
  const anchors = anchorsOf(schema.nodeFromJSON(JSON.parse(opened.doc))).map(({ anchor }) => anchor.id);
  const at = anchors[2];
  if (!at) throw new Error('the telegram has no third page');
  return { ask, letter, telegram, at, whole: textOf(opened) };
}

const typed = (document: DocumentId, baseSeq: number) => ({
  document,
  baseSeq,
  changes: [
    {
      group: newGroupId(),
      steps: [{ stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: 'x' }] } }],
    },
  ],
});

test('a division is taken back, and the part that was a document is kept among the removed ones', async () => {
  const { ask, telegram, at, whole } = await letters();
  granted(await ask('document:open', { document: telegram }));
  const { first, documents } = granted(await ask('document:split', { document: telegram, at, title: null }));
  expect([first, documents.length, desk.open.document]).toEqual([telegram, 3, false]);
  const half = await look(ask, telegram);
  expect(whole.startsWith(textOf(half))).toBe(true);
  expect(half.history).toEqual([]);
  const back = granted(await ask('document:undo-division', null));
  expect([back.first, back.documents.length, back.sentence]).toEqual([telegram, 2, 'It is one document again.']);
  expect(textOf(await look(ask, telegram))).toBe(whole);
  expect(granted(await ask('collection:removed', null))).toHaveLength(1);
  expect(await ask('document:undo-division', null)).toMatchObject({ ok: false });
});

test('a division stays when one of the parts was changed since', async () => {
  const { ask, telegram, at } = await letters();
  for (const which of [0, 2]) {
    const { documents } = granted(await ask('document:split', { document: telegram, at, title: 'Part' }));
    const changed = documents[which === 0 ? 1 : 2]?.id;
    if (!changed) throw new Error('nothing was divided');
    const { seq } = granted(await ask('document:open', { document: changed }));
    granted(await ask('document:append', typed(changed, seq)));
    expect(await ask('document:undo-division', null)).toMatchObject({
      ok: false,
      fault: { what: 'Something was done to one of the documents since, so both stay as they are.' },
    });
    if (which === 2) break;
    const other = documents[2]?.id;
    if (!other) throw new Error('nothing was divided');
    granted(await ask('document:join', { first: telegram, second: other }));
  }
  expect(granted(await ask('collection:documents', null))).toHaveLength(3);
});

test('two documents are joined under the lesser status, and are two again with their own', async () => {
  const { ask, letter, telegram, whole } = await letters();
  granted(await ask('collection:set-status', { documents: [letter], status: 'proofread' }));
  granted(await ask('collection:set-status', { documents: [telegram], status: 'correcting' }));
  const before = textOf(await look(ask, letter));
  const joined = granted(await ask('document:join', { first: letter, second: telegram }));
  expect(joined.documents).toMatchObject([{ id: letter, status: 'correcting' }]);
  expect(textOf(await look(ask, letter)).length).toBe(before.length + whole.length);
  const back = granted(await ask('document:undo-division', null));
  expect(back.documents).toMatchObject([
    { id: letter, status: 'proofread' },
    { id: telegram, status: 'correcting' },
  ]);
  expect([textOf(await look(ask, letter)), textOf(await look(ask, telegram))]).toEqual([before, whole]);
});
