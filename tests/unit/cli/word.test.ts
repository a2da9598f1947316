import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { endnoteCall, footnoteCall, run, wordFile, wordP, wordTable } from '../../helpers/word-file.ts';
import { workplace } from './program.ts';

const place = workplace();

interface ShownBlock {
  readonly type: string;
  readonly text: string;
}
interface Shown {
  readonly blocks: readonly ShownBlock[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly report: { readonly remarks: readonly { readonly what: string }[] };
}

async function imported(bytes: Uint8Array, name = 'letter.docx') {
  const file = path.join(place().folder, name);
  await writeFile(file, bytes);
  const collection = path.join(place().folder, 'collection');
  const { code, value } = await place().json('import', collection, file);
  return { code, collection, outcome: value as ImportOutcome };
}

async function shown(bytes: Uint8Array) {
  const { collection, outcome } = await imported(bytes);
  const [summary] = outcome.imported;
  if (!summary) throw new Error(outcome.refused.map(({ fault }) => fault.what).join());
  const { value } = await place().json('show', collection, summary.id);
  const { out } = await place().run('show', collection, summary.id, '--text');
  return { ...(value as Shown), text: out, collection, id: summary.id };
}

const letter = wordFile(
  [
    wordP(run('Letter From the Consul at Tabriz to the Secretary of State'), { style: 'Title' }),
    wordP(run('Tabriz, May 3, 1921.')),
    wordP(
      run('Sir: I have the honor to report that the ') + run('Isis', '<w:i/>') + run(' has sailed.') + footnoteCall(1),
    ),
    wordP(run('[Facsimile Page 2] The cargo is as follows') + endnoteCall(1) + run(':')),
    wordP(run('grain of the last year'), { list: '1' }),
    wordP(run('barley'), { list: '1 1' }),
    wordP(run('wool'), { list: '1' }),
    wordTable([
      [wordP(run('Port')), wordP(run('Tons'))],
      [wordP(run('Trebizond')), wordP(run('[Facsimile Page 3] 40')) + wordP(run('at most'))],
    ]),
    wordP(run('I have, etc.,')),
    wordP(run('John Smith')),
  ].join(''),
  {
    footnotes: [wordP(run('The steamer of that name.')) + wordP(run('Second paragraph.'))],
    endnotes: [wordP(run('Not printed.'))],
  },
);

test('a Word document has the structure of a text, and what Word says of it', async () => {
  const { blocks, metadata, collection } = await shown(letter);
  expect(blocks.map(({ type, text }) => `${type}: ${text}`)).toEqual([
    'heading: Letter From the Consul at Tabriz to the Secretary of State',
    'dateline: Tabriz, May 3, 1921.',
    'paragraph: Sir: I have the honor to report that the Isis has sailed.',
    'paragraph: The cargo is as follows:',
    'paragraph: grain of the last year',
    'paragraph: barley',
    'paragraph: wool',
    'paragraph: Port',
    'paragraph: Tons',
    'paragraph: Trebizond',
    'paragraph: 40',
    'paragraph: at most',
    'signature: I have, etc.,',
    'signature: John Smith',
    'paragraph: The steamer of that name. Second paragraph.',
    'paragraph: Not printed.',
  ]);
  expect(metadata).toMatchObject({
    from: 'Consul at Tabriz',
    to: 'Secretary of State',
    date: { when: '1921-05-03' },
    placeSent: 'Tabriz',
    type: 'letter',
  });
  const out = path.join(place().folder, 'tei');
  expect((await place().run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  const [file = ''] = (await readdir(out)).filter((name) => name.endsWith('.xml'));
  const tei = (await readFile(path.join(out, file), 'utf8')).replace(
    /\s+(?:xml:id|facs|corresp|next|prev|resp|change|source)="[^"]*"/g,
    '',
  );
  expect(tei).toContain('<hi rend="italic">Isis</hi> has sailed.<note n="1"');
  expect(tei).toMatch(/cargo is as follows<note n="i"[\s\S]*?Not printed\.[\s\S]*?<\/note>:/);
  expect(tei.match(/<pb [^>]*n="\d"/g)).toHaveLength(2);
  expect(tei.match(/<item/g)).toHaveLength(3);
  expect(tei.match(/<list[ >]/g)).toHaveLength(2);
  expect(tei.match(/<row/g)).toHaveLength(2);
  expect(tei.match(/<cell/g)).toHaveLength(4);
});

test('the text of a Word document is exported as text, and its file is kept', async () => {
  const { collection, id } = await shown(letter);
  const out = path.join(place().folder, 'text');
  expect((await place().run('export', collection, '--to', 'text', '--out', out)).code).toBe(0);
  const [file = ''] = await readdir(out);
  expect(await readFile(path.join(out, file), 'utf8')).toContain('[Facsimile Page 2]');
  const kept = await readFile(path.join(collection, 'documents', id, 'source', 'letter.docx'));
  expect(kept.equals(letter)).toBe(true);
  expect((await place().run('check', collection)).code).toBe(0);
});

test('what a Word document has beside its text is told word by word', async () => {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const { text, report } = await shown(
    wordFile(
      wordP(`${run('The embassy reports.')}<w:del><w:r><w:delText>Struck by an editor.</w:delText></w:r></w:del>`) +
        wordP('<w:r><m:oMath xmlns:m="urn:m"><m:t>E=mc</m:t></m:oMath></w:r>'),
      {
        more: {
          'word/header1.xml': `<w:hdr ${w}>${wordP(run('Draft &amp; secret'))}</w:hdr>`,
          'word/comments.xml': `<w:comments ${w}><w:comment w:id="1">${wordP(run('Is this so?'))}</w:comment></w:comments>`,
          'word/media/image1.png': 'x',
        },
      },
    ),
  );
  expect(text.trim()).toBe('The embassy reports.');
  expect(report.remarks.map(({ what }) => what)).toEqual([
    'The running heads and feet of the Word document were left out: “Draft & secret”.',
    'Comments in the Word document were left out: “Is this so?”.',
    'Words that tracked changes delete were left out: “Struck by an editor.”.',
    'Pictures in the Word document were left out: 1. Import them as page images.',
    '4 characters of the Word document are not in the text, such as those in drawings or passages that were moved. Compare it with the original.',
  ]);
});

test('a paragraph between two numbered ones that count on is of the item above it', async () => {
  const { collection } = await shown(
    wordFile(
      [
        wordP(run('first'), { list: '1' }),
        wordP(run('more of the first')),
        wordP(run('second'), { list: '1' }),
        wordP(run('The end of it.')),
      ].join(''),
    ),
  );
  const out = path.join(place().folder, 'markdown');
  expect((await place().run('export', collection, '--to', 'markdown', '--out', out)).code).toBe(0);
  const [file = ''] = await readdir(out);
  expect(await readFile(path.join(out, file), 'utf8')).toMatch(
    /first\n+\s+more of the first\n+\S+ +second\n+The end of it/,
  );
});

test('the lines of a typescript that was pasted into Word are its lines', async () => {
  const lines = [
    'The ambassador told the minister this morning that the',
    'government had no knowledge of the shipment and that an',
    'inquiry was under way in all of the ports of the coast',
    'from which it may have sailed.',
    '',
    'He asked for an answer before the end of the week, as',
    'the newspapers had already written of it.',
  ];
  const { blocks } = await shown(wordFile(lines.map((line) => wordP(line === '' ? '' : run(line))).join('')));
  expect(blocks.map(({ text }) => text)).toEqual([lines.slice(0, 4).join(' '), lines.slice(5).join(' ')]);
});

const bombed = (): Uint8Array => wordFile(wordP(run('x'.repeat(70_000_000))));

test.each([
  [
    'unpacks to more than any text',
    bombed,
    '“letter.docx” is a Word document that is not read, because a part of it is larger than 64 MB once unpacked, or all of them than 128 MB.',
  ],
  [
    'has more paragraphs than any text',
    () => wordFile(wordP(run('x')).repeat(50_001)),
    '“letter.docx” is a Word document that is not read, because it has more than 100,000 paragraphs, runs and cells.',
  ],
  [
    'has more page markers than any text',
    () => wordFile(wordP(run('[Page 7] x '.repeat(5_001)))),
    '“letter.docx” has more than 5,000 page markers, which no document has.',
  ],
  ['claims a small size and is large', () => withClaimedSize(bombed()), /^“letter\.docx” is a damaged Word document: /],
  ['is cut off', () => letter.subarray(0, letter.length - 300), /^“letter\.docx” is a damaged Word document: /],
  ['has no text', () => wordFile(''), '“letter.docx” holds no text.'],
  [
    'declares entities',
    () => wordFile('', { more: { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' } }),
    /declares a document type, which no word processor writes\.$/,
  ],
  [
    'nests without end',
    () => wordFile(`${'<w:sdt><w:sdtContent>'.repeat(50_000)}${'</w:sdtContent></w:sdt>'.repeat(50_000)}`),
    /^“letter\.docx” is a damaged Word document: /,
  ],
  ['is no XML', () => wordFile('<w:p></w:r>'), /^“letter\.docx” (?:is a damaged Word document: |holds no text)/],
])('a Word document that %s is refused in a sentence, and nothing is made', async (_, bytes, sentence) => {
  const { outcome } = await imported(bytes());
  expect(outcome.imported).toEqual([]);
  expect(outcome.refused.map(({ fault }) => fault.what)).toEqual([expect.stringMatching(sentence)]);
  expect(outcome.refused.map(({ fault }) => fault.kept)).toEqual(['Nothing was imported or changed.']);
});

/** Writes into the heads of large parts that they have a hundred bytes. */
function withClaimedSize(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 30 < changed.length; at++) {
    const head = view.getUint32(at, true);
    if (head === 0x04034b50 && view.getUint32(at + 22, true) > 1_000_000) view.setUint32(at + 22, 100, true);
    if (head === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000) view.setUint32(at + 24, 100, true);
  }
  return changed;
}
