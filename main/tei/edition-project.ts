import path from 'node:path';
import * as v from 'valibot';
import type { Reply } from '../../shared/contract/ipc.ts';
import { chapterListName } from '../../shared/export/volume/chapter-list.ts';
import { type EditionFacts, noEditionFacts } from '../../shared/export/volume/edition-facts.ts';
import usualHeader from '../../shared/export/volume/header.xml?raw';
import { filledTemplate, readHeaderTemplate } from '../../shared/export/volume/header-template.ts';
import { completeFile } from '../../shared/export/volume/merged-header.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { isElement, type XmlElement } from '../../shared/xml/xml-tree.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import { outsideFileSentence, readFileBeside } from '../storage/disk/outside-file.ts';
import { writeEditionFile } from '../storage/outside/edition-files.ts';

/** What a form keeps, in the folder of the collection. */
const factsName = 'edition.json';
/** The template of the header, which anyone can write. */
const headerTemplateName = 'header.xml';
const fact = v.optional(v.pipe(v.string(), v.maxLength(2000)), '');

/** As the form keeps them; what is not there is empty. */
const editionFactsSchema: v.GenericSchema<unknown, EditionFacts> = v.object({
  title: fact,
  series: fact,
  volume: fact,
  identifier: fact,
  editors: fact,
  publisher: fact,
  place: fact,
  date: fact,
  licence: fact,
});

const longestBytes = 1_000_000;

/** What the folder of a collection says of its edition. */
export interface EditionProject {
  readonly facts: EditionFacts;
  /** The template of its header: its own, or the usual one. */
  readonly template: XmlElement;
  readonly ownTemplate: boolean;
  /** The text of the list of chapters; null when there is none. */
  readonly chapters: string | null;
}

/** Reads what people have written about the edition of a collection. What is not there is empty. */
export async function readEditionProject(folder: string): Promise<Reply<EditionProject>> {
  const [facts, header, chapters] = await Promise.all([
    readBeside(folder, factsName),
    readBeside(folder, headerTemplateName),
    readBeside(folder, chapterListName),
  ]);
  for (const one of [facts, header, chapters]) if (one.kind === 'fault') return mend(one.sentence, one.name);
  const known = facts.kind === 'text' ? parsedFacts(facts.text) : noEditionFacts;
  if (known === null)
    return mend(inEnglish`“${factsName}” of the collection is not what the form of the edition writes.`, factsName);
  const template = readHeaderTemplate(header.kind === 'text' ? header.text : usualHeader, headerTemplateName);
  if ('kind' in template) return mend(template.sentence, headerTemplateName);
  return {
    ok: true,
    value: {
      facts: known,
      template,
      ownTemplate: header.kind === 'text',
      chapters: chapters.kind === 'text' ? chapters.text : null,
    },
  };
}

/** Keeps what was entered in the form of the edition. */
export async function keepEditionFacts(
  fileSystem: FileSystem,
  { folder, readOnly }: Pick<Collection, 'folder' | 'readOnly'>,
  facts: EditionFacts,
): Promise<Reply<null>> {
  if (readOnly !== null) return mend(readOnly, factsName);
  try {
    await writeEditionFile(fileSystem, folder, factsName, `${JSON.stringify(facts, null, 2)}\n`);
    return { ok: true, value: null };
  } catch (error) {
    const fault = writingFault(error, folder, 0);
    if (fault) return { ok: false, fault };
    throw error;
  }
}

/** The header of an edition, or of one of its files: the template with its values.
 *  @param title of what the file holds
 *  @param source what it was made from, in words */
export function editionHeader(
  { facts, template }: EditionProject,
  { title, source }: { readonly title: string; readonly source: string },
): XmlElement {
  const editors = facts.editors.split(/[;\n]/).map((line) => line.trim());
  const header = filledTemplate(template, {
    ...facts,
    title,
    source,
    editors: editors.filter((line) => line !== ''),
  });
  const children = header.children.filter(isElement);
  const file = children.find(({ name }) => name === 'fileDesc');
  const complete = completeFile((file?.children ?? []).filter(isElement));
  const fileDesc: XmlElement = { name: 'fileDesc', attributes: [], children: complete, spaced: true };
  return { ...header, spaced: true, children: [fileDesc, ...children.filter((child) => child !== file)] };
}

type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly name: string; readonly sentence: string };

async function readBeside(folder: string, name: string): Promise<ReadText> {
  const read = await readFileBeside(path.join(folder, 'collection.json'), name, longestBytes);
  if (read.kind === 'missing') return { kind: 'none' };
  const fault = (sentence: string): ReadText => ({ kind: 'fault', name, sentence });
  if (read.kind === 'elsewhere') return fault(inEnglish`“${name}” of the collection is a link that leads out of it.`);
  if (read.kind !== 'read') return fault(outsideFileSentence(read, name));
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(read.bytes) };
  } catch {
    return fault(inEnglish`“${name}” of the collection is not written in UTF-8.`);
  }
}

function parsedFacts(text: string): EditionFacts | null {
  try {
    const parsed = v.safeParse(editionFactsSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

const mend = (
  what: string,
  name: string,
): {
  readonly ok: false;
  readonly fault: { readonly what: string; readonly kept: string; readonly next: string; readonly details: null };
} => ({
  ok: false,
  fault: {
    what,
    kept: inEnglish`Nothing was written.`,
    next: inEnglish`Mend “${name}” in the folder of the collection.`,
    details: null,
  },
});
