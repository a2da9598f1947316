import { expect, test } from 'vitest';
import { readEntityCsv } from '../../../shared/entities/lists/entity-csv.ts';
import { languageTag } from '../../../shared/import/ocr/language-tag.ts';
import { readMets } from '../../../shared/import/packages/read-mets.ts';
import { ownTable } from '../../../shared/text/own-table.ts';
import { importedTei, teiFile } from '../../helpers/tei-round-trip.ts';

/** What every object of JavaScript has, by names that a file can have too. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

test.each(inherited)('a table knows nothing of %s unless it was told', (name) => {
  expect(ownTable({ p: 'paragraph' })[name]).toBeUndefined();
  expect(ownTable<string>(JSON.parse(`{"${name}":"own"}`))[name]).toBe('own');
});

test.each(inherited)('elements of TEI that are called %s are kept as any that has no place of its own', (name) => {
  const { doc } = importedTei(teiFile(`<p>Sir <${name}>come</${name}> home</p><${name}>alone</${name}>`));
  expect(() => doc.check()).not.toThrow();
  expect(doc.textContent).toContain('come');
  expect(doc.textContent).toContain('alone');
});

test('languages, columns and metadata of such names are unknown ones', () => {
  expect(languageTag('constructor')).toBeNull();
  const read = readEntityCsv('name,constructor,__proto__\nA,x,y\n', 'person');
  expect(read).toMatchObject({ passedOver: ['the column “constructor”', 'the column “__proto__”'] });
  const mets = readMets(
    '<mets xmlns="http://www.loc.gov/METS/"><dmdSec><constructor>x</constructor><title>A</title></dmdSec></mets>',
  );
  expect(JSON.stringify(mets)).not.toContain('native code');
  expect(mets).toMatchObject({ said: [] });
});
