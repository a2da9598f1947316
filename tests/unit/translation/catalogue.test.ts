import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { catalogueFaults, englishCatalogue, interfaceTexts } from '../../../scripts/lib/interface-texts.mjs';
import { interfaceLanguages, languageFor } from '../../../shared/translation/catalogue.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, interfaceLocale, plural, speak, t } from '../../../shared/translation/translate.ts';

const root = path.join(import.meta.dirname, '../../..');
const found = interfaceTexts(root);
const catalogue = (language: string) =>
  JSON.parse(readFileSync(path.join(root, `resources/languages/${language}.json`), 'utf8'));

afterEach(() => speak(null));

test('no words of the window stand outside of the catalogue, and it is that of the source', () => {
  expect(found.bare).toEqual([]);
  expect(catalogue('en')).toEqual(englishCatalogue(found));
});

test.each(interfaceLanguages.filter((language) => language !== 'en'))(
  'every text is there in %s, with its values',
  (language) => {
    expect(catalogueFaults(found, catalogue(language))).toEqual([]);
  },
);

/** Without a word of three letters a text stands in many sentences: it is taken only where its values are known. */
const isWeak = (text: string): boolean => !/\p{L}{3}/u.test(text);

/** The same sentence may have been made by another text. */
const ambiguous = new Set(['{0} became {1}: {2}', '{0}: {1} became {2}']);

test.each(interfaceLanguages.filter((language) => language !== 'en'))(
  'a sentence that was made in English is told in %s by its own text, whatever was put into it',
  (language) => {
    const { texts, ...rest } = catalogue(language);
    speak({ texts, ...rest });
    const filled = (text: string): string => text.replace(/\{(\d+)\}/g, 'Qx$1z');
    const wrong = Object.entries<string>(texts).filter(
      ([text, translated]) => !isWeak(text) && !ambiguous.has(text) && retold(filled(text)) !== filled(translated),
    );
    expect(wrong).toEqual([]);
  },
);

test('a catalogue that lacks a text, a value or a form, or has one too much, is told', () => {
  const source = { texts: new Set(['Open', '{0} of {1}']), nouns: new Map([['line', 'lines']]), bare: [] };
  const faults = catalogueFaults(source, {
    language: 'de',
    quotes: { open: '„', close: '“' },
    texts: { '{0} of {1}': '{0} von {0}', Close: 'Schließen' },
    nouns: { line: { one: 'Zeile' } },
  });
  expect(faults).toEqual([
    'de lacks “Open”',
    'de has other values in “{0} of {1}”',
    'de has a text too much: “Close”',
    'de lacks the forms of “line”',
  ]);
});

test('a text is said in the language that was chosen, and in English where it lacks it', () => {
  const said = (): readonly string[] => [
    t`Open ${'a'} in ${2}`,
    t`Close`,
    counted(1, 'line'),
    counted(3, 'line'),
    counted(0, 'box', 'boxes'),
    plural(0, 'one', 'many'),
  ];
  expect(said()).toEqual(['Open a in 2', 'Close', '1 line', '3 lines', '0 boxes', 'many']);
  speak({
    language: 'fr',
    quotes: { open: '«', close: '»' },
    texts: { 'Open {0} in {1}': 'Dans {1}, ouvrir {0}' },
    nouns: { line: { one: 'ligne', other: 'lignes' } },
  });
  expect(said()).toEqual(['Dans 2, ouvrir a', 'Close', '1 ligne', '3 lignes', '0 boxes', 'one']);
});

test('dates are written as the system does where it speaks the language, else as the language does', () => {
  const german = { language: 'de', quotes: { open: '„', close: '“' }, texts: {}, nouns: {} };
  const locales = [['de-AT'], ['fr-FR'], [undefined]].map(([system]) => {
    speak(german, system);
    return interfaceLocale();
  });
  expect(locales).toEqual(['de-AT', 'de', 'de']);
  speak(null, 'en-US');
  expect(interfaceLocale()).toBe('en-US');
  speak(null, 'de-DE');
  expect(interfaceLocale()).toBe('en-GB');
});

test('the language of the interface is the first of the system that it speaks', () => {
  expect([['fr-CA', 'en'], ['it', 'de_CH.UTF-8'], ['ja'], [], ['EN-us', 'de']].map(languageFor)).toEqual([
    'fr',
    'de',
    'en',
    'en',
    'en',
  ]);
});
