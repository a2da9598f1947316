import { expect, test } from 'vitest';
import { plainText, positionInPlainText } from '../../../shared/document/reading-text.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';
import { sampleStems, sampleText } from '../../helpers/import-characters.ts';

const broken =
  '[Facsimile Page 1]\nThe removal of the mis-\nsiles was not im-\n[Facsimile Page 2]\nmediate.\n\nSTEPHENSON said so.';

test.each<readonly [string, string]>([
  ['words that line ends break', broken],
  ...sampleStems.map((stem) => [stem, sampleText(stem)] as const),
])('every letter of the printed text is found in the document: %s', (_, text) => {
  const { doc } = readPlainText(text);
  const printed = plainText(doc);
  const wrong: string[] = [];
  for (let at = 0; at < printed.length; at++) {
    const position = positionInPlainText(doc, at);
    if (position === null) {
      if (printed.charAt(at) !== '\n') wrong.push(`${at}: nowhere`);
      continue;
    }
    const there = doc.nodeAt(position);
    const letter = there?.isText ? doc.textBetween(position, position + 1) : null;
    if (letter !== null && letter !== printed.charAt(at)) wrong.push(`${at}: ${printed.charAt(at)} is ${letter}`);
  }
  expect(wrong).toEqual([]);
  expect(positionInPlainText(doc, printed.length)).toBeNull();
  expect(positionInPlainText(doc, -1)).toBeNull();
});
