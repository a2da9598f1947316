import path from 'node:path';
import { app } from 'electron';
import { type InterfaceLanguage, languageFor } from '../../shared/translation/catalogue.ts';
import { speak } from '../../shared/translation/translate.ts';
import { readInterfaceLanguage } from '../storage/settings/user-folder.ts';
import { wordsOfCommand } from './command-line.ts';

/** Gives the application another folder for its own files, as the command line program has it; Chromium's option goes first. */
function chooseUserFolder(): void {
  const folder = process.env.ANCHORITE_USER_FOLDER;
  if (folder && !app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.resolve(folder));
}

/** The languages that the system is set to, best first: tags of BCP 47, and the country that dates are written for. Chromium's option goes
 *  first. */
function systemLanguages(): readonly string[] {
  const asked = app.commandLine.getSwitchValue('lang');
  const { LC_ALL, LC_TIME, LC_MESSAGES, LANG } = process.env;
  // Of Linux, Electron tells the languages of messages only, and of none a language of its own.
  const environment = [LC_ALL, LC_MESSAGES, LC_TIME, LANG].flatMap((value) => (value ? [tagOf(value)] : []));
  const named = process.platform === 'linux' ? environment : app.getPreferredSystemLanguages();
  return [asked, ...named].filter((tag) => tag !== '');
}

/** `de_AT.UTF-8` is `de-AT`, and `C` is none. */
function tagOf(locale: string): string {
  const tag = (locale.split(/[.@]/)[0] ?? '').replace('_', '-');
  return /^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(tag) ? tag : '';
}

const catalogueOf = {
  en: async () => null,
  de: async () => (await import('../../resources/languages/de.json')).default,
  fr: async () => (await import('../../resources/languages/fr.json')).default,
} as const satisfies Record<InterfaceLanguage, unknown>;

/** Chooses the language of menus, dialogs and windows: as the person wants it, else as the system has it. */
async function chooseLanguage(): Promise<void> {
  const system = systemLanguages();
  const preferred = await readInterfaceLanguage(app.getPath('userData'));
  const language = preferred === 'system' ? languageFor(system) : preferred;
  speak(
    await catalogueOf[language](),
    system.find((tag) => languageFor([tag]) === language && tag.includes('-')),
  );
}

chooseUserFolder();
// The command line speaks English, as its output is read by other programs, too.
if (wordsOfCommand(process.argv) === null) await chooseLanguage();
// Tables of labels are made when their file is loaded: not before the language is known.
await import('./program.ts');
