import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLayoutFile } from '../../shared/import/ocr/read-layout.ts';
import type { FileSystem } from '../storage/file-system.ts';
import type { ReadPage } from './draft-pages.ts';
import type { JobContext } from './job-context.ts';

/** The pages of a sample document, which the installed application carries beside its programs. */
export interface SampleFacsimiles {
  /** Paths of the images, in the order of the pages. */
  readonly images: readonly string[];
  /** What is known of the words of each page. */
  readonly readPage: ReadPage;
}

/** Finds the pages of a sample document.
 *  @param stem of its source
 *  @throws the file system's error when the application is not whole */
export async function sampleFacsimiles(
  { fileSystem, workers }: Pick<JobContext, 'fileSystem' | 'workers'>,
  stem: string,
): Promise<SampleFacsimiles> {
  const folder = fileURLToPath(new URL(`../sample/${stem}`, workers));
  const entries = await fileSystem.readFolder(folder);
  return {
    images: entries.filter(({ name }) => name.endsWith('.webp')).map(({ name }) => path.join(folder, name)),
    readPage: async (_, name) => [await knownReading(fileSystem, folder, `${path.parse(name).name}.xml`)],
  };
}

async function knownReading(
  fileSystem: FileSystem,
  folder: string,
  name: string,
): Promise<NonNullable<Awaited<ReturnType<ReadPage>>>[number]> {
  const read = readLayoutFile(await fileSystem.readFile(path.join(folder, name)));
  const page = read.kind === 'layout' ? read.pages[0] : undefined;
  if (!page) throw new Error(`the layout ${name} in ${folder} is not read: ${read.kind}`);
  return { role: 'layout file', by: name, layout: page.layout };
}
