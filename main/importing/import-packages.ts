import path from 'node:path';
import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { nothingImported } from '../../shared/import/read-fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type ArchiveFault, unpackArchive } from '../storage/disk/outside-archive.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { importImages, importLayouts, type PagesImport } from './import-images.ts';
import type { PackagedDocument } from './packaged-documents.ts';
import { type ImportPlan, planImport } from './plan-import.ts';

/** Makes a document of the pages that a package puts in order, with the title and the facts that it states. */
export function importPackaged(
  context: JobContext,
  collection: Collection,
  { images, layouts, title, metadata, remarks, ...how }: PackagedDocument & PagesImport,
  control: JobControl,
): Promise<ImportOutcome> {
  // Without images each file with layouts is a document of its own, in the order that the package states.
  if (images.length === 0) return importLayouts(context, collection, { layouts, ...how }, control);
  const given = { title, metadata, remarks };
  return importImages(context, collection, { groups: [images], layouts, given, ...how }, control);
}

/** Unpacks an archive and imports what is in it; what was unpacked is removed in any case.
 *  @param importInside imports what it holds */
export async function importArchive(
  { fileSystem }: JobContext,
  file: string,
  importInside: (plan: ImportPlan) => Promise<ImportOutcome>,
  { progress, signal }: JobControl,
): Promise<ImportOutcome> {
  const name = path.basename(file);
  progress({ what: inEnglish`Unpacking ${name}`, done: 0, total: 1 });
  const unpacked = await unpackArchive(file, signal);
  if (unpacked.kind === 'cancelled') return { imported: [], refused: [], cancelled: true };
  if (unpacked.kind === 'refused')
    return { imported: [], refused: [{ file, fault: archiveFault(unpacked.fault, name) }], cancelled: false };
  try {
    const outcome = await importInside(await planImport(fileSystem, [unpacked.folder]));
    // What is in it has no place of its own.
    const inside = <One extends { readonly file: string }>(one: One): One => ({
      ...one,
      file: path.join(file, path.relative(unpacked.folder, one.file)),
    });
    const { files, duplicates, leftOut, refused } = outcome;
    return {
      ...outcome,
      ...(files && { files: files.map(inside) }),
      ...(duplicates && { duplicates: duplicates.map(inside) }),
      ...(leftOut && { leftOut: leftOut.map(inside) }),
      refused: refused.map(({ fault }) => ({ file, fault })),
    };
  } finally {
    await unpacked.remove();
  }
}

function archiveFault(fault: ArchiveFault, name: string): Fault {
  const told = (what: string, next: string): Fault => ({ what, kept: nothingImported, next, details: null });
  switch (fault.kind) {
    case 'damaged':
      return told(
        inEnglish`“${name}” is a damaged archive (ZIP): ${fault.reason}.`,
        inEnglish`Copy or export it again.`,
      );
    case 'password':
      return told(
        inEnglish`“${name}” is an archive (ZIP) that is locked with a password.`,
        inEnglish`Unpack it, and import what is in it.`,
      );
    case 'beyond limits':
      return told(
        inEnglish`“${name}” is not unpacked, because ${fault.reason}.`,
        inEnglish`Unpack it, and import the folders in it.`,
      );
    case 'disk':
      return told(
        inEnglish`“${name}” could not be unpacked: ${fault.reason}.`,
        inEnglish`See that there is room on the disk for temporary files.`,
      );
    default:
      return unreachable(fault);
  }
}
