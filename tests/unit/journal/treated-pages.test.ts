import { describe, expect, test } from 'vitest';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { Box } from '../../../shared/document/layout.ts';
import type { PageImage, ZoneAct } from '../../../shared/document/page-image.ts';
import {
  halvesOf,
  layingActs,
  layoutOnPage,
  listedPages,
  pageWay,
  partInPicture,
  resettingActs,
} from '../../../shared/document/pages/treated-page.ts';
import { treatmentChanges } from '../../../shared/document/zones.ts';
import { encodeRecord, type JournalEntry } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { pageImage, reading } from '../../helpers/facsimile-builders.ts';
import { documentId, group, importEntry, journalOf, telegram } from '../../helpers/journal-builders.ts';

const whole = pageImage(1);
const left: Box = { x: 0, y: 0, width: 480, height: 1600 };
const right: Box = { x: 480, y: 0, width: 520, height: 1600 };
const half: PageImage = { ...whole, id: 's00000000009' as PageImageId, of: whole.id };

const listing = (...pages: readonly PageImage[]): JournalEntry => ({ kind: 'facsimile', payload: { pages } });

const acting = (name: string, zones: readonly ZoneAct[], undoes?: string): JournalEntry => {
  const payload = { group: group(name), ...(undoes && { undoes: group(undoes) }), steps: [] };
  return zones.length > 0 ? { kind: 'treatment', payload: { ...payload, zones } } : { kind: 'steps', payload };
};

function replayed(...entries: readonly JournalEntry[]): Replay {
  const replay = new Replay(documentId);
  for (const { record } of journalOf([importEntry(telegram), ...entries])) {
    const fault = replay.apply(record);
    if (fault) throw new Error(fault.reason);
  }
  return replay;
}

const treated = (angle: number | undefined, crop: Box | null | undefined, page = whole.id): ZoneAct => ({
  kind: 'treated',
  page,
  ...(angle !== undefined && { angle }),
  ...(crop !== undefined && { crop }),
});

describe('a page that is straightened and cut out', () => {
  test('lies so after the act, as before after its undo, and so again after redo', () => {
    const entries = [listing(whole), acting('1', [treated(1.5, left)])];
    expect(replayed(...entries).state.pages).toEqual([{ ...whole, treatment: { angle: 1.5, crop: left } }]);
    expect(replayed(...entries, acting('2', [], '1')).state.pages).toEqual([whole]);
    expect(replayed(...entries, acting('2', [], '1'), acting('3', [], '2')).state.pages).toEqual([
      { ...whole, treatment: { angle: 1.5, crop: left } },
    ]);
  });

  test('has one person’s angle and another’s edges, whoever wrote first', () => {
    const [turn, cut] = [acting('1', [treated(2, undefined)]), acting('2', [treated(undefined, left)])];
    for (const acts of [
      [turn, cut],
      [cut, turn],
    ])
      expect(replayed(listing(whole), ...acts).state.pages).toEqual([
        { ...whole, treatment: { angle: 2, crop: left } },
      ]);
  });

  test('stays so when its pages are arranged anew, and undo still takes it back', () => {
    const before = replayed(listing(whole, pageImage(2)), acting('1', [treated(0, left)]));
    const [first, second] = before.state.pages;
    if (!first || !second) throw new Error('no pages');
    const arranged = listing(...listedPages([second, { ...first, turn: 90 }], before.state));
    const after = [listing(whole, pageImage(2)), acting('1', [treated(0, left)]), arranged];
    expect(replayed(...after).state.pages).toEqual([
      pageImage(2),
      { ...whole, turn: 90, treatment: { angle: 0, crop: left } },
    ]);
    expect(replayed(...after, acting('2', [], '1')).state.pages).toEqual([pageImage(2), { ...whole, turn: 90 }]);
  });

  test('survives a checkpoint, with its undo', () => {
    const replay = replayed(listing(whole), acting('1', [treated(1.5, left)]));
    const snapshot = JSON.parse(JSON.stringify(replay.snapshot())) as ReturnType<Replay['snapshot']>;
    const again = Replay.restore(documentId, snapshot);
    expect(again?.state.pages).toEqual(replay.state.pages);
    expect(again?.history(9)).toEqual(replay.history(9));
  });

  test('is read back from a record as it was written, and a part without extent is refused', () => {
    const [, , written] = journalOf([importEntry(telegram), listing(whole), acting('1', [treated(-3.25, left)])]);
    if (!written) throw new Error('no record');
    expect(parseRecord(encodeRecord(written.record).json)).toEqual({ ok: true, value: written.record });
    const empty = {
      ...written.record,
      payload: { group: group('1'), steps: [], zones: [treated(0, { ...left, width: 0 })] },
    };
    expect(parseRecord(encodeRecord(empty).json)).toMatchObject({ ok: false, fault: { kind: 'malformed' } });
  });

  test('comes back as it lay in an earlier version', () => {
    const past = [{ ...whole, treatment: { angle: 1, crop: left } }];
    expect(treatmentChanges([whole], past)).toEqual([treated(1, left)]);
    expect(treatmentChanges(past, [whole])).toEqual([treated(0, null)]);
    expect(treatmentChanges(past, past)).toEqual([]);
    expect(treatmentChanges([whole, { ...half, treatment: { angle: 0, crop: right } }], [whole])).toEqual([
      treated(undefined, null, half.id),
    ]);
  });
});

