import { inEnglish } from '../../shared/translation/retell.ts';
import { mostBytesOf } from '../storage/disk/size-limits.ts';
import { GitError, type GitRun, git } from './git.ts';
import { largeFileRule } from './large-files.ts';

const filesAtOnce = 64;
const bytesAtOnce = 64 * 1024 * 1024;
const lineFeed = 10;

/** A file as the repository has it. */
interface Kept {
  readonly name: string;
  readonly blob: string;
}

/** Reads what a repository holds. */
export class GitObjects {
  constructor(private readonly run: GitRun) {}

  /** What two files of a commit hold: which collection it is, and whether Git LFS keeps its images. */
  async facts(commit: string): Promise<{ readonly collection: unknown; readonly hasLargeFiles: boolean }> {
    const wanted = ['collection.json', '.gitattributes'];
    const out = await git(this.run, ['cat-file', '--batch'], {
      input: wanted.map((name) => `${commit}:${name}\n`).join(''),
    });
    const texts: string[] = [];
    for (let at = 0; texts.length < wanted.length; ) {
      const end = out.indexOf(lineFeed, at);
      const size = sizeIn(out.subarray(at, end));
      texts.push(size === null ? '' : out.subarray(end + 1, end + 1 + size).toString('utf8'));
      at = size === null ? end + 1 : end + size + 2;
    }
    const [file = '', rules = ''] = texts;
    return { collection: idIn(file), hasLargeFiles: rules.split('\n').includes(largeFileRule) };
  }

  /** How large files are, in bytes, in their order. */
  async sizesOf(blobs: readonly string[]): Promise<readonly number[]> {
    if (blobs.length === 0) return [];
    const out = await git(this.run, ['cat-file', '--batch-check'], {
      input: blobs.map((blob) => `${blob}\n`).join(''),
    });
    return out
      .toString('latin1')
      .split('\n')
      .slice(0, blobs.length)
      .map((line) => sizeIn(Buffer.from(line)) ?? 0);
  }

  /** The bytes of files, one after the other. Of one that is larger than its kind may be only its size is looked at: `bytes` is null. */
  async *read<File extends Kept>(
    files: readonly File[],
  ): AsyncGenerator<{ readonly file: File; readonly bytes: Uint8Array | null }> {
    const sizes = await this.sizesOf(files.map(({ blob }) => blob));
    let some: File[] = [];
    let total = 0;
    for (const [index, file] of files.entries()) {
      const size = sizes[index] ?? 0;
      if (size > mostBytesOf(file.name)) {
        yield { file, bytes: null };
        continue;
      }
      if (some.length === filesAtOnce || (total > 0 && total + size > bytesAtOnce)) {
        yield* this.#readSome(some);
        [some, total] = [[], 0];
      }
      some.push(file);
      total += size;
    }
    yield* this.#readSome(some);
  }

  async *#readSome<File extends Kept>(
    files: readonly File[],
  ): AsyncGenerator<{ readonly file: File; readonly bytes: Uint8Array }> {
    if (files.length === 0) return;
    const input = files.map(({ blob }) => `${blob}\n`).join('');
    const out = await git(this.run, ['cat-file', '--batch'], { input });
    let at = 0;
    for (const file of files) {
      const end = out.indexOf(lineFeed, at);
      const size = sizeIn(out.subarray(at, end));
      if (size === null) throw new GitError('failed', inEnglish`${file.name} cannot be read from the repository`);
      yield { file, bytes: out.subarray(end + 1, end + 1 + size) };
      at = end + size + 2;
    }
  }
}

/** The size that Git says of an object; null when there is none. */
function sizeIn(line: Uint8Array): number | null {
  const size = / blob (\d+)$/.exec(Buffer.from(line).toString('latin1'))?.[1];
  return size === undefined ? null : Number(size);
}

function idIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly id?: unknown } | null)?.id;
  } catch {
    return null;
  }
}
