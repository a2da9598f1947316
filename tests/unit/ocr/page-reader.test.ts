import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { type PageReader, type PageReadResult, pageReader } from '../../../main/ocr/page-reader.ts';
import type { PagePixels } from '../../../main/ocr/read-page.ts';
import { layoutWords, type PageLayout } from '../../../shared/document/layout.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { layoutText } from '../../helpers/layout-builders.ts';
import { typedLines, typedPage } from '../../helpers/typed-page.ts';

const workers = builtWorkers();
const english = { name: 'eng', folder: null };
const page = typedPage(typedLines);
const pixels = (bytes: Uint8Array, turn: PageTurn = 0): PagePixels => ({ bytes, width: 900, height: 500, turn });

async function reading(read: (reader: PageReader) => Promise<PageReadResult>): Promise<PageReadResult> {
  const reader = pageReader(workers(), english);
  try {
    return await read(reader);
  } finally {
    await reader.close();
  }
}

function layoutOf(result: PageReadResult): PageLayout {
  if (result.kind !== 'read') throw new Error(JSON.stringify(result));
  return result.reading.layout;
}

const { signal } = new AbortController();

describe('reading a page', () => {
  test('gives its text, with boxes in its own pixels, baselines and confidences', async () => {
    const result = await reading((reader) => reader.read(pixels(page.bytes), 'page 1', 'ocr', signal));
    const layout = layoutOf(result);
    expect(layoutText(layout).split(/\n+/)).toEqual(typedLines);
    expect(layout).toMatchObject({ width: 900, height: 500 });
    for (const word of layoutWords(layout)) {
      const truth = page.boxes.get(word.text);
      expect(Math.abs((word.box?.x ?? 0) - (truth?.x ?? 0)), word.text).toBeLessThan(8);
      expect(Math.abs((word.box?.width ?? 0) - (truth?.width ?? 0)), word.text).toBeLessThan(14);
      expect(Math.abs((word.box?.y ?? 0) - (truth?.y ?? 0)), word.text).toBeLessThan(14);
      expect(word.confidence).toBeGreaterThan(70);
    }
    const [first] = layout.blocks[0]?.lines ?? [];
    expect(Math.abs((first?.baseline?.[0]?.y ?? 0) - 120)).toBeLessThan(5);
  });

  test('a page that lies on its side is read upright, its boxes stay those of the file', async () => {
    const lying = createCanvas(500, 900);
    const context = lying.getContext('2d');
    const upright = await loadImage(page.bytes);
    context.translate(0, 900);
    context.rotate(-Math.PI / 2);
    context.drawImage(upright, 0, 0);
    const result = await reading((reader) =>
      reader.read(
        { bytes: lying.toBuffer('image/png'), width: 500, height: 900, turn: 90 },
        'page 1',
        'second',
        signal,
      ),
    );
    const layout = layoutOf(result);
    expect(layoutText(layout).split(/\n+/)).toEqual(typedLines);
    const department = layoutWords(layout)[0]?.box;
    expect(Math.abs((department?.y ?? 0) + (department?.height ?? 0) - 820)).toBeLessThan(14);
    expect(Math.abs((department?.x ?? 0) - 95)).toBeLessThan(14);
  });

  test('an image that is none, a language that is not there and a page given up are told apart', async () => {
    const bad = await reading((reader) => reader.read(pixels(new Uint8Array(20)), 'page 1', 'ocr', signal));
    expect(bad).toMatchObject({
      kind: 'refused',
      fault: { what: expect.stringContaining('“page 1” cannot be read as an image') },
    });

    const foreign = pageReader(workers(), { name: 'klingon', folder: '/nowhere' });
    const unknown = await foreign.read(pixels(page.bytes), 'page 1', 'ocr', signal);
    await foreign.close();
    expect(unknown).toMatchObject({
      kind: 'no language',
      fault: { what: expect.stringContaining('language “klingon”') },
    });

    const stop = new AbortController();
    const stopped = reading((reader) => {
      setTimeout(() => stop.abort(), 50);
      return reader.read(pixels(page.bytes), 'page 1', 'ocr', stop.signal);
    });
    expect(await stopped).toEqual({ kind: 'cancelled' });
  });
});
