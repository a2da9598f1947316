import type { FileSystem, OpenFile } from '../../main/storage/disk/file-system.ts';

/** A program that can be ended at any of its calls to the disk: the one it is at is left half done, and none comes after it. */
export class MortalDisk {
  readonly fileSystem: FileSystem;
  #left = Number.POSITIVE_INFINITY;

  constructor(disk: FileSystem) {
    this.fileSystem = this.#mortal(disk, (file) => this.#mortal(file as OpenFile));
  }

  /** @param calls how many more calls are carried out */
  endAfter(calls: number): void {
    this.#left = calls;
  }

  #mortal<Calls extends FileSystem | OpenFile>(target: Calls, opened?: (file: unknown) => OpenFile): Calls {
    return new Proxy(target, {
      get: (calls, name) => {
        const call = Reflect.get(calls, name) as (...given: readonly unknown[]) => unknown;
        if (typeof call !== 'function') return call;
        return (...given: readonly unknown[]): unknown => {
          this.#left -= 1;
          if (this.#left < 0 && name === 'statNow') throw ended();
          // What was going to the disk when the program ended is there in part.
          if (this.#left === -1 && name === 'write' && given[0] instanceof Uint8Array) {
            const half = call.call(calls, given[0].subarray(0, given[0].length >> 1)) as Promise<unknown>;
            return half.then(() => Promise.reject(ended()));
          }
          if (this.#left < 0) return Promise.reject(ended());
          const answer = call.apply(calls, [...given]);
          return name === 'open' && opened ? (answer as Promise<unknown>).then(opened) : answer;
        };
      },
    });
  }
}

/** As the operating system says that something could not be done: to the program it makes no difference. */
const ended = (): Error => Object.assign(new Error('EIO: the program has ended'), { code: 'EIO' });
