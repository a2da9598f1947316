import path from 'node:path';
import {
  type FileKind,
  type FileStat,
  type FileSystem,
  type FolderEntry,
  type OpenFile,
  type OpenMode,
  RefusedPathError,
} from '../../main/storage/disk/file-system.ts';
import { copyImage, type DiskImage, emptyImage, type Inode, type Operation, perform, rootInode } from './disk-image.ts';

const systemError = (code: string, what: string): Error => Object.assign(new Error(`${code}: ${what}`), { code });

/** A disk in memory that remembers every change that was asked of it, in order: from these follows what a loss of power could
 *  have left at any moment (`crash-states.ts`). */
export class RecordingDisk implements FileSystem {
  readonly operations: Operation[] = [];
  /** What it held at first. */
  readonly base: DiskImage;
  readonly #image: DiskImage;
  readonly #modifiedMs = Date.now();
  #nextInode: Inode;

  constructor(base: DiskImage = emptyImage()) {
    this.base = base;
    this.#image = copyImage(base);
    this.#nextInode = 1 + Math.max(...base.files.keys(), ...base.folders.keys());
  }

  /** What it holds now, as programs see it. */
  get image(): DiskImage {
    return copyImage(this.#image);
  }

  /** The content of a file, or nothing when there is none of that name. */
  bytes(file: string): Uint8Array | null {
    const inode = this.#find(file);
    return inode === null ? null : (this.#image.files.get(inode) ?? null);
  }

  /** The paths of all files under a folder. */
  filesUnder(folder: string): readonly string[] {
    const inode = this.#find(folder);
    const names = inode === null ? undefined : this.#image.folders.get(inode);
    return [...(names ?? [])].flatMap(([name, child]) => {
      const entry = path.posix.join(folder, name);
      return this.#image.folders.has(child) ? this.filesUnder(entry) : [entry];
    });
  }

  /** What the system does by itself after some time without a call: everything goes to the disk. */
  writeBack(): void {
    for (const inode of this.#image.files.keys()) this.#do({ kind: 'sync', inode });
    for (const folder of this.#image.folders.keys()) this.#do({ kind: 'syncFolder', folder });
  }

  async open(file: string, mode: OpenMode): Promise<OpenFile> {
    return this.#handle(file, this.#opened(file, mode));
  }

  /** As the `w` of Node's own functions: whatever the file held is gone. */
  async openEmpty(file: string): Promise<OpenFile> {
    const inode = this.#opened(file, 'append');
    if ((this.#image.files.get(inode)?.length ?? 0) > 0) this.#do({ kind: 'truncate', inode, length: 0 });
    return this.#handle(file, inode);
  }

  async readFile(file: string, mostBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    const bytes = this.#content(this.#existing(file), file);
    if (bytes.length > mostBytes) throw new RefusedPathError({ kind: 'too large', mostBytes }, file);
    return Uint8Array.from(bytes);
  }

  async readFolder(folder: string): Promise<readonly FolderEntry[]> {
    const names = this.#names(folder);
    return [...names]
      .map(([name, inode]): FolderEntry => ({ name, kind: this.#kindOf(inode) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async stat(name: string): Promise<FileStat | null> {
    const inode = this.#find(name);
    return inode === null ? null : this.#statOf(inode);
  }

  statNow(name: string): FileStat | null {
    const inode = this.#find(name);
    return inode === null ? null : this.#statOf(inode);
  }

  async makeFolder(folder: string): Promise<void> {
    if (this.#find(folder) !== null) throw systemError('EEXIST', folder);
    this.#do({ kind: 'makeFolder', ...this.#place(folder), inode: this.#nextInode++ });
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.#existing(from);
    const { folder: toFolder, name: toName } = this.#place(to);
    this.#do({ kind: 'rename', ...this.#place(from), toFolder, toName, inode });
  }

  async link(from: string, to: string): Promise<void> {
    if (this.#find(to) !== null) throw systemError('EEXIST', to);
    this.#do({ kind: 'create', ...this.#place(to), inode: this.#existing(from) });
  }

  async removeFile(file: string): Promise<void> {
    this.#content(this.#existing(file), file);
    this.#do({ kind: 'remove', ...this.#place(file) });
  }

  async removeFolder(folder: string): Promise<void> {
    if (this.#names(folder).size > 0) throw systemError('ENOTEMPTY', folder);
    this.#do({ kind: 'remove', ...this.#place(folder) });
  }

  async syncFolder(folder: string): Promise<void> {
    this.#names(folder);
    this.#do({ kind: 'syncFolder', folder: this.#existing(folder) });
  }

  async realPath(name: string): Promise<string> {
    this.#existing(name);
    return name;
  }

  #opened(file: string, mode: OpenMode): Inode {
    const known = this.#find(file);
    if (known !== null && this.#image.folders.has(known)) throw systemError('EISDIR', file);
    if (mode === 'create' && known !== null) throw systemError('EEXIST', file);
    if ((mode === 'modify' || mode === 'read') && known === null) throw systemError('ENOENT', file);
    if (known !== null) return known;
    const inode = this.#nextInode++;
    this.#do({ kind: 'create', ...this.#place(file), inode });
    return inode;
  }

  #handle(file: string, inode: Inode): OpenFile {
    let place = 0;
    return {
      read: async (piece) => {
        const bytes = this.#content(inode, file).subarray(place, place + piece.length);
        piece.set(bytes);
        place += bytes.length;
        return bytes.length;
      },
      readAt: async (piece, position) => {
        const bytes = this.#content(inode, file).subarray(position, position + piece.length);
        piece.set(bytes);
        return bytes.length;
      },
      write: async (bytes) => {
        const offset = this.#content(inode, file).length;
        this.#do({ kind: 'write', inode, offset, bytes: Uint8Array.from(bytes) });
        return bytes.length;
      },
      datasync: async () => this.#do({ kind: 'sync', inode }),
      sync: async () => this.#do({ kind: 'sync', inode }),
      truncate: async (length) => this.#do({ kind: 'truncate', inode, length }),
      stat: async () => this.#statOf(inode),
      touch: async () => undefined,
      close: async () => undefined,
    };
  }

  #do(operation: Operation): void {
    this.operations.push(operation);
    perform(this.#image, operation);
  }

  #find(name: string): Inode | null {
    let inode: Inode = rootInode;
    for (const part of name.split('/').filter((one) => one !== '')) {
      const next = this.#image.folders.get(inode)?.get(part);
      if (next === undefined) return null;
      inode = next;
    }
    return inode;
  }

  #existing(name: string): Inode {
    const inode = this.#find(name);
    if (inode === null) throw systemError('ENOENT', name);
    return inode;
  }

  #place(name: string): { readonly folder: Inode; readonly name: string } {
    const folder = this.#find(path.posix.dirname(name));
    if (folder === null || !this.#image.folders.has(folder)) throw systemError('ENOENT', name);
    return { folder, name: path.posix.basename(name) };
  }

  #names(folder: string): Map<string, Inode> {
    const names = this.#image.folders.get(this.#existing(folder));
    if (!names) throw systemError('ENOTDIR', folder);
    return names;
  }

  #content(inode: Inode, file: string): Uint8Array {
    const bytes = this.#image.files.get(inode);
    if (!bytes) throw systemError('EISDIR', file);
    return bytes;
  }

  #kindOf(inode: Inode): FileKind {
    return this.#image.folders.has(inode) ? 'folder' : 'file';
  }

  #statOf(inode: Inode): FileStat {
    return {
      kind: this.#kindOf(inode),
      size: this.#image.files.get(inode)?.length ?? 0,
      modifiedMs: this.#modifiedMs,
    };
  }
}
