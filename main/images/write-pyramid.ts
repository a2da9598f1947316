import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { ConfinedFileSystem } from '../storage/disk/confined-file-system.ts';
import { writeLevel, writeThumbnailFile } from '../storage/document/tile-files.ts';
import type { Picture } from './picture-decoding.ts';
import { levelSize, pyramidLevels, type TilePlace, tilesOf } from './picture-pyramid.ts';

const thumbnailPixels = 256;
const jpegQuality = 85;

/** Writes the tiles of a picture, the smallest level first, so that a page is seen whole soon.
 *  @param files the gate to the folder
 *  @param done called when all tiles of a level are there */
export async function writePyramid(
  picture: Picture,
  files: ConfinedFileSystem,
  folder: string,
  done: (level: number) => void,
): Promise<void> {
  await writeThumbnail(picture, files, folder);
  const levels = pyramidLevels(picture);
  const halved = halvedPictures(picture, levels);
  for (let level = 0; level < levels; level++) {
    const drawn = halved[level] ?? picture;
    await writeLevel(files, folder, level, tilesIn(drawn));
    done(level);
  }
}

/** A picture for each level but the largest; each is made of the next larger one, so that none skips pixels. */
function halvedPictures(picture: Picture, levels: number): readonly Picture[] {
  const halved: Picture[] = [];
  let larger = picture;
  for (let level = levels - 2; level >= 0; level--) {
    larger = scaled(larger, levelSize(picture, level));
    halved.unshift(larger);
  }
  return halved;
}

function scaled(
  { drawable }: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const canvas = paper(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'medium';
  context.drawImage(drawable, 0, 0, width, height);
  return { width, height, drawable: canvas };
}

/** JPEG knows no transparency: what shows through is white. */
function paper(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return canvas;
}

async function* tilesIn(picture: Picture): AsyncGenerator<{ readonly name: string; readonly bytes: Uint8Array }> {
  for (const tile of tilesOf(picture))
    yield { name: `${tile.column}_${tile.row}.jpg`, bytes: await cut(picture, tile) };
}

function cut({ drawable }: Picture, { x, y, width, height }: TilePlace): Promise<Uint8Array> {
  const canvas = paper(width, height);
  canvas.getContext('2d').drawImage(drawable, x, y, width, height, 0, 0, width, height);
  return canvas.encode('jpeg', jpegQuality);
}

/** Writes the small picture of a page. */
export async function writeThumbnail(picture: Picture, files: ConfinedFileSystem, folder: string): Promise<void> {
  const scale = Math.min(1, thumbnailPixels / Math.max(picture.width, picture.height));
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
  let small = picture;
  // By halves, because one step from a large picture to a small one skips most of its pixels.
  while (small.width > size.width * 2 && small.height > size.height * 2)
    small = scaled(small, { width: Math.ceil(small.width / 2), height: Math.ceil(small.height / 2) });
  const canvas = scaled(small, size).drawable as Canvas;
  await writeThumbnailFile(files, folder, await canvas.encode('jpeg', jpegQuality));
}
