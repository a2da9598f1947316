import type { Node } from 'prosemirror-model';
import { AttrStep } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import { VersionKeeper } from '../../../main/versions/version-keeper.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { AnchorStep } from '../../../shared/document/steps.ts';
import { acting, apply, change, tagging, telegram, typing, undoing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../../helpers/storage-fixtures.ts';

/** A document open with a keeper, on a clock that the test sets. */
class Desk {
  now = new Date('2026-11-22T12:00:00.000Z');
  doc: Node = telegram;
  private constructor(
    readonly store: DocumentStore,
    readonly keeper: VersionKeeper,
  ) {}

  static async open(): Promise<Desk> {
    let desk: Desk | null = null;
    const clock = { now: () => desk?.now ?? new Date('2026-11-22T12:00:00.000Z') };
    const collection = await newCollection('/letters', { ...contextOn(new MemoryFileSystem()), ...clock });
    const { id } = await collection.addDocument(imported());
    const store = await collection.openDocument(id);
    desk = new Desk(store, new VersionKeeper(store));
    return desk;
  }

  async append(made: Change): Promise<number> {
    const { seq } = await this.keeper.append(this.store.state.seq, [made], this.now);
    this.doc = apply(this.doc, made);
    return seq;
  }

  get versions(): readonly string[] {
    return this.store.state.versions.map(({ name, automatic, seq }) => `${seq} ${name}${automatic ? '' : ' (named)'}`);
  }
}

test('closing a document keeps what was corrected as a version', async () => {
  const desk = await Desk.open();
  await desk.append(typing('1', desk.doc, 'Urgent. '));
  await desk.keeper.finish();
  expect(desk.versions).toEqual(['1 Imported', '3 Corrections of 22 November 2026']);
});

test('the version says what was done: tags, page anchors, details, structure', async () => {
  const desk = await Desk.open();
  await desk.append(tagging('1', desk.doc, 6, 12, 'a00000000001', 'place'));
  const at = telegram.child(0).nodeSize + 'The Minister said, '.length + 1;
  await desk.append(change('2', desk.doc, (tr) => tr.step(new AnchorStep(new AttrStep(at, 'label', '3')))));
  await desk.store.setMetadata({ title: 'Another' });
  await desk.keeper.finish();
  expect(desk.versions.at(-1)).toBe('5 Tags, page anchors and details of 22 November 2026');
  const other = await Desk.open();
  await other.append(change('1', other.doc, (tr) => tr.split(6)));
  await other.keeper.finish();
  expect(other.versions.at(-1)).toBe('3 Structure of 22 November 2026');
});

test('a comment is worth a version, although the text is the same', async () => {
  const desk = await Desk.open();
  const id = 'a00000000001' as AnnotationId;
  await desk.append(tagging('1', desk.doc, 6, 12, id, 'place'));
  await desk.keeper.nameVersion('Tagged');
  await desk.append(acting('2', { kind: 'commented', id, comment: 'the town' }));
  await desk.keeper.finish();
  expect(desk.versions.slice(1)).toEqual(['3 Tagged (named)', '5 Tags of 22 November 2026']);
});

test('nothing done, or all of it undone, or only a status set, is no version', async () => {
  const desk = await Desk.open();
  await desk.keeper.finish();
  const typed = typing('1', desk.doc, 'x');
  await desk.append(typed);
  await desk.append(undoing('2', typed, telegram));
  await desk.store.setStatus('corrected');
  await desk.keeper.finish();
  expect(desk.versions).toEqual(['1 Imported']);
});

test('a version that a person named needs no automatic one beside it', async () => {
  const desk = await Desk.open();
  await desk.append(typing('1', desk.doc, 'x'));
  await desk.keeper.nameVersion('First reading');
  await desk.keeper.finish();
  expect(desk.versions).toEqual(['1 Imported', '3 First reading (named)']);
});

test('who goes on after a pause finds what was done before it as a version, and the change behind it', async () => {
  const desk = await Desk.open();
  await desk.append(typing('1', desk.doc, 'x'));
  desk.now = new Date('2026-11-22T12:09:59.000Z');
  expect(await desk.append(typing('2', desk.doc, 'y'))).toBe(3);
  desk.now = new Date('2026-11-22T12:20:00.000Z');
  expect(await desk.append(typing('3', desk.doc, 'z'))).toBe(5);
  expect(desk.versions).toEqual(['1 Imported', '4 Corrections of 22 November 2026']);
  expect(desk.store.state.doc.textContent.slice(0, 3)).toBe('zyx');
});

test('many changes without a pause are kept every 200 records, and the window is told the number after the version', async () => {
  const desk = await Desk.open();
  for (let n = 1; n < 200; n++) await desk.append(typing(`${n}`, desk.doc, 'x'));
  expect(desk.versions).toEqual(['1 Imported']);
  expect(await desk.append(typing('200', desk.doc, 'x'))).toBe(202);
  expect(desk.versions).toEqual(['1 Imported', '202 Corrections of 22 November 2026']);
  expect(await desk.append(typing('201', desk.doc, 'x'))).toBe(203);
});
