import path from 'node:path';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { readBoundedJson } from '../../../shared/journal/bounded-json.ts';
import { errorCode, type FileSystem, type OpenFile } from './file-system.ts';
import type { ProcessIdentities, ProcessIdentity } from './process-identity.ts';
import { temporarySuffix, writeAll } from './replace-file.ts';

/** Name of the lock of a collection. */
export const lockName = 'collection.lock';

/** What a lock file says. `nonce` tells one lock from every other that ever stood in its place. */
export interface LockContent extends ProcessIdentity {
  readonly format: 1;
  readonly nonce: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Siglum of the editor; empty when an earlier version wrote it. */
  readonly editor: string;
}

const contentSchema: v.GenericSchema<unknown, LockContent> = v.object({
  format: v.literal(1),
  nonce: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  host: v.string(),
  bootId: v.nullable(v.string()),
  namespace: v.nullable(v.string()),
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  started: v.nullable(v.string()),
  since: v.string(),
  editor: v.optional(v.fallback(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,11}$/)), ''), ''),
});

/** Ends a lock that was written whole. */
const lineFeed = 0x0a;

/** A lock as it stands on the disk. */
export interface FoundLock {
  /** Null when this build cannot read it. */
  readonly content: LockContent | null;
  /** False for a moment while it is being written, or for ever when its program, or the machine, broke off then. */
  readonly isWhole: boolean;
  /** Names this very lock, readable or not. */
  readonly nonce: string;
  /** The last heartbeat, milliseconds since 1970. */
  readonly seenMs: number;
}

/** Whether the process that wrote a lock can still write. `elsewhere` when this machine cannot tell. */
export type HolderLife = 'running' | 'ended' | 'elsewhere';

export const newLockContent = (host: ProcessIdentities, since: Date, editor: string): LockContent => ({
  format: 1,
  nonce: nanoid(16),
  ...host.self,
  since: since.toISOString(),
  editor,
});

/** Null when there is no lock. */
export async function readLock(fileSystem: FileSystem, file: string): Promise<FoundLock | null> {
  try {
    const stat = await fileSystem.stat(file);
    if (!stat) return null;
    const bytes = await fileSystem.readFile(file);
    const json = readBoundedJson(bytes);
    const checked = v.safeParse(contentSchema, json.ok ? json.value : undefined);
    const content = checked.success ? checked.output : null;
    const nonce = content?.nonce ?? `unreadable-${Math.floor(stat.modifiedMs)}-${stat.size}`;
    // What a loss of power leaves in the place of a lock may end in any byte, but is hardly JSON; every version's lock is.
    return { content, isWhole: json.ok && bytes.at(-1) === lineFeed, nonce, seenMs: stat.modifiedMs };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Makes a lock file, which must not be there yet, and leaves it open for its heartbeat. Null when it is there. */
export async function createLock(fileSystem: FileSystem, file: string, content: LockContent): Promise<OpenFile | null> {
  let open: OpenFile;
  try {
    open = await fileSystem.open(file, 'create');
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return null;
    throw error;
  }
  try {
    await writeAll(open, Buffer.from(`${JSON.stringify(content)}${String.fromCharCode(lineFeed)}`));
    await open.sync();
    return open;
  } catch (error) {
    await open.close();
    await fileSystem.removeFile(file).catch(() => undefined);
    throw error;
  }
}

/** Puts a new lock in the place of the one that is there. Only for the one process that has the right to. */
export async function replaceLock(fileSystem: FileSystem, file: string, content: LockContent): Promise<OpenFile> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${content.nonce}${temporarySuffix}`);
  const open = await createLock(fileSystem, temporary, content);
  if (!open) throw new Error(`${temporary} is there already`);
  try {
    await fileSystem.rename(temporary, file);
    await fileSystem.syncFolder(path.dirname(file));
    return open;
  } catch (error) {
    await open.close();
    await fileSystem.removeFile(temporary).catch(() => undefined);
    throw error;
  }
}

/** Whether the holder of a lock is still there. */
export function holderLife(content: ProcessIdentity, host: ProcessIdentities): HolderLife {
  const { self } = host;
  if (content.host !== self.host) return 'elsewhere';
  if (content.bootId !== self.bootId) return content.bootId !== null && self.bootId !== null ? 'ended' : 'elsewhere';
  if (content.namespace !== self.namespace) return 'elsewhere';
  const started = host.startOf(content.pid);
  if (started === null) return 'ended';
  return content.started === null || started === 'running' || started === content.started ? 'running' : 'ended';
}
