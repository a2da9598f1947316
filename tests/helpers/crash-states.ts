import { copyImage, type DiskImage, type Inode, type Operation, perform } from './disk-image.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a loss of power may leave of a write that was not forced to the disk. */
const writeFates = ['lost', 'half', 'zeroed', 'garbage', 'kept'] as const;
/** What it may leave of anything else: a cut, a new name, a changed name, a removal. */
const otherFates = ['lost', 'kept'] as const;
type Fate = (typeof writeFates)[number];

/** A disk as it may be found after a loss of power. */
export interface CrashState {
  readonly image: DiskImage;
  /** How many operations had been carried out. */
  readonly completed: number;
  /** What became of those that were not yet on the disk, to find the state again. */
  readonly fates: readonly string[];
}

interface CrashOptions {
  readonly random: SeededRandom;
  /** Of one moment no more states than these are made; when there would be more, some are drawn. */
  readonly mostStates: number;
  /** Which moments are looked at, by how many operations had been carried out; all when absent. */
  readonly moments?: (completed: number) => boolean;
}

/** Every disk that a loss of power at any moment may leave: whatever was not forced to the disk may have been kept or not, in
 *  any combination, and an unforced write may be there in part, as zeros, or as something else. */
export function* crashStates(
  base: DiskImage,
  operations: readonly Operation[],
  { random, mostStates, moments = () => true }: CrashOptions,
): Generator<CrashState> {
  const disk = new UnsyncedDisk(base);
  for (let completed = 0; completed <= operations.length; completed++) {
    const last = operations[completed - 1];
    if (last) disk.perform(last);
    if (!moments(completed)) continue;
    for (const fates of disk.combinations(mostStates, random))
      yield { completed, fates: disk.describe(fates), image: disk.after(fates, random) };
  }
}

/** A disk of which some operations are only in the memory of the system. */
class UnsyncedDisk {
  readonly #durable: DiskImage;
  #pending: Operation[] = [];

  constructor(base: DiskImage) {
    this.#durable = copyImage(base);
  }

  perform(operation: Operation): void {
    switch (operation.kind) {
      case 'sync':
        this.#commit((one) => 'inode' in one && isOfContent(one) && one.inode === operation.inode);
        break;
      case 'syncFolder':
        this.#commitFolder(operation.folder);
        break;
      default:
        // What has no name yet has content all the same.
        if (operation.kind === 'create' && !this.#durable.files.has(operation.inode))
          this.#durable.files.set(operation.inode, new Uint8Array());
        if (operation.kind === 'makeFolder') this.#durable.folders.set(operation.inode, new Map());
        this.#pending.push(operation);
    }
  }

  /** One fate for each operation that is not on the disk: all combinations, or so many of them. */
  combinations(most: number, random: SeededRandom): readonly (readonly Fate[])[] {
    const choices = this.#pending.map((one): readonly Fate[] => (one.kind === 'write' ? writeFates : otherFates));
    const total = choices.reduce((product, { length }) => product * length, 1);
    if (total <= most) return Array.from({ length: total }, (_, number) => chosen(choices, number));
    const drawn = Array.from({ length: most - 2 }, () => choices.map((fates) => drawnFrom(fates, random)));
    return [choices.map(() => 'lost'), choices.map(() => 'kept'), ...drawn];
  }

  describe(fates: readonly Fate[]): readonly string[] {
    return fates.map((fate, index) => `${this.#pending[index]?.kind} ${fate}`);
  }

  /** What is found when the power comes back. */
  after(fates: readonly Fate[], random: SeededRandom): DiskImage {
    const image = copyImage(this.#durable);
    for (const [index, operation] of this.#pending.entries()) {
      const left = leftOf(operation, fates[index] ?? 'lost', random);
      if (left) perform(image, left);
    }
    return image;
  }

  #commit(isDone: (operation: Operation) => boolean): void {
    const left: Operation[] = [];
    for (const operation of this.#pending) {
      if (isDone(operation)) perform(this.#durable, operation);
      else left.push(operation);
    }
    this.#pending = left;
  }

  /** A name that moved from one folder to another never stands in both: file systems write that at once. So with it goes what
   *  happened in the other folder before. */
  #commitFolder(folder: Inode): void {
    const folders = new Set([folder]);
    for (const one of [...this.#pending].reverse()) {
      if (one.kind !== 'rename') continue;
      if (folders.has(one.folder)) folders.add(one.toFolder);
      else if (folders.has(one.toFolder)) folders.add(one.folder);
    }
    this.#commit((one) => 'folder' in one && folders.has(one.folder));
  }
}

const isOfContent = ({ kind }: Operation): boolean => kind === 'write' || kind === 'truncate';

function chosen(choices: readonly (readonly Fate[])[], number: number): readonly Fate[] {
  let rest = number;
  return choices.map((fates) => {
    const fate = fates[rest % fates.length] ?? 'lost';
    rest = Math.floor(rest / fates.length);
    return fate;
  });
}

const drawnFrom = (fates: readonly Fate[], random: SeededRandom): Fate => fates[random.below(fates.length)] ?? 'lost';

function leftOf(operation: Operation, fate: Fate, random: SeededRandom): Operation | null {
  if (fate === 'lost') return null;
  if (operation.kind !== 'write') return operation;
  const { length } = operation.bytes;
  if (fate === 'half') return { ...operation, bytes: operation.bytes.subarray(0, Math.floor(length / 2)) };
  if (fate === 'zeroed') return { ...operation, bytes: new Uint8Array(length) };
  return fate === 'garbage' ? { ...operation, bytes: garbageLike(operation.bytes, random) } : operation;
}

/** Something else of the same length. Half of the time it ends in the same byte, so that it may pass for a whole line. */
function garbageLike(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const garbage = random.bytes(bytes.length);
  if (random.below(2) === 0) garbage.set(bytes.subarray(-1), bytes.length - 1);
  return garbage;
}
