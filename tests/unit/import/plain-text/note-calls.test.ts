import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { inlineText } from '../../../helpers/import-outline.ts';

/** The words of the text with their calls, and what each call leads to. */
function notesOf(...parts: readonly string[]) {
  const { doc, report } = readPlainText(parts.join('\n\n'));
  const bodies = new Map<string, string>();
  const calls: (readonly [label: string, body: string | null])[] = [];
  doc.descendants((node: Node) => {
    if (node.type.name === 'note') bodies.set(node.attrs.id as string, node.textContent);
    return true;
  });
  doc.descendants((node) => {
    if (node.type.name !== 'noteReference') return;
    const target = node.attrs.target as string | null;
    calls.push([node.attrs.label as string, target === null ? null : (bodies.get(target) ?? null)]);
  });
  const text = doc.children.filter(({ type }) => type.name === 'paragraph').map(inlineText);
  return { text, calls, notes: [...bodies.values()], remarks: report.remarks.map(({ what }) => what), doc };
}

const title = '21. Telegram From the Consulate in Freedonia to the Department of State';
const dateline = 'Fredville, May 3, 1958.';
const source = 'Source: Example Library, Harbour Files. Confidential.';

describe('a call is tied to its note', () => {
  test('behind figures, brackets, quotations, dates and p.m., when a note answers', () => {
    const { text, calls } = notesOf(
      `${title}1`,
      dateline,
      'The mayor gave 312.2 The clerk (named Driftwood)3 said that “the lamps were lit”4 on March 9.5 They spoke until 4 p.m.,6 and he left.',
      `1. ${source}`,
      '2. Document 20.',
      '3. See Document 4.',
      '4. Not found.',
      '5. Not printed.',
      '6. The hour was added by hand.',
    );
    expect(text).toEqual([
      'The mayor gave 312.⟨2⟩ The clerk (named Driftwood)⟨3⟩ said that “the lamps were lit”⟨4⟩ on March 9.⟨5⟩ They spoke until 4 p.m.,⟨6⟩ and he left.',
    ]);
    expect(calls.map(([, body]) => body)).toEqual([
      source,
      'Document 20.',
      'See Document 4.',
      'Not found.',
      'Not printed.',
      'The hour was added by hand.',
    ]);
  });

  test('but numbers stay numbers when no note answers', () => {
    const { text, calls } = notesOf(
      title,
      dateline,
      'In 1934.2 The 3 lamps cost 12.5 (see No.2) on May 7.4 and A99 is lit.',
    );
    expect(text).toEqual(['In 1934.2 The 3 lamps cost 12.5 (see No.2) on May 7.4 and A99 is lit.']);
    expect(calls).toEqual([]);
  });

  test('of a book that counts on from page to page, at any distance', () => {
    const { calls, remarks } = notesOf(
      title,
      dateline,
      'The letter of last month71 was read by the mayor.72 He made no remark.73',
      '1. Not printed.',
      '2. Ante, p. 31.',
      '3. See p. 52.',
    );
    expect(calls).toEqual([
      ['71', 'Not printed.'],
      ['72', 'Ante, p. 31.'],
      ['73', 'See p. 52.'],
    ]);
    expect(remarks).toEqual([
      'The notes are numbered 1–3 here, but the text counts from 71. They were given the numbers 71–73.',
    ]);
  });

  test('of a count that the title begins with 0', () => {
    const { calls, doc } = notesOf(
      '44. Telegram From the Department of State to the Consulate in Freedonia 0',
      '912. I thank you for your telegram.1 Your good wishes were passed on.',
      `1. ${source}`,
      '2. Document 43.',
    );
    expect(calls).toEqual([
      ['0', source],
      ['1', 'Document 43.'],
    ]);
    expect(doc.firstChild && inlineText(doc.firstChild)).toMatch(/Freedonia ⟨0⟩$/);
  });

  test('at the end of a line, with the note right below it', () => {
    const { text, calls } = notesOf(
      title,
      dateline,
      'It was of weight to reply to him at once, so after speaking with\nthe harbour master we sent word as follows:/1/\n/1/Telegram No. 31, June 2, 4 p.m.; paraphrased.',
      'If the other ports should make such a proposal, we would look at\nit with favour and report upon it.',
    );
    expect(calls).toEqual([['1', 'Telegram No. 31, June 2, 4 p.m.; paraphrased.']]);
    expect(text).toHaveLength(2);
  });

  test('of equal labels in their order', () => {
    const { calls } = notesOf(
      title,
      dateline,
      'The first lamp[1] was refused by the clerk.',
      'The second lamp[1] was taken.\n  1. See p. 52.\n  1. Not printed.',
    );
    expect(calls).toEqual([
      ['1', 'See p. 52.'],
      ['1', 'Not printed.'],
    ]);
  });

  test('by a sign, or a number with a letter', () => {
    const { calls } = notesOf(
      title,
      dateline,
      'The lamps* were lit by the pilot4a of the port.',
      '* Not printed.',
      '4a. See p. 12.',
    );
    expect(calls).toEqual([
      ['*', 'Not printed.'],
      ['4a', 'See p. 12.'],
    ]);
  });

  test('in order, where a copy lost the numbers of the notes and kept their links back', () => {
    const { calls, notes } = notesOf(
      `${title}1`,
      dateline,
      'The lamps were lit.2 The pilots were paid.3',
      `${source}↩\nNot printed.↩\nSee Document 2.↩`,
    );
    expect(calls.map(([label, body]) => [label, body?.replace('↩', '')])).toEqual([
      ['1', source],
      ['2', 'Not printed.'],
      ['3', 'See Document 2.'],
    ]);
    expect(notes).toHaveLength(3);
  });

  test('not at all where two notes would fit, which is remarked', () => {
    const { calls, doc, remarks } = notesOf(
      title,
      dateline,
      'The lamps[2] were lit.',
      '[2] See p. 52.',
      '[2] Not printed.',
    );
    expect(calls).toEqual([['2', null]]);
    expect(doc.textContent).toContain('[2] See p. 52.');
    expect(remarks).toContain('The text calls note 2, but no such note was found. The reference was kept.');
  });
});

describe('notes that nothing calls', () => {
  test('are notes all the same, and no list', () => {
    const { notes, calls, remarks } = notesOf(
      'Mr. Firefly to Mr. Driftwood.',
      'I beg to confirm the letters of May 2 and May 3, to which no reply has come.',
      'R. Firefly.\n\n  1. Printed ante.\n  2. Printed ante.',
    );
    expect(notes).toEqual(['Printed ante.', 'Printed ante.']);
    expect(calls).toEqual([]);
    expect(remarks.filter((what) => /does not call note [12]/.test(what))).toHaveLength(2);
  });

  test('are not made of paragraphs that go on with a count of the text, whatever words they have', () => {
    const { doc } = notesOf(
      'Memorandum for the Files',
      '     1. The office has three cases before it, in which lamps were\nput out by the wind. They are the following, as far as is known:',
      '     (a) The lamp on the eastern mole, which was put out in March of\nthe year before and has not been lit since that month.',
      '     (b) The lamp of the telegram office, which is mentioned in the\ntelegram of the board and in the Foreign Relations of the port.',
      '     2. It was said that the lamps of the port are dear, and the\ntelegram of the board says so too, as was to be expected here.',
      '     3. It was said that the lamps of the port are not printed in any\nlist of lights, and this is true of the older ones of them.',
    );
    const types: string[] = [];
    doc.descendants(({ type }) => {
      types.push(type.name);
    });
    expect(types).not.toContain('note');
    expect(types.filter((type) => type === 'listItem')).toHaveLength(5);
  });
});
