import path from 'node:path';
import {
  type FileSystem,
  type FolderEntry,
  type OpenFile,
  type OpenMode,
  RefusedPathError,
} from '../../main/storage/disk/file-system.ts';

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

type FileEntry = { kind: 'file'; bytes: Uint8Array; modifiedMs: number };
type Entry = { kind: 'folder' } | FileEntry | { kind: 'link'; to: string } | { kind: 'other' };

/** A file system in memory under the real storage code, quick enough for thousands of openings, that can be made to fail at
 *  any call. */
export class MemoryFileSystem implements FileSystem {
  readonly #entries: Map<string, Entry>;
  #hasLinks = false;
  calls = 0;
  /** Asked before each call. */
  inject: (call: FileCall) => Injected = () => null;

  constructor(entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([['/', { kind: 'folder' }]])) {
    this.#entries = new Map(entries);
  }

  /** The same files, changed independently from now on, and nothing injected. */
  copy(): MemoryFileSystem {
    const copy = new MemoryFileSystem(new Map([...this.#entries].map(([name, entry]) => [name, { ...entry }])));
    copy.#hasLinks = this.#hasLinks;
    return copy;
  }

  /** Every file's path, in order. */
  get files(): readonly string[] {
    return [...this.#entries].filter(([, entry]) => entry.kind === 'file').map(([name]) => name);
  }

  /** Every path, of folders, too. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  bytes(file: string): Uint8Array {
    return this.#file(file, 'bytes').bytes;
  }

  setBytes(file: string, bytes: Uint8Array): void {
    this.#entries.set(file, { kind: 'file', bytes, modifiedMs: Date.now() });
  }

  /** Puts a link there, which need not lead to anything. */
  setLink(name: string, to: string): void {
    this.#entries.set(name, { kind: 'link', to });
    this.#hasLinks = true;
  }

  /** Puts a pipe there. */
  setPipe(name: string): void {
    this.#entries.set(name, { kind: 'other' });
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
    const place = this.#placeOf(file);
    const known = this.#entries.get(place);
    if (mode === 'create' && known) throw systemError('EEXIST', file);
    if (known && known.kind !== 'file') throw new RefusedPathError({ kind: known.kind }, file);
    if ((mode === 'modify' || mode === 'read') && !known) throw systemError('ENOENT', file);
    if (this.#entries.get(path.dirname(place))?.kind !== 'folder') throw systemError('ENOENT', file);
    const entry = known ?? { kind: 'file' as const, bytes: new Uint8Array(), modifiedMs: Date.now() };
    this.#entries.set(place, entry);
    return this.#handle(file, entry);
  }

  async readFile(file: string, mostBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    this.#call('readFile', file);
    const entry = this.#entries.get(this.#placeOf(file));
    if (entry && entry.kind !== 'file') throw new RefusedPathError({ kind: entry.kind }, file);
    const { bytes } = this.#file(file, 'readFile');
    if (bytes.length > mostBytes) throw new RefusedPathError({ kind: 'too large', mostBytes }, file);
    return Uint8Array.from(bytes);
  }

  async readFolder(folder: string): Promise<readonly FolderEntry[]> {
    this.#call('readFolder', folder);
    const place = this.#placeOf(folder, true);
    const entry = this.#entries.get(place);
    if (entry && entry.kind !== 'folder') throw systemError('ENOTDIR', folder);
    if (!entry) throw systemError('ENOENT', folder);
    return [...this.#entries]
      .filter(([name]) => name !== place && path.dirname(name) === place)
      .map(([name, { kind }]) => ({ name: path.basename(name), kind }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async stat(name: string): ReturnType<FileSystem['stat']> {
    this.#call('stat', name);
    return this.#stat(this.#placeOf(name));
  }

  statNow(name: string): ReturnType<FileSystem['statNow']> {
    return this.#stat(this.#placeOf(name));
  }

  async makeFolder(folder: string): Promise<void> {
    this.#call('makeFolder', folder);
    const place = this.#placeOf(folder);
    if (this.#entries.has(place)) throw systemError('EEXIST', folder);
    if (this.#entries.get(path.dirname(place))?.kind !== 'folder') throw systemError('ENOENT', folder);
    this.#entries.set(place, { kind: 'folder' });
  }

  async rename(from: string, to: string): Promise<void> {
    this.#call('rename', from);
    const [fromPlace, toPlace] = [this.#placeOf(from), this.#placeOf(to)];
    const moved = [...this.#entries].filter(([name]) => name === fromPlace || name.startsWith(`${fromPlace}/`));
    if (moved.length === 0) throw systemError('ENOENT', from);
    for (const [name, entry] of moved) {
      this.#entries.delete(name);
      this.#entries.set(`${toPlace}${name.slice(fromPlace.length)}`, entry);
    }
  }

  async link(from: string, to: string): Promise<void> {
    this.#call('link', from);
    const place = this.#placeOf(to);
    if (this.#entries.has(place)) throw systemError('EEXIST', to);
    this.#entries.set(place, this.#file(from, 'link'));
  }

  async removeFile(file: string): Promise<void> {
    this.#call('removeFile', file);
    const place = this.#placeOf(file);
    const kind = this.#entries.get(place)?.kind;
    if (kind === undefined) throw systemError('ENOENT', file);
    if (kind === 'folder') throw systemError('EISDIR', file);
    this.#entries.delete(place);
  }

  async removeFolder(folder: string): Promise<void> {
    this.#call('removeFolder', folder);
    const place = this.#placeOf(folder);
    if ([...this.#entries.keys()].some((name) => path.dirname(name) === place)) throw systemError('ENOTEMPTY', folder);
    this.#entries.delete(place);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#call('syncFolder', folder);
    if (this.#entries.get(this.#placeOf(folder, true))?.kind !== 'folder') throw systemError('ENOENT', folder);
  }

  async realPath(name: string): Promise<string> {
    const place = this.#placeOf(name, true);
    if (!this.#entries.has(place)) throw systemError('ENOENT', name);
    return place;
  }

  /** Where a path leads: links on the way are followed, one at its end only when that is asked for. */
  #placeOf(name: string, followLast = false): string {
    if (!this.#hasLinks) return name;
    let place = '/';
    const names = name.split('/').filter((part) => part !== '');
    for (const [index, part] of names.entries()) {
      place = path.join(place, part);
      const entry = this.#entries.get(place);
      if (entry?.kind === 'link' && (followLast || index < names.length - 1)) place = this.#placeOf(entry.to, true);
    }
    return place;
  }

  #handle(file: string, entry: FileEntry): OpenFile {
    let place = 0;
    return {
      read: async (piece) => {
        this.#call('read', file);
        const bytes = entry.bytes.subarray(place, place + piece.length);
        piece.set(bytes);
        place += bytes.length;
        return bytes.length;
      },
      readAt: async (piece, position) => {
        this.#call('readAt', file);
        const bytes = entry.bytes.subarray(position, position + piece.length);
        piece.set(bytes);
        return bytes.length;
      },
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

  #stat(name: string): ReturnType<FileSystem['statNow']> {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    return entry.kind === 'file'
      ? { kind: 'file', size: entry.bytes.length, modifiedMs: entry.modifiedMs }
      : { kind: entry.kind, size: 0, modifiedMs: 0 };
  }

  #file(file: string, call: string): FileEntry {
    const entry = this.#entries.get(this.#placeOf(file));
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
