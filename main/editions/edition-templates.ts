import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { type DocxTemplate, readDocxTemplate } from '../../shared/export/docx/docx-template.ts';
import {
  builtInTemplates,
  readTemplates,
  type Templates,
  templateFiles,
} from '../../shared/export/html/template-set.ts';
import type { TemplateFault } from '../../shared/export/templates/mustache-template.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { confined } from '../storage/disk/confined-file-system.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import { filesThere } from '../storage/outside/edition-files.ts';
import { collectionTemplates, readTemplateFiles, writeTemplateFiles } from '../storage/outside/template-files.ts';

/** Reads the templates of an edition: those of a folder that a person named, else those that the collection keeps, else the program's own. Everything is
 *  checked before anything is written with them. */
export async function templatesOf(
  fileSystem: FileSystem,
  collection: Pick<Collection, 'folder'>,
  folder: string | null,
): Promise<Reply<Templates>> {
  if (folder !== null) return readFrom(fileSystem, folder, 'must be there');
  const own = await confined(fileSystem, collection.folder);
  return readFrom(own, collectionTemplates(collection.folder), 'may be missing');
}

/** Reads a folder of templates, and tells all that is wrong with it. */
export const checkTemplateFolder = (fileSystem: FileSystem, folder: string): Promise<Reply<Templates>> =>
  readFrom(fileSystem, folder, 'must be there');

async function readFrom(
  fileSystem: FileSystem,
  folder: string,
  presence: 'must be there' | 'may be missing',
): Promise<Reply<Templates>> {
  const found = await readTemplateFiles(fileSystem, folder);
  if (found.kind === 'missing' && presence === 'may be missing') return { ok: true, value: builtInTemplates };
  if (found.kind !== 'read') {
    const reason = found.kind === 'missing' ? inEnglish`is not there` : found.reason;
    return { ok: false, fault: folderFault(inEnglish`The folder of templates “${path.basename(folder)}” ${reason}.`) };
  }
  const read = readTemplates(found.files);
  return read.ok ? { ok: true, value: read.templates } : { ok: false, fault: templateFault(read.faults) };
}

const kept = inEnglish`No file was written.`;

const folderFault = (what: string): Fault => ({
  what,
  kept,
  next: inEnglish`Name another folder, or export without templates.`,
  details: null,
});

/** What is wrong with templates, with file and line of each place. */
export function templateFault(faults: readonly TemplateFault[], done = kept): Fault {
  const lines = faults.map(({ file, line, reason }) => inEnglish`${file}, line ${line}: ${reason}.`);
  const what = [inEnglish`The templates cannot be used:`, ...lines].join(lines.length > 1 ? '\n' : ' ');
  return {
    what,
    kept: done,
    next: inEnglish`Mend the file, or delete it: then it is as the program has it.`,
    details: null,
  };
}

/** Writes the program's own templates to a folder, as an example. Files that are there are not overwritten: they may be somebody's work. */
export async function writeTemplates(fileSystem: FileSystem, folder: string): Promise<Reply<readonly string[]>> {
  const files = templateFiles();
  try {
    const there: string[] = [];
    for (const inner of files.keys())
      there.push(...(await filesThere(fileSystem, path.join(folder, path.dirname(inner)), [path.basename(inner)])));
    if (there.length > 0) {
      const what = inEnglish`There are templates in “${path.basename(folder)}” already, such as “${path.relative(folder, there[0] ?? '')}”.`;
      return { ok: false, fault: { what, kept, next: inEnglish`Name another folder.`, details: null } };
    }
    return { ok: true, value: await writeTemplateFiles(fileSystem, folder, files) };
  } catch (error) {
    const fault = writingFault(error, folder, 0);
    if (fault) return { ok: false, fault };
    throw error;
  }
}

/** Keeps a folder of templates in the collection, where every export takes them from. Nothing is kept when something is wrong with them. */
export async function keepTemplates(
  fileSystem: FileSystem,
  collection: Pick<Collection, 'folder'>,
  folder: string,
): Promise<Reply<readonly string[]>> {
  const checked = await readFrom(fileSystem, folder, 'must be there');
  if (!checked.ok) return checked;
  const found = await readTemplateFiles(fileSystem, folder);
  if (found.kind !== 'read')
    return { ok: false, fault: folderFault(inEnglish`The folder of templates is not there any more.`) };
  try {
    const own = await confined(fileSystem, collection.folder);
    return { ok: true, value: await writeTemplateFiles(own, collectionTemplates(collection.folder), found.files) };
  } catch (error) {
    const fault = writingFault(error, collection.folder, 0);
    if (fault) return { ok: false, fault };
    throw error;
  }
}

/** No template that people make is larger. */
const mostTemplateBytes = 32 * 1024 * 1024;

/** Reads the Word document whose looks others get. */
export async function docxTemplateOf(file: string): Promise<Reply<DocxTemplate>> {
  const name = path.basename(file);
  const found = await readOutsideFile(file, mostTemplateBytes);
  const refused = (reason: string): Reply<DocxTemplate> => ({
    ok: false,
    fault: {
      what: inEnglish`The template “${name}” ${reason}.`,
      kept,
      next: inEnglish`Name a Word document (.docx), or export without a template.`,
      details: null,
    },
  });
  if (found.kind === 'missing') return refused(inEnglish`is not there`);
  if (found.kind === 'too large') return refused(inEnglish`is too large`);
  if (found.kind !== 'read') return refused(inEnglish`could not be read`);
  const read = readDocxTemplate(found.bytes);
  return read.ok ? { ok: true, value: read.template } : refused(read.reason);
}
