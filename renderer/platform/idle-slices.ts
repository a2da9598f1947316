/** How long a step of what costs a whole document may keep a key waiting. */
export const sliceMs = 4;
/** What is done at once, before anything is drawn: all that an ordinary document costs. */
const firstSliceMs = 12;
/** When nothing is ever idle, it goes on after this time all the same. */
const latestMs = 400;

/** Does something long in short steps while nobody works: the first at once, the others when the window is idle.
 *  @param work goes on until the time is up, and says whether all is done
 *  @param firstMs how long the first may take
 *  @returns what gives it up */
export function inIdleSlices(work: (isTimeUp: () => boolean) => boolean, firstMs = firstSliceMs): () => void {
  let idle: number | null = null;
  const goOn = (ms: number): void => {
    const end = performance.now() + ms;
    const isDone = work(() => performance.now() > end);
    idle = isDone ? null : requestIdleCallback(() => goOn(sliceMs), { timeout: latestMs });
  };
  goOn(firstMs);
  return () => {
    if (idle !== null) cancelIdleCallback(idle);
  };
}
