import type { GreyscalePicture } from './greyscale-picture.ts';

/** Ink is darker than this on a page whose light is even. */
const ink = 150;
/** Letters are between these heights, in pixels. */
const [smallest, tallest] = [6, 160] as const;
/** Fewer marks than this are no text. */
const fewestMarks = 40;

/** How high most letters of a page are, in pixels: small letters in mixed writing, capitals in a telegram. Null when the page has
 *  too few marks that could be letters. O(pixels).
 *  @param picture with even light */
export function xHeight(picture: GreyscalePicture): number | null {
  const counts = new Uint32Array(tallest + 1);
  let marks = 0;
  for (const { width, height } of inkMarks(picture)) {
    if (height < smallest || height > tallest || width < height * 0.25 || width > height * 2) continue;
    counts[height] = (counts[height] ?? 0) + 1;
    marks += 1;
  }
  if (marks < fewestMarks) return null;
  let best: number = smallest;
  for (let height = smallest + 1; height < tallest; height++)
    if (around(counts, height) > around(counts, best)) best = height;
  return best;
}

/** How many marks are of a height, or almost: those of the height itself count twice. */
const around = (counts: Uint32Array, height: number): number =>
  (counts[height - 1] ?? 0) + 2 * (counts[height] ?? 0) + (counts[height + 1] ?? 0);

interface MarkSize {
  readonly width: number;
  readonly height: number;
}

/** The sizes of the marks of ink that hang together. Runs of ink in a row are joined with those they touch in the row above. */
function inkMarks({ width, height, data }: GreyscalePicture): readonly MarkSize[] {
  const parents: number[] = [];
  const boxes: { left: number; right: number; top: number; bottom: number }[] = [];
  const rootOf = (mark: number): number => {
    let root = mark;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] ?? root] ?? root;
      root = parents[root] ?? root;
    }
    return root;
  };
  let above: { from: number; to: number; mark: number }[] = [];
  for (let y = 0; y < height; y++) {
    const runs: { from: number; to: number; mark: number }[] = [];
    let next = 0;
    for (let x = 0; x < width; x++) {
      if ((data[y * width + x] ?? 255) >= ink) continue;
      const from = x;
      while (x < width && (data[y * width + x] ?? 255) < ink) x += 1;
      let mark = -1;
      while ((above[next]?.to ?? width) < from) next += 1;
      for (let index = next; (above[index]?.from ?? width + 1) <= x; index++) {
        const touched = rootOf(above[index]?.mark ?? 0);
        if (mark < 0) mark = touched;
        else if (touched !== mark) join(boxes, parents, mark, touched);
      }
      if (mark < 0) {
        mark = parents.push(parents.length) - 1;
        boxes.push({ left: from, right: x, top: y, bottom: y + 1 });
      }
      const box = boxes[mark];
      if (box) {
        box.left = Math.min(box.left, from);
        box.right = Math.max(box.right, x);
        box.bottom = y + 1;
      }
      runs.push({ from, to: x, mark });
    }
    above = runs;
  }
  return boxes.flatMap((box, mark) =>
    parents[mark] === mark ? [{ width: box.right - box.left, height: box.bottom - box.top }] : [],
  );
}

function join(
  boxes: { left: number; right: number; top: number; bottom: number }[],
  parents: number[],
  kept: number,
  gone: number,
): void {
  const [a, b] = [boxes[kept], boxes[gone]];
  parents[gone] = kept;
  if (!a || !b) return;
  a.left = Math.min(a.left, b.left);
  a.right = Math.max(a.right, b.right);
  a.top = Math.min(a.top, b.top);
  a.bottom = Math.max(a.bottom, b.bottom);
}
