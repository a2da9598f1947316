import path from 'node:path';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';

/** Where everything of a collection stands. Ids are checked (`isIdentifier`) before they come here, so no path leaves the
 *  folder. */
export const collectionFile = (folder: string): string => path.join(folder, 'collection.json');
export const collectionJournals = (folder: string): string => path.join(folder, 'journal');
/** What is known of the entities of a collection: a folder for each replica. */
export const entityJournals = (folder: string): string => path.join(folder, 'entities');
/** Lists of authorities that are searched offline. */
export const authorityFolder = (folder: string): string => path.join(folder, 'authorities');
export const documentsFolder = (folder: string): string => path.join(folder, 'documents');
export const stagingFolder = (folder: string): string => path.join(folder, 'staging');
/** New documents are built here and renamed into place when they are whole. Each replica has a folder of its own: in a collection that is
 *  shared another one may be at work. */
export const replicaStaging = (folder: string, replica: ReplicaId): string => path.join(stagingFolder(folder), replica);
/** What recovery set aside. */
export const recoveredFolder = (folder: string): string => path.join(folder, 'recovered');
/** Folders of documents that a person took out of the collection. */
export const removedFolder = (folder: string): string => path.join(folder, 'removed');
export const removedDocument = (folder: string, id: DocumentId): string => path.join(removedFolder(folder), id);

/** What saves the time of reading every document; can be made again. */
export const indexFolder = (folder: string): string => path.join(folder, 'index');

/** Where something that was kept stands, for a person: relative to the collection, with `/` between names. */
export const keptPath = (folder: string, kept: string): string => path.relative(folder, kept).split(path.sep).join('/');

/** The same of a file among the journals of a document. */
export const journalPath = (file: string): string => file.split(path.sep).slice(-5).join('/');

export const documentFolder = (folder: string, id: DocumentId): string => path.join(documentsFolder(folder), id);
export const hintFile = (document: string): string => path.join(document, 'document.json');
export const sourceFolder = (document: string): string => path.join(document, 'source');
/** The images of a document's pages. */
export const facsimileFolder = (document: string): string => path.join(document, 'facsimile');
export const documentJournals = (document: string): string => path.join(document, 'journal');
export const checkpointsFolder = (document: string): string => path.join(document, 'checkpoints');
export const replicaFolder = (journals: string, replica: ReplicaId): string => path.join(journals, replica);

/** Names the folder of a replica's part of the collection's journal as the place where it is written. */
export const workingCopyName = 'working-copy.json';
export const workingCopyFile = (folder: string, replica: ReplicaId): string =>
  path.join(replicaFolder(collectionJournals(folder), replica), workingCopyName);

const segmentName = /^(\d{6,9})\.jsonl$/;

export const segmentFile = (folder: string, number: number): string =>
  path.join(folder, `${String(number).padStart(6, '0')}.jsonl`);

/** The number that the name of a segment says; null when it is no segment's name. */
export function segmentNumber(name: string): number | null {
  const digits = segmentName.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

const conflictName = /^\d{6,9}\D.*\.jsonl$/;

/** Whether a file beside segments has a name as programs that synchronise folders give to the second one of two versions, such as
 *  `000001 (conflicted copy 2026-03-01).jsonl` or `000001.sync-conflict-20260301-101112.jsonl`. */
export const isConflictCopy = (name: string): boolean => segmentNumber(name) === null && conflictName.test(name);

/** Whether a file is named as programs that synchronise folders name the second one of two versions of a file, such as
 *  `collection (conflicted copy 2026-03-01).json`, `collection-OFFICE.json` or `collection.sync-conflict-20260301-101112.json`. */
export function isConflictCopyOf(name: string, file: string): boolean {
  const { name: stem, ext } = path.parse(file);
  const more = name.startsWith(stem) && name.endsWith(ext) ? name.slice(stem.length, name.length - ext.length) : '';
  return /^[^\p{L}\p{N}]/u.test(more);
}

const checkpointName = /^(\d{1,15})\.json$/;

export const checkpointFile = (folder: string, seq: number): string => path.join(folder, `${seq}.json`);

/** The sequence number that the name of a checkpoint says; null when it is no checkpoint's name. */
export function checkpointSeq(name: string): number | null {
  const digits = checkpointName.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

const longestName = 120;

/** A file name that every system takes and that cannot leave its folder, as near to the given one as can be.
 *  @param name the name of an imported file, from anywhere */
export function safeFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const plain = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
  if (reserved.length <= longestName) return reserved === '' ? 'source' : reserved;
  const extension = path.extname(reserved).slice(0, 16);
  return `${reserved.slice(0, longestName - extension.length)}${extension}`;
}
