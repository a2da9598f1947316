import { buf } from 'crc-32';

/** A file of an archive, and what its directory is to say of it that is not so. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** The mode that Unix stores; plain files are 0o100644. */
  readonly mode?: number;
  /** Says that it is locked. */
  readonly locked?: true;
  /** What is said to be its size. */
  readonly claims?: number;
}

/** Makes a ZIP archive of files that are stored as they are. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, mode = 0o100644, locked, claims } of entries) {
    const plain = Buffer.from(bytes as string);
    // What is locked is longer by its key.
    const data = locked ? Buffer.concat([Buffer.alloc(12), plain]) : plain;
    const title = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800 | (locked ? 1 : 0), 2);
    shared.writeInt32LE(buf(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(claims ?? plain.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, title, data]);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 'latin1');
    central.writeUInt16LE((3 << 8) | 20, 4);
    shared.copy(central, 6, 0, 24);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(at, 42);
    directory.push(central, title);
    parts.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
