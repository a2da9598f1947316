/** Stands for the canvas in programs that draw nothing: its compiled code cannot be bundled. */
export function createCanvas(): never {
  throw new Error('nothing is drawn here');
}