describe('a picture of two pages', () => {
  const split = acting('1', layingActs(whole, { angle: 0, crop: null, gutter: 480 }, half.id));

  test('is two pages, each with its part, and one again after a single undo', () => {
    const entries = [listing(whole, half, pageImage(2)), split];
    expect(replayed(...entries).state.pages.map(({ id, treatment }) => [id, treatment?.crop])).toEqual([
      [whole.id, left],
      [half.id, right],
      [pageImage(2).id, undefined],
    ]);
    expect(replayed(...entries, acting('2', [], '1')).state.pages).toEqual([whole, pageImage(2)]);
  });

  test('keeps the second page for redo when pages are arranged meanwhile, but not one that was taken off', () => {
    const undone = replayed(listing(whole, half, pageImage(2)), split, acting('2', [], '1')).state;
    expect(listedPages([pageImage(2), whole], undone).map(({ id }) => id)).toEqual([
      pageImage(2).id,
      whole.id,
      half.id,
    ]);
    const both = replayed(listing(whole, half), split).state;
    expect(listedPages(both.pages.slice(0, 1), both).map(({ id }) => id)).toEqual([whole.id]);
  });

  test('is one page again when it is reset, from either of them', () => {
    const { pages } = replayed(listing(whole, half), split).state;
    for (const page of pages) {
      const reset = replayed(listing(whole, half), split, acting('2', resettingActs(pages, page))).state;
      expect(reset.pages).toEqual([whole]);
    }
  });

  test.each([
    [0, ['left', 'right']],
    [180, ['right', 'left']],
  ] as const)('that is turned by %d degrees begins with its %s part', (turn, order) => {
    const parts = { left, right };
    expect(halvesOf({ x: 0, y: 0, width: 1000, height: 1600 }, 480, turn)).toEqual(order.map((name) => parts[name]));
  });

  test('that lies on its side is parted from top to bottom', () => {
    const [first, second] = halvesOf({ x: 0, y: 0, width: 1000, height: 1600 }, 700, 90);
    expect(first).toEqual({ x: 0, y: 700, width: 1000, height: 900 });
    expect(second).toEqual({ x: 0, y: 0, width: 1000, height: 700 });
  });

  test('has on each page the words that stand there', () => {
    const { layout } = reading(whole, 'ocr', ['one two three four five six seven eight nine ten eleven twelve']);
    const wordsOn = (crop: Box): string =>
      layoutOnPage(layout, pageWay({ ...whole, treatment: { angle: 0, crop } }).has)
        .blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words.map(({ text }) => text)))
        .join(' ');
    expect([wordsOn({ ...left, width: 320 }), wordsOn({ ...right, x: 320, width: 680 })]).toEqual([
      'one two three four five',
      'six seven eight nine ten eleven twelve',
    ]);
  });
});

describe('places on a treated page', () => {
  const page = { width: 1000, height: 1600, treatment: { angle: 7, crop: { x: 50, y: 60, width: 800, height: 1200 } } };

  test('lead to the picture and back, and keep the size of boxes', () => {
    const way = pageWay(page);
    const box = { x: 120, y: 900, width: 90, height: 40 };
    const there = way.toPicture(box);
    expect(there).toMatchObject({ width: 90, height: 40 });
    const back = way.toPage(there);
    expect(back.x).toBeCloseTo(120, 9);
    expect(back.y).toBeCloseTo(900, 9);
  });

  test('are turned clockwise about the middle of the picture', () => {
    const way = pageWay({ width: 1000, height: 1000, treatment: { angle: 10, crop: null } });
    const { x, y } = way.pointToPage({ x: 1000, y: 500 });
    expect(x).toBeCloseTo(500 + 500 * Math.cos(Math.PI / 18), 9);
    expect(y).toBeCloseTo(500 + 500 * Math.sin(Math.PI / 18), 9);
  });

  test('are within the part of the picture that is the surface of an edition', () => {
    expect(partInPicture({ ...page, treatment: { angle: 0, crop: left } })).toEqual(left);
    const around = partInPicture(page);
    expect(around.x).toBeGreaterThanOrEqual(0);
    expect(around.x + around.width).toBeLessThanOrEqual(1000);
    expect(around.width).toBeGreaterThan(800);
  });
});
