import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { ImportDivision, LeftOutFile } from '../../shared/contract/payloads/import.ts';
import { alikeNames } from '../../shared/import/alike-names.ts';
import { isTextName } from '../../shared/import/detect-format.ts';
import { type FromThePageText, fromThePageTexts } from '../../shared/import/packages/read-fromthepage.ts';
import { formatFault } from '../../shared/import/read-fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { readFault } from '../faults/read-fault.ts';
import { inNaturalOrder } from '../images/draft-pages.ts';
import { formatOf } from '../storage/disk/file-kinds.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import { archiveNames } from '../storage/disk/outside-archive.ts';
import { type FoundFile, gatherFiles, type LeftOut, type RefusedFolder } from '../storage/outside/outside-folder.ts';
import type { JobControl } from '../workers/job.ts';
import { type Manifest, manifestFormats, type PackagedDocument, packagedDocuments } from './packaged-documents.ts';

type RefusedFile = { readonly file: string; readonly fault: Fault };

/** A text whose pages are files of their own, in their order. */
export interface PagedText {
  /** What the text is called as a file. */
  readonly name: string;
  readonly files: readonly string[];
}

/** What an import would do, before it does anything. */
export interface ImportPlan {
  /** Each a document of its own. */
  readonly texts: readonly string[];
  /** Texts whose pages are files of their own. */
  readonly paged: readonly PagedText[];
  /** Images and PDFs. */
  readonly images: readonly string[];
  readonly layouts: readonly string[];
  /** Documents of which a file says what pages they have; their files are not among the others. */
  readonly packaged: readonly PackagedDocument[];
  /** ZIP archives with files to import. */
  readonly archives: readonly string[];
  /** Files that hold text, stand in a folder and are named like something else: imported only when a person wants it. */
  readonly doubtful: readonly string[];
  /** What cannot be imported, by what it holds. */
  readonly refused: readonly RefusedFile[];
  /** Sentences about what was passed over. */
  readonly remarks: readonly string[];
  /** Files and folders that nobody means who names the folder around them, and why, in words. */
  readonly leftOut: readonly LeftOutFile[];
  /** Folders among what was named that are collections, to be opened instead. */
  readonly collections: readonly string[];
}

/** Looks at files and folders that a person wants to import, and decides what becomes of each. Changes nothing. When it is cancelled the
 *  plan is empty. */
export async function planImport(
  fileSystem: FileSystem,
  named: readonly string[],
  control: JobControl = { progress: () => undefined, signal: new AbortController().signal },
): Promise<ImportPlan> {
  const { progress, signal } = control;
  const gathered = await gatherFiles(fileSystem, named, undefined, (folder, found) => {
    progress({ what: inEnglish`Looking into ${path.basename(folder)}`, done: found, total: 0 });
    return !signal.aborted;
  });
  if (gathered.kind === 'cancelled') return emptyPlan;
  if (gathered.kind === 'too many') {
    const { folder, limit } = gathered;
    return { ...emptyPlan, refused: [{ file: folder, fault: tooManyFault(folder, limit) }] };
  }
  const { files, refused, leftOut } = gathered;
  const plan = await plannedFiles(fileSystem, files, control);
  if (signal.aborted) return emptyPlan;
  return {
    ...plan,
    refused: [
      ...refused.map(({ folder, why }) => ({ file: folder, fault: folderFault(folder, why) })),
      ...plan.refused,
    ],
    leftOut: leftOut.map(({ file, why }) => ({ file, why: reasonsToLeave[why] })),
    remarks: [...plan.remarks, ...(leftOut.length === 0 ? [] : [leftOutSentence(leftOut.length)])],
    collections: refused.flatMap(({ folder, why }) => (why.kind === 'collection' ? [path.resolve(folder)] : [])),
  };
}

const reasonsToLeave: Readonly<Record<LeftOut['why'], string>> = {
  hidden: inEnglish`It is hidden.`,
  'of the system': inEnglish`The system keeps it for itself.`,
};

const emptyPlan: ImportPlan = {
  texts: [],
  paged: [],
  images: [],
  layouts: [],
  packaged: [],
  archives: [],
  doubtful: [],
  refused: [],
  remarks: [],
  leftOut: [],
  collections: [],
};

