import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { workplace } from './program.ts';

const place = workplace();

const pages = {
  'letters/plaintext/verbatim_transcript_pages/page 10.txt': 'sail. I am, Sir,\n',
  'letters/plaintext/verbatim_transcript_pages/page 2.txt': 'The brig has arrived and will not\n',
  'letters/plaintext/verbatim_transcript_pages/page 3.txt': '',
};
const others = {
  'letters/README.txt': 'plaintext/verbatim_transcript.txt - file with the transcript',
  'letters/html/full.html': '<!DOCTYPE html><html><body>The brig</body></html>',
  'letters/plaintext/verbatim_transcript.txt': 'The brig has arrived and will not\n\nsail. I am, Sir,\n',
  'letters/plaintext/expanded_transcript.txt': 'The brig has arrived and will not\n\nsail. I am, Sir,\n',
};
const translation = { 'letters/plaintext/verbatim_translation.txt': 'Das Schiff ist da.\n' };

async function imported(files: Readonly<Record<string, string>>, ...how: readonly string[]) {
  const { folder, json } = place();
  const archive = path.join(folder, 'export.zip');
  await writeFile(
    archive,
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
  const collection = path.join(folder, 'c');
  const outcome = (await json('import', collection, archive, ...how)).value as ImportOutcome;
  const texts: string[] = [];
  for (const { id } of outcome.imported) texts.push((await place().run('show', collection, id, '--text')).out);
  return { outcome, texts };
}

test('the pages of a work that FromThePage exported are one document, in order, with an anchor each', async () => {
  const { outcome, texts } = await imported({ ...pages, ...others, ...translation });
  expect(outcome.imported.map(({ source }) => source)).toEqual(['verbatim_translation.txt', 'letters.txt']);
  expect(outcome.refused).toEqual([]);
  expect(texts[1]?.replace(/\s+/g, ' ')).toMatch(
    /^\[Facsimile Page 1\]The brig has arrived and will not \[Facsimile Page 2\]\[Facsimile Page 3\]sail\. I am, Sir,/,
  );
  expect(outcome.remarks).toEqual([
    '“letters” was exported by FromThePage in several forms: “verbatim_transcript_pages” was taken, and “expanded_transcript.txt”, “verbatim_transcript.txt”, “README.txt”, “full.html” passed over.',
    '“letters.txt” was put together of 3 files, one a page, with a marker before each.',
  ]);
});

test('of a work with TEI the TEI is taken, and of one without pages the text as it was transcribed', async () => {
  const tei =
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><pb n="1"/><p>The brig has arrived.</p></body></text></TEI>';
  const withTei = await imported({ ...pages, ...others, 'letters/tei/letters.xml': tei });
  expect(withTei.outcome.imported.map(({ source }) => source)).toEqual(['letters.xml']);
});

test('the whole text as it was transcribed is taken where there are no pages, in both orders of an export', async () => {
  const { outcome } = await imported({
    ...others,
    'plaintext_transcript_verbatim/diary.txt': 'Rain all day.',
    'plaintext_transcript_expanded/diary.txt': 'Rain all the day.',
  });
  expect(outcome.imported.map(({ source }) => source)).toEqual(['verbatim_transcript.txt', 'diary.txt']);
});

test('a page that cannot be read holds up its text, and is named', async () => {
  const { folder, json } = place();
  const work = path.join(folder, 'letters', 'plaintext', 'verbatim_transcript_pages');
  await mkdir(work, { recursive: true });
  await writeFile(path.join(work, '1.txt'), 'The brig');
  await writeFile(path.join(work, '2.txt'), Uint8Array.from([0x54, 0x81, 0x68]));
  const { value } = await json('import', path.join(folder, 'c'), path.join(folder, 'letters'));
  const { imported: made, refused } = value as ImportOutcome;
  expect(made).toEqual([]);
  expect(refused.map(({ fault }) => fault.what)).toEqual([expect.stringContaining('“2.txt”')]);
});
