/** Number of a file or a folder; names lead to it. */
export type Inode = number;

/** Number of the outermost folder. */
export const rootInode: Inode = 0;

/** What a disk holds: content by number, and names by folder. Content is replaced, never changed in place. */
export interface DiskImage {
  readonly files: Map<Inode, Uint8Array>;
  readonly folders: Map<Inode, Map<string, Inode>>;
}

/** A change of a disk, as the file system sees it. */
export type Operation =
  | { readonly kind: 'create'; readonly folder: Inode; readonly name: string; readonly inode: Inode }
  | { readonly kind: 'makeFolder'; readonly folder: Inode; readonly name: string; readonly inode: Inode }
  | { readonly kind: 'write'; readonly inode: Inode; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly inode: Inode; readonly length: number }
  | { readonly kind: 'remove'; readonly folder: Inode; readonly name: string }
  | {
      readonly kind: 'rename';
      readonly folder: Inode;
      readonly name: string;
      readonly toFolder: Inode;
      readonly toName: string;
      readonly inode: Inode;
    }
  | { readonly kind: 'sync'; readonly inode: Inode }
  | { readonly kind: 'syncFolder'; readonly folder: Inode };

export const emptyImage = (): DiskImage => ({ files: new Map(), folders: new Map([[rootInode, new Map()]]) });

export const copyImage = ({ files, folders }: DiskImage): DiskImage => ({
  files: new Map(files),
  folders: new Map([...folders].map(([inode, names]) => [inode, new Map(names)])),
});

/** Carries an operation out; the syncs change nothing here. */
export function perform({ files, folders }: DiskImage, operation: Operation): void {
  switch (operation.kind) {
    case 'create':
      if (!files.has(operation.inode)) files.set(operation.inode, new Uint8Array());
      folders.get(operation.folder)?.set(operation.name, operation.inode);
      break;
    case 'makeFolder':
      if (!folders.has(operation.inode)) folders.set(operation.inode, new Map());
      folders.get(operation.folder)?.set(operation.name, operation.inode);
      break;
    case 'write':
      files.set(operation.inode, overwritten(files.get(operation.inode), operation.offset, operation.bytes));
      break;
    case 'truncate':
      files.set(operation.inode, (files.get(operation.inode) ?? new Uint8Array()).slice(0, operation.length));
      break;
    case 'remove':
      folders.get(operation.folder)?.delete(operation.name);
      break;
    case 'rename': {
      const from = folders.get(operation.folder);
      if (from?.get(operation.name) === operation.inode) from.delete(operation.name);
      folders.get(operation.toFolder)?.set(operation.toName, operation.inode);
      break;
    }
    default:
      break;
  }
}

/** Content with bytes put over it; zeros fill what lies between its end and them. */
function overwritten(content: Uint8Array = new Uint8Array(), offset: number, bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.max(content.length, offset + bytes.length));
  result.set(content);
  result.set(bytes, offset);
  return result;
}
