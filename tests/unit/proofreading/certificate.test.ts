import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { ReviewEvent } from '../../../shared/document/review.ts';
import { certificateLines, certificateOf } from '../../../shared/proofreading/certificate.ts';
import { readingLines } from '../../../shared/proofreading/reading-lines.ts';
import { call, doc, fac, furniture, label, li, lineEnd, list, p, typ } from '../../helpers/builders.ts';
import { marked } from '../../helpers/tei-builders.ts';

const textOf = (node: Node): readonly string[] => readingLines(node).map(({ text }) => text);

const read = (editor: string, day: number, ...lines: readonly string[]): ReviewEvent => ({
  act: { kind: 'read', lines },
  editor,
  time: `2026-11-${day}T10:00:00.000Z`,
});

describe('the lines that are read', () => {
  test('are those of the source where it has line ends, with their hyphens, without anchors, calls and empty lines', () => {
    const node = doc(
      p(fac(1), 'by  RECONNAIS-', lineEnd(true), 'SANCE', call(null, '1'), lineEnd(), ' ', lineEnd(), 'of it '),
    );
    expect(textOf(node)).toEqual(['by RECONNAIS-', 'SANCE', 'of it']);
    expect(readingLines(node).map(({ from, to }) => node.textBetween(from, to))).toEqual([
      'by  RECONNAIS-',
      'SANCE',
      'of it',
    ]);
  });

  test('are sentences where there are none; a short word before a stop is an abbreviation', () => {
    const letter = doc(
      p('Dear Mr. Chairman: I said so. The U.S. Navy did not! (2) sites “Why?” we asked. no.'),
      furniture('Menu'),
    );
    expect(textOf(letter)).toEqual([
      'Dear Mr. Chairman: I said so.',
      'The U.S. Navy did not!',
      '(2) sites “Why?” we asked. no.',
    ]);
  });

  test('the label of a list item is read with the first line of the item', () => {
    const node = doc(
      p('He said:'),
      list(
        li(label('(1)'), p('the sites', lineEnd(), 'are gone')),
        li(label('(2)'), list(li(label('(a)'), p('so are the planes')))),
        li(label('(3)'), p()),
      ),
      p('(1)'),
    );
    const lines = readingLines(node);
    expect(lines.map(({ text }) => text)).toEqual([
      'He said:',
      '(1) the sites',
      'are gone',
      '(2) (a) so are the planes',
      '(3)',
      '(1)',
    ]);
    expect(lines.slice(1, 4).map(({ from, to }) => node.textBetween(from, to, '|'))).toEqual([
      '(1)|the sites',
      'are gone',
      '(2)|(a)|so are the planes',
    ]);
  });

  test('are told apart when they read the same', () => {
    const stamps = doc(p('TOP SECRET'), p('Text'), p('TOP SECRET'));
    expect(readingLines(stamps).map(({ key }) => key)).toEqual(['TOP SECRET', 'Text', 'TOP SECRET\n2']);
  });
});

describe('the certificate', () => {
  const imported = doc(
    p('Heading'),
    p(fac(1), 'Stevens on spoke', lineEnd(), 'of weapons'),
    p(fac(2), typ(9), 'and left'),
  );
  const present = doc(
    p('Heading'),
    p(fac(1), 'Stevenson spoke', lineEnd(), 'of weapons'),
    p(fac(2), typ(9), 'and left'),
  );
  const reviews = [read('EG', 21, 'Stevenson spoke', 'Stevens on spoke'), read('MK', 22, 'of weapons', 'Heading')];

  test('says page by page who read what and when, and how much was wrong', () => {
    const certificate = certificateOf({ doc: present, imported, reviews });
    expect(certificate.pages).toEqual([
      {
        page: null,
        lines: 1,
        linesRead: 1,
        readers: [{ editor: 'MK', lines: 1, time: '2026-11-22T10:00:00.000Z' }],
        characters: 7,
        corrected: 0,
        rate: 0,
      },
      {
        page: 'Facsimile 1',
        lines: 2,
        linesRead: 2,
        readers: [
          { editor: 'EG', lines: 1, time: '2026-11-21T10:00:00.000Z' },
          { editor: 'MK', lines: 1, time: '2026-11-22T10:00:00.000Z' },
        ],
        characters: 25,
        corrected: 1,
        rate: 0.04,
      },
      { page: 'Facsimile 2', lines: 1, linesRead: 0, readers: [], characters: 8, corrected: 0, rate: 0 },
    ]);
    expect(certificateLines(certificate, (siglum) => siglum)).toEqual([
      'Before the first page: read by MK on 22 November 2026, 1 of 1 line; no character corrected.',
      'Facsimile 1: read by EG on 21 November 2026 (1 line) and MK on 22 November 2026 (1 line), 2 of 2 lines; 1 character in 25 corrected (4.00 %).',
      'Facsimile 2: not read yet, 0 of 1 line; no character corrected.',
      'The document: read by EG on 21 November 2026 (1 line) and MK on 22 November 2026 (2 lines), 3 of 4 lines; 1 character in 40 corrected (2.50 %).',
    ]);
  });

  test('a line that was changed after it was read has not been read', () => {
    const { whole } = certificateOf({
      doc: doc(p('changed')),
      imported: doc(p('before')),
      reviews: [read('AA', 9, 'before')],
    });
    expect([whole.lines, whole.linesRead]).toEqual([1, 0]);
  });

  test('what is wrong on the page itself is no misreading', () => {
    const emended = doc(p('the ', marked('right', ['emendation', { id: 'e', sic: 'rihgt' }]), ' one'));
    const { whole } = certificateOf({ doc: emended, imported: doc(p('the rihgt one')), reviews: [] });
    expect(whole.corrected).toBe(0);
  });
});
