/** The picture of a word, made so many cells wide and high whatever the word's own size: how dark each is, 0 to 255, row by row. */
export type PictureShape = readonly number[];

/** Cells of a shape. */
export const shapeSize = { width: 32, height: 12 } as const;

/** How unlike the others each picture of a group is: 0 for one that looks as they all do, 1 for one that has nothing in common with
 *  them; null for one that has no picture, or no other to be held against. Words that read alike and were set alike have alike pictures:
 *  what was read wrong looks otherwise. It is the correlation with the mean of the others, so that ink and paper do not count. */
export function unlikeness(shapes: readonly (PictureShape | null)[]): readonly (number | null)[] {
  const size = shapeSize.width * shapeSize.height;
  const known = shapes.filter((shape) => shape?.length === size);
  if (known.length < 2) return shapes.map(() => null);
  const standard = new Map(known.map((shape) => [shape, standardised(shape ?? [])]));
  const sum = new Float64Array(size);
  for (const shape of standard.values())
    for (const [cell, value] of shape.entries()) sum[cell] = (sum[cell] ?? 0) + value;
  return shapes.map((shape) => {
    const own = shape && standard.get(shape);
    if (!own) return null;
    const others = standardised(own.map((value, cell) => (sum[cell] ?? 0) - value));
    const alike = own.reduce((total, value, cell) => total + value * (others[cell] ?? 0), 0) / size;
    return Math.round(1000 * Math.min(1, Math.max(0, 1 - alike))) / 1000;
  });
}

/** With 0 as the mean and 1 as the deviation; all 0 for an even picture. */
function standardised(values: readonly number[]): readonly number[] {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}

/** Words of a group with what makes them odd. */
interface Oddness {
  /** How unlike the others its picture is; null when that is not known. */
  readonly unlikeness: number | null;
  /** 0 to 100; null when not stated. */
  readonly confidence: number | null;
  /** What other readings of the page have in its place, where that is something else. */
  readonly otherReadings: readonly string[];
}

/** How odd a word is among those that read alike: pictures count most, then that other readings differ, then how sure the reading was. */
export const oddness = ({ unlikeness: picture, confidence, otherReadings }: Oddness): number =>
  2 * (picture ?? 0) + 0.5 * Math.min(2, otherReadings.length) + (confidence === null ? 0 : (100 - confidence) / 200);
