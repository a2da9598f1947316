import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { describe, expect, test } from 'vitest';
import { anchorsOf } from '../../../../shared/document/page-anchor.ts';
import { textBlocks } from '../../../../shared/document/reading-text.ts';
import { schema } from '../../../../shared/document/schema.ts';
import { textEdition } from '../../../../shared/export/text/text-edition.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import {
  call,
  doc,
  fac,
  h,
  label,
  li,
  lineEnd,
  list,
  note,
  notes,
  p,
  table,
  td,
  tr,
} from '../../../helpers/builders.ts';
import { followedSession, nowAndThen } from '../../../helpers/followed-session.ts';
import { sampleStems, sampleText, sortedCharacters } from '../../../helpers/import-characters.ts';
import { randomSession } from '../../../helpers/random-sessions.ts';

const noReport = { recognitions: [], remarks: [], setAside: [] };

function imported(stem: string) {
  const text = sampleText(stem);
  const { doc: read, report } = readPlainText(text, { fileName: stem });
  return { text, read, written: (now: Node): string => textEdition({ doc: now, imported: read, report }, text) };
}

/** The position of words in a document that stand in one text node. */
function placeOf(node: Node, words: string): number {
  let found = -1;
  node.descendants((child, pos) => {
    const at = child.text?.indexOf(words) ?? -1;
    if (at !== -1 && found === -1) found = pos + at;
  });
  if (found === -1) throw new Error(`“${words}” is not in the document`);
  return found;
}

const replaced = (node: Node, words: string, by: string): Node => {
  const from = placeOf(node, words);
  const transform = new Transform(node);
  if (by === '') transform.delete(from, from + words.length);
  else transform.replaceWith(from, from + words.length, schema.text(by));
  return transform.doc;
};

describe('a document that was imported from a plain text', () => {
  test.each(sampleStems)('%s comes out as it was, byte for byte', (stem) => {
    const { text, read, written } = imported(stem);
    expect(written(read)).toBe(text);
  });

  test('a misread word that is corrected is the only thing that differs', () => {
    const { text, read, written } = imported('003_a5bfdc7065c2c0b6');
    expect(written(replaced(read, 'STEVENS ON READ', 'STEVENSON READ'))).toBe(
      text.replace('STEVENS ON READ', 'STEVENSON READ'),
    );
    expect(written(replaced(read, 'DISTANTLING', 'DISMANTLING'))).toBe(text.replace('DISTANTLING', 'DISMANTLING'));
  });

  test('a note is corrected where the source has it, though the document keeps it at its end', () => {
    const { text, read, written } = imported('001_975a25f8ce92ca13');
    expect(written(replaced(read, 'repeated to Moscow', 'repeated to Kiev'))).toBe(
      text.replace('repeated to Moscow', 'repeated to Kiev'),
    );
  });

  test('a word that is taken out leaves one space, and a paragraph that is split a blank line', () => {
    const { text, read, written } = imported('000_2f139198d5bf1d28');
    expect(written(replaced(read, 'representative in New', 'representative New'))).toBe(
      text.replace('representative in New', 'representative New'),
    );
    const split = new Transform(read).split(placeOf(read, 'At the time of our agreement')).doc;
    expect(written(split)).toBe(text.replace(/ (?=At the time of our agreement)/, '\n\n'));
  });

  test('a page anchor that is relabelled or moved by a word is so in the text', () => {
    const { text, read, written } = imported('000_2f139198d5bf1d28');
    const [, second] = anchorsOf(read).filter(({ anchor }) => anchor.kind === 'facsimile');
    if (!second) throw new Error('there is no second page');
    const relabelled = new Transform(read)
      .setNodeAttribute(second.pos, 'label', '2a')
      .setNodeAttribute(second.pos, 'raw', null).doc;
    expect(written(relabelled)).toBe(text.replace('[Facsimile Page 2]', '[Facsimile Page 2a]'));
  });

  test('a page that the reader concluded is written when somebody has confirmed it', () => {
    const { text, read, written } = imported('003_a5bfdc7065c2c0b6');
    const second = anchorsOf(read)[1];
    if (!second) throw new Error('there is no second page');
    expect(text).not.toContain('[Facsimile Page');
    const confirmed = written(new Transform(read).setNodeAttribute(second.pos, 'inferred', false).doc);
    expect(confirmed.replace(/\[Facsimile Page 2\]\s*/, '').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(confirmed).toMatch(/CU 934\s+\[Facsimile Page 2\]\s+CWII-710\/p/);
  });

  test('no edit of one block costs another a character', () => {
    for (const stem of sampleStems) {
      const { read, written, text } = imported(stem);
      for (const { block, start } of textBlocks(read)) {
        if (block.textContent.trim() === '') continue;
        const longer = new Transform(read).insert(start, schema.text('Ω ')).doc;
        expect(sortedCharacters(written(longer))).toBe(sortedCharacters(`${text}Ω`));
      }
    }
  });
});

const letter = doc(
  h('495. Draft letter', call('n1', '1')),
  p('by the United ', fac(3), 'States of RECONNAIS-', lineEnd(true), 'SANCE'),
  list(li(label('(1)'), p('missiles')), li(label('(2)'), p('bombers'))),
  table(tr(td(p('ACTION')), td(p('DATE'))), tr(td(p('OFFICE')), td(p('none')))),
  notes(note('n1', '1', 'List of weapons.')),
);

test('a document that came from no plain text has a blank line between its blocks, its lists and tables line by line', () => {
  expect(textEdition({ doc: letter, imported: letter, report: noReport }, null)).toBe(
    [
      '495. Draft letter(1)',
      'by the United [Facsimile Page 3]States of RECONNAIS-\nSANCE',
      '(1) missiles',
      '(2) bombers',
      'ACTION\tDATE\nOFFICE\tnone',
      '1 List of weapons.\n',
    ].join('\n\n'),
  );
});

test('after any session every long word of the document is in the text', () => {
  for (let seed = 1; seed <= 15; seed++) {
    const { read, written } = imported(sampleStems[seed % 5] ?? sampleStems[0]);
    for (const state of followedSession(randomSession(seed), nowAndThen(seed), read)) {
      const printed: string[] = [];
      state.doc.descendants((node) => {
        if (node.isText) printed.push(node.text ?? '');
      });
      const text = written(state.doc).replace(/\s/g, '');
      for (const word of printed.join(' ').match(/\S{6,}/g) ?? []) expect(text).toContain(word);
    }
  }
});