/** How many files are looked at at a time. */
const looksAtOnce = 16;

/** What each of the files holds, as far as it was not cancelled. */
async function formatsOf(files: readonly FoundFile[], { progress, signal }: JobControl) {
  const formats: Awaited<ReturnType<typeof formatOf>>[] = [];
  for (let from = 0; from < files.length && !signal.aborted; from += looksAtOnce) {
    const some = files.slice(from, from + looksAtOnce);
    progress({ what: inEnglish`Looking at the files`, done: from, total: files.length });
    formats.push(...(await Promise.all(some.map(({ file }) => formatOf(file)))));
  }
  return formats;
}

async function plannedFiles(
  fileSystem: FileSystem,
  all: readonly FoundFile[],
  control: JobControl,
): Promise<ImportPlan> {
  const exported = exportedTexts(all);
  const files = all.filter(({ file }) => !exported.taken.has(file));
  const [texts, images, layouts, doubtful, archives]: [string[], string[], string[], string[], string[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const refused: RefusedFile[] = [];
  const manifests: Manifest[] = [];
  const formats = await formatsOf(files, control);
  for (const [at, kind] of formats.entries()) {
    const { file = '', isNamed = false } = files[at] ?? {};
    const name = path.basename(file);
    if (kind.kind === 'text' && manifestFormats.has(kind.format))
      manifests.push({ file, format: kind.format, isNamed });
    else if (kind.kind === 'text' && kind.format === 'zip' && (await holdsPages(file))) archives.push(file);
    else {
      const isTei = kind.kind === 'text' && kind.format === 'tei';
      const isWord = kind.kind === 'text' && kind.format === 'docx';
      const fault = kind.kind === 'text' && !isTei && !isWord ? formatFault(name, kind.format) : null;
      if (fault) refused.push({ file, fault: readFault(fault, name || file) });
      else if (kind.kind === 'image') images.push(file);
      else if (kind.kind === 'layout') layouts.push(file);
      else if (isTei || isWord || isNamed || isTextName(name)) texts.push(file);
      else doubtful.push(file);
    }
  }
  const beside = files.map(({ file }) => file);
  const { documents, refused: without } = await packagedDocuments(fileSystem, manifests, beside);
  const taken = new Set(documents.flatMap(({ images: own, layouts: read, named }) => [...own, ...read, ...named]));
  const isFree = (file: string): boolean => !taken.has(path.resolve(file));
  return {
    ...emptyPlan,
    texts: texts.filter(isFree),
    paged: exported.paged,
    remarks: exported.remarks,
    images: images.filter(isFree),
    layouts: layouts.filter(isFree),
    packaged: documents,
    archives,
    doubtful: doubtful.filter(isFree),
    refused: [...refused.filter(({ file }) => isFree(file)), ...without],
  };
}

/** What FromThePage exported: one form of each text is imported. */
function exportedTexts(files: readonly FoundFile[]): {
  readonly paged: readonly PagedText[];
  /** Files that are not looked at any more. */
  readonly taken: ReadonlySet<string>;
  readonly remarks: readonly string[];
} {
  const own = new Map(files.map(({ file }) => [file.split(path.sep).join('/'), file]));
  const here = (names: readonly string[]): readonly string[] => names.flatMap((name) => own.get(name) ?? []);
  const texts = fromThePageTexts([...own.keys()]);
  const inPages = texts.filter(({ isInPages }) => isInPages);
  return {
    paged: inPages.map(({ name, files: pages }) => ({ name: `${name}.txt`, files: here(pages) })),
    taken: new Set(here([...inPages.flatMap((text) => text.files), ...texts.flatMap(({ passedOver }) => passedOver)])),
    remarks: texts.filter(({ passedOver }) => passedOver.length > 0).map(chosenSentence),
  };
}

function chosenSentence({ name, files, isInPages, passedOver }: FromThePageText): string {
  const [first = ''] = files;
  const form = isInPages ? path.posix.dirname(first) : first;
  const others = [...new Set(passedOver.map((file) => path.posix.basename(file)))];
  const shown = others
    .slice(0, 5)
    .map((file) => `“${file}”`)
    .join(', ');
  const all = others.length > 5 ? inEnglish`${shown} and ${others.length - 5} more` : shown;
  return inEnglish`“${name}” was exported by FromThePage in several forms: “${path.posix.basename(form)}” was taken, and ${all} passed over.`;
}

/** Whether an archive has files that could be imported; what each of them is shows when it is unpacked. */
async function holdsPages(file: string): Promise<boolean> {
  const names = await archiveNames(file);
  return names?.some((name) => /\.(?:jpe?g|png|tiff?|webp|pdf|xml|hocr|json|txt)$/i.test(name)) ?? false;
}

/** Whether nothing of a plan can be imported. */
export const isEmptyPlan = ({ texts, paged, images, layouts, packaged, archives }: ImportPlan): boolean =>
  texts.length + paged.length + images.length + layouts.length + packaged.length + archives.length === 0;

/** The images of a plan, divided among the documents that are to be made. */
export function dividedImages(
  { images }: Pick<ImportPlan, 'images'>,
  division: ImportDivision,
): readonly (readonly string[])[] {
  const ordered = inNaturalOrder(images);
  switch (division) {
    case 'together':
      return ordered.length > 0 ? [ordered] : [];
    case 'one each':
      return ordered.map((image) => [image]);
    case 'proposed':
      return alikeNames(ordered.map(namedFile)).map((group) => group.map((file) => file.path));
    default:
      return unreachable(division);
  }
}

function namedFile(file: string) {
  const { dir, name, ext } = path.parse(file);
  return { path: file, folder: dir, stem: name, isPdf: ext.toLowerCase() === '.pdf' };
}

/** What a person is told of a file that stands in a folder and is not named like a text. */
export const doubtfulFault = (file: string): Fault => ({
  what: inEnglish`“${path.basename(file)}” holds text, but is not named like a text, so it was not taken out of its folder.`,
  kept: inEnglish`Nothing was imported or changed.`,
  next: inEnglish`Name it by itself to import it.`,
  details: null,
});

const nothingImported = inEnglish`Nothing was imported or changed.`;

const leftOutSentence = (count: number): string =>
  count === 1
    ? inEnglish`One file or folder that is hidden or the system’s own was left out.`
    : inEnglish`${count} files and folders that are hidden or the system’s own were left out.`;

const tooManyFault = (folder: string, limit: number): Fault => ({
  what: inEnglish`“${path.basename(folder) || folder}” and what was named before it hold more than ${limit.toLocaleString('en')} files.`,
  kept: nothingImported,
  next: inEnglish`Import the folders in it one after the other.`,
  details: null,
});

function folderFault(folder: string, why: RefusedFolder['why']): Fault {
  const name = `“${path.basename(folder) || folder}”`;
  const fault = (what: string, next: string): Fault => ({ what, kept: nothingImported, next, details: null });
  switch (why.kind) {
    case 'collection':
      return fault(
        inEnglish`${name} is a collection of Anchorite, and no folder of files to import.`,
        inEnglish`Open it as a collection.`,
      );
    case 'backup':
      return fault(inEnglish`${name} is a backup of a collection.`, inEnglish`Restore it with “Restore a Backup…”.`);
    case 'part of a collection':
      return fault(
        inEnglish`${name} is a part of the collection “${path.basename(why.collection)}”.`,
        inEnglish`Open that collection instead.`,
      );
    case 'empty':
      return fault(
        inEnglish`${name} is a folder without files that could be imported.`,
        inEnglish`Choose the folder with the files.`,
      );
    case 'too deep':
      return fault(
        inEnglish`${name} is a folder in too many folders to be looked into.`,
        inEnglish`Import it by itself.`,
      );
    case 'link':
      return fault(
        inEnglish`${name} is a link, and links in a folder are not followed.`,
        inEnglish`Import what it leads to by itself.`,
      );
    case 'special':
      return fault(
        inEnglish`${name} is neither a file nor a folder, but a pipe or a device.`,
        inEnglish`Import the file that is meant.`,
      );
    case 'unreadable':
      return fault(
        inEnglish`${name} could not be looked into: the system says ${why.code}.`,
        inEnglish`See that you may read it, then try again.`,
      );
    default:
      return unreachable(why);
  }
}
