import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Node } from 'prosemirror-model';
import { type Collection, createCollection, openCollection } from '../../main/storage/collection/collection.ts';
import type { FileSystem } from '../../main/storage/disk/file-system.ts';
import type { ProcessIdentities } from '../../main/storage/disk/process-identity.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { ImportedDocument } from '../../main/storage/document/stage-document.ts';
import type { ReplicaId } from '../../shared/document/identifier.ts';
import { emptyMetadata } from '../../shared/document/metadata.ts';
import { replicaId, telegram } from './journal-builders.ts';

/** Runs a test in a folder of its own, which is removed afterwards. */
export async function inTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anchorite-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A machine on which every process but this one has ended, so that a lock left behind can be taken over. */
function hostWhereOthersEnded(pid: number): ProcessIdentities {
  const self = { host: 'reading-room', bootId: 'boot', namespace: null, pid, started: String(pid) };
  return { self, startOf: (other) => (other === pid ? String(pid) : null) };
}

export function contextOn(
  fileSystem: FileSystem,
  { replica = replicaId, pid, ...rest }: { replica?: ReplicaId; pid?: number } & Partial<StorageContext> = {},
): StorageContext {
  return {
    fileSystem,
    replica,
    editor: 'MK',
    now: () => new Date(Date.UTC(2026, 2, 1, 10)),
    ...(pid === undefined ? {} : { host: hostWhereOthersEnded(pid) }),
    ...rest,
  };
}

/** A document as an import hands it over. */
export const imported = (name = '001.txt', doc: Node = telegram, text = 'The source.\n'): ImportedDocument => ({
  source: { name, bytes: Buffer.from(text), encoding: 'utf-8' },
  doc,
  metadata: { ...emptyMetadata, title: 'Telegram' },
  report: { recognitions: [], remarks: [], setAside: [] },
});

/** @throws Error when the collection could not be made */
export async function newCollection(folder: string, context: StorageContext): Promise<Collection> {
  const outcome = await createCollection(folder, 'Letters', context);
  if (outcome.kind !== 'opened') throw new Error(`the collection was not created: ${outcome.kind}`);
  return outcome.collection;
}

/** @throws Error when the collection could not be opened */
export async function reopened(folder: string, context: StorageContext): Promise<Collection> {
  const outcome = await openCollection(folder, context);
  if (outcome.kind !== 'opened') throw new Error(`the collection was not opened: ${outcome.kind}`);
  return outcome.collection;
}
