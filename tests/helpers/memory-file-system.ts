import path from 'node:path';
import type { FileKind, FileSystem, FolderEntry, OpenFile, OpenMode } from '../../main/storage/file-system.ts';

/** A call to the file system, before it is carried out. */
export interface FileCall {
  /** From 1, counting every call. */
  readonly number: number;
  readonly name: keyof FileSystem | keyof OpenFile;
  readonly path: string;
}

/** What is to happen instead: an error of the operating system, a write of at most so many bytes, or one that takes so many and
 *  says that it took all. */
export type Injected = { readonly error: string } | { readonly short: number } | { readonly lie: number } | null;

/** An error as Node gives it for one of the operating system. */
function systemError(code: string, call: string): Error {
  return Object.assign(new Error(`${code}: ${call}`), { code });
}

type Entry = { kind: 'folder' } | { kind: 'file'; bytes: Uint8Array; modifiedMs: number };

/** A file system in memory under the real storage code, quick enough for thousands of openings, that can be made to fail at
 *  any call. */
export class MemoryFileSystem implements FileSystem {
  readonly #entries: Map<string, Entry>;
  calls = 0;
  /** Asked before each call. */
  inject: (call: FileCall) => Injected = () => null;

  constructor(entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([['/', { kind: 'folder' }]])) {
    this.#entries = new Map(entries);
  }

  /** The same files, changed independently from now on, and nothing injected. */
  copy(): MemoryFileSystem {
    return new MemoryFileSystem(new Map([...this.#entries].map(([name, entry]) => [name, { ...entry }])));
  }

  /** Every file's path, in order. */
  get files(): readonly string[] {
    return [...this.#entries].filter(([, entry]) => entry.kind === 'file').map(([name]) => name);
  }

  bytes(file: string): Uint8Array {
    return this.#file(file, 'bytes').bytes;
  }

  setBytes(file: string, bytes: Uint8Array): void {
    this.#entries.set(file, { kind: 'file', bytes, modifiedMs: Date.now() });
  }

  /** Removes files, as a person might. */
  forget(files: readonly string[]): void {
    for (const file of files) this.#entries.delete(file);
  }

  /** Makes a folder and those above it, as a person might. */
  makeFolders(folder: string): void {
    if (this.#entries.has(folder)) return;
    this.makeFolders(path.dirname(folder));
    this.#entries.set(folder, { kind: 'folder' });
  }

  async open(file: string, mode: OpenMode): Promise<OpenFile> {
    this.#call('open', file);
    const known = this.#entries.get(file);
    if (known?.kind === 'folder') throw systemError('EISDIR', file);
    if (mode === 'create' && known) throw systemError('EEXIST', file);
    if (mode === 'modify' && !known) throw systemError('ENOENT', file);
    if (this.#entries.get(path.dirname(file))?.kind !== 'folder') throw systemError('ENOENT', file);
    const entry = known ?? { kind: 'file' as const, bytes: new Uint8Array(), modifiedMs: Date.now() };
    this.#entries.set(file, entry);
    return this.#handle(file, entry);
  }

  async readFile(file: string): Promise<Uint8Array> {
    this.#call('readFile', file);
    return Uint8Array.from(this.#file(file, 'readFile').bytes);
  }

  async readFolder(folder: string): Promise<readonly FolderEntry[]> {
    this.#call('readFolder', folder);
    if (this.#entries.get(folder)?.kind !== 'folder') throw systemError('ENOENT', folder);
    return [...this.#entries]
      .filter(([name]) => name !== folder && path.dirname(name) === folder)
      .map(([name, { kind }]) => ({ name: path.basename(name), kind: kind as FileKind }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async stat(name: string): ReturnType<FileSystem['stat']> {
    this.#call('stat', name);
    return this.#stat(name);
  }

  async makeFolder(folder: string): Promise<void> {
    this.#call('makeFolder', folder);
    if (this.#entries.has(folder)) throw systemError('EEXIST', folder);
    if (this.#entries.get(path.dirname(folder))?.kind !== 'folder') throw systemError('ENOENT', folder);
    this.#entries.set(folder, { kind: 'folder' });
  }

  async rename(from: string, to: string): Promise<void> {
    this.#call('rename', from);
    const moved = [...this.#entries].filter(([name]) => name === from || name.startsWith(`${from}/`));
    if (moved.length === 0) throw systemError('ENOENT', from);
    for (const [name, entry] of moved) {
      this.#entries.delete(name);
      this.#entries.set(`${to}${name.slice(from.length)}`, entry);
    }
  }

  async link(from: string, to: string): Promise<void> {
    this.#call('link', from);
    if (this.#entries.has(to)) throw systemError('EEXIST', to);
    this.#entries.set(to, this.#file(from, 'link'));
  }

  async removeFile(file: string): Promise<void> {
    this.#call('removeFile', file);
    this.#file(file, 'removeFile');
    this.#entries.delete(file);
  }

  async removeFolder(folder: string): Promise<void> {
    this.#call('removeFolder', folder);
    if ([...this.#entries.keys()].some((name) => path.dirname(name) === folder)) throw systemError('ENOTEMPTY', folder);
    this.#entries.delete(folder);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#call('syncFolder', folder);
    if (this.#entries.get(folder)?.kind !== 'folder') throw systemError('ENOENT', folder);
  }

  #handle(file: string, entry: Entry & { kind: 'file' }): OpenFile {
    return {
      write: async (bytes) => {
        const injected = this.#call('write', file);
        const limit = injected && 'short' in injected ? injected.short : injected && 'lie' in injected && injected.lie;
        const taken = bytes.subarray(0, typeof limit === 'number' ? limit : bytes.length);
        entry.bytes = Buffer.concat([entry.bytes, taken]);
        return injected && 'lie' in injected ? bytes.length : taken.length;
      },
      datasync: async () => void this.#call('datasync', file),
      sync: async () => void this.#call('sync', file),
      truncate: async (length) => {
        this.#call('truncate', file);
        entry.bytes = entry.bytes.slice(0, length);
      },
      stat: async () => {
        this.#call('stat', file);
        return { kind: 'file', size: entry.bytes.length, modifiedMs: entry.modifiedMs };
      },
      touch: async (time) => {
        entry.modifiedMs = time.getTime();
      },
      close: async () => undefined,
    };
  }

  #stat(name: string): Awaited<ReturnType<FileSystem['stat']>> {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    return entry.kind === 'folder'
      ? { kind: 'folder', size: 0, modifiedMs: 0 }
      : { kind: 'file', size: entry.bytes.length, modifiedMs: entry.modifiedMs };
  }

  #file(file: string, call: string): Entry & { kind: 'file' } {
    const entry = this.#entries.get(file);
    if (!entry) throw systemError('ENOENT', `${call} ${file}`);
    if (entry.kind !== 'file') throw systemError('EISDIR', `${call} ${file}`);
    return entry;
  }

  /** Counts a call, and lets it fail if it is its turn. */
  #call(name: FileCall['name'], file: string): Injected {
    this.calls += 1;
    const injected = this.inject({ number: this.calls, name, path: file });
    if (injected && 'error' in injected) throw systemError(injected.error, `${name} ${file}`);
    return injected;
  }
}
