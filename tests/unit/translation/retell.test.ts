import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../shared/translation/catalogue.ts';
import { countedInEnglish, inEnglish, retold } from '../../../shared/translation/retell.ts';
import { counted, speak } from '../../../shared/translation/translate.ts';

const german: Catalogue = {
  language: 'de',
  quotes: { open: '„', close: '“' },
  texts: {
    'Nothing was changed.': 'Nichts wurde geändert.',
    Letters: 'Briefe',
    'the disk is full': 'der Datenträger ist voll',
    '“{0}” could not be saved: {1}.': '„{0}“ ließ sich nicht speichern: {1}.',
    '“{0}” could not be saved in time: {1}.': '„{0}“ ließ sich nicht rechtzeitig speichern: {1}.',
    '{0} of {1} lines were read.': 'Von {1} Zeilen wurden {0} gelesen.',
    'Came in: {0}.': 'Hereingekommen: {0}.',
    'Change {0} ({0})': 'Änderung {0}',
    '{0} – {1}': '{1} – {0}',
    '{0} of {1}': '{0} vom {1}',
    corrections: 'Korrekturen',
    tags: 'Auszeichnungen',
    'searching took too long': 'das Suchen dauerte zu lange',
  },
  nouns: {
    document: { one: 'Dokument', other: 'Dokumente' },
    entry: { one: 'Eintrag', other: 'Einträge' },
    box: { one: 'Kasten', other: 'Kästen' },
    'page of the text': { one: 'Seite des Textes', other: 'Seiten des Textes' },
  },
};

describe('retelling what was said in English', () => {
  beforeEach(() => speak(german));
  afterEach(() => speak(null));

  it('retells a sentence', () => expect(retold('Nothing was changed.')).toBe('Nichts wurde geändert.'));

  it('puts the values in their places, in any order', () =>
    expect(retold(inEnglish`${3} of ${12} lines were read.`)).toBe('Von 12 Zeilen wurden 3 gelesen.'));

  it('retells a reason within a sentence', () =>
    expect(retold(inEnglish`“${'A.txt'}” could not be saved: ${inEnglish`the disk is full`}.`)).toBe(
      '„A.txt“ ließ sich nicht speichern: der Datenträger ist voll.',
    ));

  it('leaves a name in quotation marks, even where it is a word of the interface', () =>
    expect(retold('“Letters” could not be saved: EFOO.')).toBe('„Letters“ ließ sich nicht speichern: EFOO.'));

  it('takes the text with the most letters of its own', () =>
    expect(retold('“A” could not be saved in time: EFOO.')).toBe('„A“ ließ sich nicht rechtzeitig speichern: EFOO.'));

  it.each([
    [1, 'document', 'documents', '1 Dokument'],
    [3, 'document', 'documents', '3 Dokumente'],
    [2, 'entry', 'entries', '2 Einträge'],
    [2, 'box', 'boxes', '2 Kästen'],
    [4, 'page of the text', 'pages of the text', '4 Seiten des Textes'],
  ])('counts %i %s', (count, noun, nouns, german) => {
    expect(retold(countedInEnglish(count, noun, nouns))).toBe(german);
    expect(counted(count, noun, nouns)).toBe(german);
  });

  it('counts what is counted with a comma', () => expect(retold('1,200 documents')).toBe('1,200 Dokumente'));

  it('retells a list of what it knows', () =>
    expect(retold('Came in: 2 documents, 1 entry and 3 boxes.')).toBe(
      'Hereingekommen: 2 Dokumente, 1 Eintrag und 3 Kästen.',
    ));

  it('retells things that only commas part', () =>
    expect(retold('2 documents, 1 entry')).toBe('2 Dokumente, 1 Eintrag'));

  it('leaves a list in which it does not know something', () =>
    expect(retold('Came in: 2 documents and Meyer.')).toBe('Hereingekommen: 2 documents and Meyer.'));

  it('retells sentences that follow one another, and what is said of something named', () => {
    expect(retold('Nothing was changed. 3 of 4 lines were read.')).toBe(
      'Nichts wurde geändert. Von 4 Zeilen wurden 3 gelesen.',
    );
    expect(retold('“A”: Nothing was changed.\n“B”: Nothing was changed.')).toBe(
      '„A“: Nichts wurde geändert.\n„B“: Nichts wurde geändert.',
    );
  });

  it('retells the names of versions that the program keeps by itself', () => {
    expect(retold('Corrections and tags of 22 November 2026')).toBe(
      'Korrekturen und Auszeichnungen vom 22. November 2026',
    );
    expect(retold('Writings of 22 November 2026')).toBe('Writings of 22 November 2026');
  });

  it('knows a clause with a stop or a capital letter', () =>
    expect(retold('Searching took too long.')).toBe('Das Suchen dauerte zu lange.'));

  it('joins names as the language does', () =>
    expect(retold('Came in: “A and B”, “C” and 2 documents.')).toBe('Hereingekommen: „A and B“, „C“ und 2 Dokumente.'));

  it('leaves what it does not know', () => {
    expect(retold('Something else happened.')).toBe('Something else happened.');
    expect(retold('3 whales')).toBe('3 whales');
    expect(retold('1914 – 1918')).toBe('1914 – 1918');
  });

  it('leaves long texts as they are', () => {
    const long = `${'“A” could not be saved: '.repeat(10_000)}.`;
    expect(retold(long)).toBe(long);
  });

  it('stays English where English is spoken', () => {
    speak(null);
    expect(retold('Nothing was changed.')).toBe('Nothing was changed.');
  });
});
