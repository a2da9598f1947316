import path from 'node:path';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import type { Replay } from '../../../shared/journal/replay.ts';
import { canonicalHash, canonicalJson } from '../../../shared/text/canonical-json.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import {
  checkpointFile,
  checkpointsFolder,
  documentFolder,
  documentJournals,
  hintFile,
  keptPath,
  recoveredFolder,
} from '../disk/collection-paths.ts';
import { type FileSystem, makeFolders } from '../disk/file-system.ts';
import { journalSize } from '../disk/journal-folder.ts';
import { checkpointPath, checkpointStart, checkpointsOf } from './checkpoint.ts';
import { type DocumentJournals, type ReplicaJournal, readJournals, replayJournals } from './replay-journals.ts';
import { isFresh, readCachedSummary } from './summary-cache.ts';

/** A file of a document that says nothing its journals do not say, and is not as it should be. */
export interface DisposableFile {
  readonly kind: 'checkpoint' | 'hint' | 'copy';
  readonly file: string;
  /** What is wrong with it, as a sentence. */
  readonly what: string;
  /** Whether it says what is not so; one that is only missing, unreadable or out of date is no fault of the document. */
  readonly isFalse: boolean;
}

interface Looked {
  readonly fileSystem: FileSystem;
  /** The collection's folder. */
  readonly folder: string;
  readonly id: DocumentId;
  /** The replica that this working copy is. */
  readonly replica: ReplicaId;
  /** What a person calls the document. */
  readonly name: string;
}

/** Looks at everything of a document that can be made again. Changes nothing.
 *  @param replay the document as all its records lead to it */
export async function disposableFiles(looked: Looked, replay: Replay): Promise<readonly DisposableFile[]> {
  const { fileSystem, folder, id, replica } = looked;
  const journals = await readJournals(fileSystem, documentFolder(folder, id), replica);
  const hint = await hintFault(looked, replay);
  return [
    ...(await checkpointFaults(looked, journals, replay)),
    ...copiesOf(looked, journals.journals),
    ...(hint ? [hint] : []),
  ];
}

async function checkpointFaults(
  { fileSystem, folder, id, name }: Looked,
  journals: DocumentJournals,
  replay: Replay,
): Promise<readonly DisposableFile[]> {
  const document = documentFolder(folder, id);
  const wanted = snapshotJson(replay);
  const faults: DisposableFile[] = [];
  for (const seq of await checkpointsOf(fileSystem, document)) {
    const shared = { kind: 'checkpoint', file: checkpointFile(checkpointsFolder(document), seq) } as const;
    const start = await checkpointStart(fileSystem, document, id, seq, journals.journals);
    if (typeof start === 'string') {
      const what = inEnglish`The checkpoint ${checkpointPath(document, seq)} of ${name} is not used: ${start}.`;
      faults.push({ ...shared, what, isFalse: false });
      continue;
    }
    const { replay: again, isComplete } = replayJournals(name, id, journals, start);
    // Someone may be writing meanwhile.
    if (!isComplete || again.seq !== replay.seq || snapshotJson(again) === wanted) continue;
    const what = inEnglish`A checkpoint of ${name} holds another state than its journal (${checkpointPath(document, seq)}); deleting it loses nothing.`;
    faults.push({ ...shared, what, isFalse: true });
  }
  return faults;
}

/** Everything that a checkpoint holds, but for what undo needs: how much of that is kept may differ. */
function snapshotJson(replay: Replay): string {
  const { history: _, doc: __, ...rest } = replay.snapshot();
  return canonicalJson(replay.doc) + JSON.stringify(rest);
}

/** Conflict copies of a synchronised folder: those of a document that can be changed hold nothing new. */
const copiesOf = ({ name }: Looked, journals: readonly ReplicaJournal[]): readonly DisposableFile[] =>
  journals
    .flatMap(({ conflicts }) => conflicts)
    .map(({ file }) => ({
      kind: 'copy',
      file,
      what: inEnglish`${path.basename(file)} of ${name} is a conflict copy of a synchronised folder that holds nothing new.`,
      isFalse: false,
    }));

async function hintFault({ fileSystem, folder, id, name }: Looked, replay: Replay): Promise<DisposableFile | null> {
  const document = documentFolder(folder, id);
  const shared = { kind: 'hint', file: hintFile(document) } as const;
  const hint = await readCachedSummary(fileSystem, document);
  if (!hint) {
    const what =
      (await fileSystem.stat(hintFile(document))) === null
        ? inEnglish`document.json of ${name} is missing; its journal says the same.`
        : inEnglish`document.json of ${name} cannot be read; its journal says the same.`;
    return { ...shared, what, isFalse: false };
  }
  if (!isFresh(hint, await journalSize(fileSystem, documentJournals(document)))) return null;
  if (hint.state === canonicalHash(replay.doc)) return null;
  const what = inEnglish`${name} reads otherwise than when it was last closed, although its journal is the same.`;
  return { ...shared, what, isFalse: true };
}

/** Throws one away, or, as someone may have meant it to be there, moves a conflict copy to `recovered/`. Of `document.json`, which was
 *  written anew before, only sees whether it is there.
 *  @returns what was done, as a sentence */
export async function putAway(
  { fileSystem, folder, id, name }: Looked,
  { kind, file, what }: Omit<DisposableFile, 'isFalse'>,
): Promise<string> {
  if (kind === 'hint') {
    const isRemade = (await readCachedSummary(fileSystem, documentFolder(folder, id))) !== null;
    return isRemade
      ? inEnglish`document.json of ${name} was made again from its journal.`
      : inEnglish`${what} It could not be made again.`;
  }
  if (kind === 'copy') {
    const aside = path.join(recoveredFolder(folder), id);
    await makeFolders(fileSystem, aside);
    const kept = path.join(aside, await freeName(fileSystem, aside, path.basename(file)));
    await fileSystem.rename(file, kept);
    await fileSystem.syncFolder(aside);
    await fileSystem.syncFolder(path.dirname(file));
    return inEnglish`${what} It is kept in ${keptPath(folder, kept)} now.`;
  }
  await fileSystem.removeFile(file);
  await fileSystem.syncFolder(path.dirname(file));
  return inEnglish`${what} It was deleted; the journal holds all of it.`;
}

async function freeName(fileSystem: FileSystem, folder: string, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${number}-${wanted}`;
    if ((await fileSystem.stat(path.join(folder, name))) === null) return name;
  }
}
