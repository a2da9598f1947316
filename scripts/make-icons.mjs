import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { projectRoot } from './lib/project.mjs';

/** Sides in pixels: those of the theme hicolor, and the largest that macOS asks for. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** How much larger the drawing of a small icon is made before it is brought to its size: what is thin stays visible. */
const oversampling = 4;

/** The largest icon that has no room for a page around the anchor, in pixels. */
const smallest = 24;

// Draws the icons of resources/icons anew, after one of the two drawings was changed.
const drawings = await Promise.all(
  ['icon.svg', 'icon-small.svg'].map((name) => readFile(path.join(projectRoot, 'resources', name), 'utf8')),
);
const folder = path.join(projectRoot, 'resources/icons');
await mkdir(folder, { recursive: true });
for (const size of sizes) {
  const large = size * (size < 128 ? oversampling : 1);
  const drawing = drawings[size > smallest ? 0 : 1] ?? '';
  const image = await loadImage(
    Buffer.from(drawing.replace(/width="512" height="512"/, `width="${large}" height="${large}"`)),
  );
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size, size);
  await writeFile(path.join(folder, `${size}x${size}.png`), canvas.toBuffer('image/png'));
}
process.stdout.write(`${sizes.length} icons: ${folder}\n`);
