import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import type { FileFormat } from '../../shared/import/detect-format.ts';
import type { PackageDocument } from '../../shared/import/packages/package-document.ts';
import { readIiifManifest } from '../../shared/import/packages/read-iiif.ts';
import { readMets } from '../../shared/import/packages/read-mets.ts';
import { readTropy } from '../../shared/import/packages/read-tropy.ts';
import { nothingImported } from '../../shared/import/read-fault.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import { gatherFiles } from '../storage/outside/outside-folder.ts';

/** A document whose pages a file puts in order: METS, a IIIF manifest, an export of Tropy. */
export interface PackagedDocument extends Pick<PackageDocument, 'title' | 'metadata'> {
  /** Base name of the file that says so. */
  readonly manifest: string;
  /** Paths, in the order of the pages. */
  readonly images: readonly string[];
  readonly layouts: readonly string[];
  /** All files that it names, those that are not taken, too, such as a smaller picture of a page. */
  readonly named: readonly string[];
  /** Sentences on what else it says, and on what is missing. */
  readonly remarks: readonly string[];
}

export interface PackagedDocuments {
  readonly documents: readonly PackagedDocument[];
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
}

/** Formats of files that say which others make a document. */
export const manifestFormats: ReadonlySet<FileFormat> = new Set(['mets', 'iiif-manifest', 'tropy']);

const mostManifestBytes = 64 * 1024 * 1024;

/** A file that says which others make a document. */
export interface Manifest {
  readonly file: string;
  readonly format: FileFormat;
  readonly isNamed: boolean;
}

/** Finds the files that manifests name: among those that come in with them, and below their own folder. Names lead nowhere else.
 *  @param beside all files that come in */
export async function packagedDocuments(
  fileSystem: FileSystem,
  manifests: readonly Manifest[],
  beside: readonly string[],
): Promise<PackagedDocuments> {
  const documents: PackagedDocument[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  for (const manifest of manifests) {
    const read = await readManifestFile(manifest);
    if (!Array.isArray(read)) {
      refused.push({ file: manifest.file, fault: read as Fault });
      continue;
    }
    const local = await filesBelow(fileSystem, manifest, beside);
    const found = (read as readonly PackageDocument[]).flatMap((document) => resolved(document, manifest.file, local));
    documents.push(...found);
    if (found.length === 0) {
      const fault = { kind: 'unsupported-format' as const, format: manifest.format as 'mets' };
      refused.push({ file: manifest.file, fault: readFault(fault, path.basename(manifest.file)) });
    }
  }
  return { documents, refused };
}

async function readManifestFile({ file, format }: Manifest): Promise<readonly PackageDocument[] | Fault> {
  const name = path.basename(file);
  const opened = await readOutsideFile(file, mostManifestBytes);
  if (opened.kind !== 'read') return outsideFileFault(opened, name);
  const decoded = decodeText(opened.bytes, { maxBytes: mostManifestBytes });
  if (decoded.kind !== 'text') return readFault(decoded, name);
  if (format === 'mets') {
    const mets = readMets(decoded.text);
    return 'kind' in mets ? notRead(name, inEnglish`METS file`) : [mets];
  }
  if (format === 'tropy') return readTropy(decoded.text) ?? notRead(name, 'export of Tropy');
  const manifest = readIiifManifest(decoded.text);
  return manifest ? [manifest] : notRead(name, inEnglish`IIIF manifest`);
}

const notRead = (name: string, what: string): Fault => ({
  what: inEnglish`“${name}” is a damaged ${what}: it ends too early, or is not written as one.`,
  kept: nothingImported,
  next: inEnglish`Export it again from the program that made it, or import the images without it.`,
  details: null,
});

/** Files by what may be said of them, each name in small letters. */
interface LocalFiles {
  readonly byPath: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byStem: ReadonlyMap<string, readonly string[]>;
}

async function filesBelow(
  fileSystem: FileSystem,
  { file, isNamed }: Manifest,
  beside: readonly string[],
): Promise<LocalFiles> {
  const folder = path.dirname(path.resolve(file));
  const gathered = isNamed ? await gatherFiles(fileSystem, [folder]) : null;
  const below = gathered?.kind === 'gathered' ? gathered.files.map((found) => found.file) : [];
  const all = [...new Set([...beside, ...below].map((one) => path.resolve(one)))].filter(
    (one) => one !== path.resolve(file),
  );
  const byPath = new Map(all.map((one) => [path.relative(folder, one).split(path.sep).join('/').toLowerCase(), one]));
  return {
    byPath,
    byName: grouped(all, (one) => path.basename(one)),
    byStem: grouped(all, (one) => path.parse(one).name),
  };
}

function grouped(files: readonly string[], key: (file: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const name = key(file).toLowerCase();
    const group = groups.get(name);
    if (group) group.push(file);
    else groups.set(name, [file]);
  }
  return groups;
}

const imageName = /\.(?:jpe?g|png|tiff?|webp|pdf|jp2|gif|bmp)$/i;

function fileNamed(name: string, local: LocalFiles, isImage: boolean): string | null {
  const plain = decoded(name)
    .replace(/^file:\/*/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .toLowerCase();
  const base = plain.split('/').at(-1) ?? '';
  if (base === '') return null;
  const fits = (file: string): boolean => !isImage || imageName.test(file);
  const only = (files: readonly string[] = []): string | null => {
    const fitting = files.filter(fits);
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  };
  const exact = local.byPath.get(plain);
  if (exact !== undefined && fits(exact)) return exact;
  return only(local.byName.get(base)) ?? (isImage ? only(local.byStem.get(base.replace(/\.\w{2,5}$/, ''))) : null);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Nothing when none of the files is there. */
function resolved(document: PackageDocument, file: string, local: LocalFiles): readonly PackagedDocument[] {
  const manifest = path.basename(file);
  const first = (names: readonly string[], isImage: boolean): string | null => {
    for (const name of names) {
      const found = fileNamed(name, local, isImage);
      if (found !== null) return found;
    }
    return null;
  };
  const pages = document.pages.map((page) => ({ image: first(page.images, true), layout: first(page.layouts, false) }));
  const images = [...new Set(pages.flatMap(({ image }) => image ?? []))];
  const layouts = [...new Set(pages.flatMap(({ layout }) => layout ?? []))];
  if (images.length + layouts.length === 0) return [];
  const named = document.pages.flatMap((page) => [
    ...page.images.flatMap((name) => fileNamed(name, local, true) ?? []),
    ...page.layouts.flatMap((name) => fileNamed(name, local, false) ?? []),
  ]);
  // Transkribus writes the same there as into METS.
  const twice = manifest.toLowerCase() === 'mets.xml' ? [local.byPath.get('metadata.xml') ?? ''] : [];
  const missing = pages.filter(({ image, layout }) => image === null && layout === null).length;
  const remarks = [
    ...(missing === 0
      ? []
      : [inEnglish`“${manifest}” names ${document.pages.length} pages, of which ${missing} are not here.`]),
    ...(document.said.length === 0 ? [] : [inEnglish`“${manifest}” also says: ${document.said.join('; ')}.`]),
  ];
  return [
    {
      title: document.title,
      metadata: document.metadata,
      manifest,
      images,
      layouts,
      named: [...named, ...twice],
      remarks,
    },
  ];
}
