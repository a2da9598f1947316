import path from 'node:path';
import type { KnownLanguage } from '../../shared/contract/calls/collection.ts';
import { languageNamePattern, type Vocabulary } from '../../shared/document/vocabulary.ts';
import { firstFile, ownEntries } from '../storage/outside/own-data.ts';
import type { OwnData } from '../workers/job.ts';

/** Where the data of a language is. */
export interface OcrLanguage {
  /** The name of its file without the ending: `eng`, `frak2021`; several with plus signs: `deu+eng`. */
  readonly name: string;
  /** The folder that holds `<name>.traineddata`, or the same with `.gz`; null for the language that comes with the program. */
  readonly folder: string | null;
}

/** The language whose data comes with the program. */
export const builtInLanguage: OcrLanguage = { name: 'eng', folder: null };

/** The language that a person names, or several with plus signs. Its data is a file `<name>.traineddata`, or the same with `.gz`, in the
 *  folder `languages` of the user folder, put there by the person; English comes with the program. Null when the name cannot be that of a
 *  file.
 *  @param userFolder path of the folder with the preferences */
export function languageNamed(name: string, userFolder: string): OcrLanguage | null {
  if (name === builtInLanguage.name) return builtInLanguage;
  const names = name.split('+');
  return names.every((one) => languageNamePattern.test(one))
    ? { name, folder: path.join(userFolder, 'languages') }
    : null;
}

/** In what pages of a collection are read: its languages as far as there is data of them, all of them when there is of none, so that it is
 *  said which are missing.
 *  @param folder of a person's own languages; undefined when there is none */
function collectionOcrLanguage(languages: readonly string[], folder: string | undefined): OcrLanguage {
  if (folder === undefined || languages.length === 0) return builtInLanguage;
  const readable = languages.filter((name) => name === builtInLanguage.name || dataFile(folder, name) !== null);
  const names = readable.length > 0 ? readable : languages;
  return names.join('+') === builtInLanguage.name ? builtInLanguage : { name: names.join('+'), folder };
}

/** With what pages of a collection are read.
 *  @param named a language that a person names for this once, in the place of those of the collection */
export const collectionOcr = (
  { languages, reader }: Pick<Vocabulary, 'languages' | 'reader'>,
  ownData: OwnData | undefined,
  named: OcrLanguage | null = null,
): { readonly language: OcrLanguage; readonly reader: string | null } => ({
  language: named ?? collectionOcrLanguage(languages, ownData?.languages),
  reader,
});

/** The file with the data of a language; null when there is none. */
export function dataFile(folder: string, name: string): string | null {
  const file = path.join(folder, `${name}.traineddata`);
  return firstFile([file, `${file}.gz`]);
}

/** English, and what a person put into the folder of languages. */
export async function knownLanguages(folder: string): Promise<readonly KnownLanguage[]> {
  const found = new Map<string, KnownLanguage>([['eng', { name: 'eng', canRead: true, hasDictionary: true }]]);
  const add = (name: string, what: Partial<KnownLanguage>): void => {
    if (!languageNamePattern.test(name)) return;
    found.set(name, { ...(found.get(name) ?? { name, canRead: false, hasDictionary: false }), ...what });
  };
  for (const entry of await ownEntries(folder)) {
    const data = /^(.+)\.traineddata(?:\.gz)?$/.exec(entry.name)?.[1];
    const dictionary = /^(.+)\.dic$/.exec(entry.name)?.[1];
    if (data !== undefined) add(data, { canRead: true });
    if (dictionary !== undefined && firstFile([path.join(folder, `${dictionary}.aff`)]) !== null)
      add(dictionary, { hasDictionary: true });
    if (entry.isFolder && firstFile([path.join(folder, entry.name, 'index.dic')]) !== null)
      add(entry.name, { hasDictionary: true });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
