import { expect, test } from 'vitest';
import { type ReadFault, readFaultParts } from '../../../shared/import/read-fault.ts';

const faults: readonly (readonly [ReadFault, string])[] = [
  [{ kind: 'missing' }, '“a.txt” was not found. Nothing was imported or changed. Check the name and the folder.'],
  [{ kind: 'directory' }, '“a.txt” is a folder, not a file. Nothing was imported or changed. Choose the files in it.'],
  [
    { kind: 'no-permission' },
    '“a.txt” may not be read by you. Nothing was imported or changed. Ask whoever owns the file for leave to read it, or import a copy.',
  ],
  [
    { kind: 'unreadable', reason: 'EIO' },
    '“a.txt” could not be read: EIO. Nothing was imported or changed. Copy the file to another disk and import the copy.',
  ],
  [{ kind: 'empty' }, '“a.txt” holds no text. Nothing was imported or changed. Check that the right file was chosen.'],
  [
    { kind: 'text-beyond-limits', what: 'lines', most: 100_000 },
    '“a.txt” has more than 100,000 lines, which no document has. Nothing was imported or changed. Divide it into its documents and import those.',
  ],
  [
    { kind: 'text-beyond-limits', what: 'page markers', most: 5_000 },
    '“a.txt” has more than 5,000 page markers, which no document has. Nothing was imported or changed. Divide it into its documents and import those.',
  ],
  [
    { kind: 'too-large', bytes: 52428800, maxBytes: 33554432 },
    '“a.txt” has 50 MB; a text may have 32 MB at most. Nothing was imported or changed. Divide it into its documents and import those.',
  ],
  [
    { kind: 'undecodable', offset: 6, byte: 0xe9, encoding: 'utf-8' },
    '“a.txt” is not valid UTF-8: the byte 0xE9 at offset 6 cannot be decoded. Nothing was imported or changed. If it comes from an older Windows system, import it with the encoding windows-1252; otherwise save it as UTF-8 first.',
  ],
  [
    { kind: 'undecodable', offset: 4, byte: 0, encoding: 'utf-16le' },
    '“a.txt” is not valid UTF-16 (little-endian): the byte 0x00 at offset 4 cannot be decoded. Nothing was imported or changed. Save it as UTF-8 and import that.',
  ],
  [
    { kind: 'not-text', offset: 24 },
    '“a.txt” is not a text: it holds a NUL character at byte 24. Nothing was imported or changed. Export it as plain text from the program that made it.',
  ],
  [
    { kind: 'misnamed', named: 'image' },
    '“a.txt” is named like an image, but holds neither an image nor a text. Nothing was imported or changed. Copy it again from where it comes from; if it is a text, import it with its encoding.',
  ],
  [
    { kind: 'unsupported-format', format: 'tei' },
    '“a.txt” is a TEI file, and this version reads plain text only. Nothing was imported or changed. Import a plain text copy of it.',
  ],
  [
    { kind: 'unsupported-format', format: 'image' },
    '“a.txt” is an image, and this version reads plain text only. Nothing was imported or changed. Import a plain text copy of it.',
  ],
  [
    { kind: 'unsupported-format', format: 'unknown' },
    '“a.txt” is of a format that this version does not know. Nothing was imported or changed. Import a plain text copy of it.',
  ],
  [
    { kind: 'unsupported-format', format: 'iiif-manifest' },
    '“a.txt” is a IIIF manifest (JSON): it names images, and none of them is beside it. Nothing was imported or changed. Fetch the images that it names into its folder, and import it again.',
  ],
  [
    { kind: 'damaged-word', reason: 'it has no text' },
    '“a.txt” is a damaged Word document: it has no text. Nothing was imported or changed. Open it in a word processor, save it as .docx again, and import that.',
  ],
  [
    { kind: 'word-beyond-limits', reason: 'it is too large' },
    '“a.txt” is a Word document that is not read, because it is too large. Nothing was imported or changed. Import a plain text copy of it.',
  ],
  [
    { kind: 'unsupported-format', format: 'office' },
    '“a.txt” is an office document that is locked with a password, or of a kind that is not read (Word documents are read as .docx). Nothing was imported or changed. Save it as .docx without a password, or as plain text, and import that.',
  ],
];

test.each(faults)('%o says what happened, what was kept and what to do', (fault, sentence) => {
  const { what, kept, next } = readFaultParts(fault, 'a.txt');
  expect(`${what} ${kept} ${next}`).toBe(sentence);
  for (const part of [what, kept, next]) expect(part).toMatch(/^[“A-Z].*\.$/);
});
