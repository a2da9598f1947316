import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { TruePage } from './ocr-truth.ts';

/** How a page is made worse: out of focus, grainy, laid askew. */
const wear = { blur: 1.1, grain: 46, degrees: 0.8 } as const;

/** The same page as a worse copy shows it: a stand-in for pages that nobody has looked at. The same page is always worn alike. */
export async function wornPage(page: TruePage): Promise<TruePage> {
  const { width, height } = page;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#e8e2d2';
  context.fillRect(0, 0, width, height);
  const angle = (wear.degrees * Math.PI) / 180;
  context.translate(width / 2, height / 2);
  context.rotate(angle);
  context.translate(-width / 2, -height / 2);
  context.filter = `blur(${(wear.blur * width) / 2000}px)`;
  context.drawImage(await loadImage(page.bytes), 0, 0, width, height);
  context.resetTransform();
  const pixels = context.getImageData(0, 0, width, height);
  let seed = 7;
  for (let at = 0; at < pixels.data.length; at += 4) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const grain = (seed / 2 ** 32 - 0.5) * wear.grain;
    for (const channel of [0, 1, 2]) pixels.data[at + channel] = (pixels.data[at + channel] ?? 0) + grain;
  }
  context.putImageData(pixels, 0, 0);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = ({ x, y }: { readonly x: number; readonly y: number }) => {
    const [across, down] = [x - width / 2, y - height / 2];
    return { x: width / 2 + across * cos - down * sin, y: height / 2 + across * sin + down * cos };
  };
  return {
    ...page,
    name: `worn-${page.name}`,
    bytes: canvas.toBuffer('image/jpeg', 80),
    lines: page.lines.map((line) => ({ ...line, outline: line.outline.map(turned) })),
  };
}
