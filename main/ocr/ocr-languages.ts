import path from 'node:path';
import type { OcrLanguage } from './tesseract.ts';

/** The language whose data comes with the program. */
export const builtInLanguage: OcrLanguage = { name: 'eng', folder: null };

const languageName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** The language that a person names. Its data is a file `<name>.traineddata` in the folder `languages` of the user folder, put there
 *  by the person; English comes with the program. Null when the name cannot be that of a file.
 *  @param userFolder path of the folder with the preferences */
export function languageNamed(name: string, userFolder: string): OcrLanguage | null {
  if (name === builtInLanguage.name) return builtInLanguage;
  return languageName.test(name) ? { name, folder: path.join(userFolder, 'languages') } : null;
}
