import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { type ArchiveFacts, archiveFacts, emptyMetadata } from '../../../shared/document/metadata.ts';
import type { LoadedGrammar } from '../../../shared/export/validation/validate-xml.ts';
import { payloadSchemas } from '../../../shared/journal/record-codec.ts';
import { sourceTree } from '../../../shared/tei/source/source-tree.ts';
import { teiMetadata } from '../../../shared/tei/tei-metadata.ts';
import { doc, p } from '../../helpers/builders.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { editionOf, withMetadata } from '../../helpers/tei-states.ts';

const letter = doc(p('a'));

const all: Required<ArchiveFacts> = {
  repository: 'National Archives & Records Administration',
  fonds: 'RG 59, Central Decimal File',
  box: '1762',
  folder: '737.56361/11-162',
  item: '4',
  callNumber: 'RG59/1762',
  rights: 'Public domain <in the USA>',
  access: 'Declassified in 1992',
  originalHolder: 'John F. Kennedy Library',
  persistentIdentifier: 'ark:/12148/btv1b8449691v',
};

const readBack = (xml: string): ArchiveFacts => {
  const read = teiMetadata(xml, sourceTree(xml), new Map() as never);
  return Object.fromEntries(archiveFacts.flatMap((name) => (read[name] === undefined ? [] : [[name, read[name]]])));
};

let grammars: readonly LoadedGrammar[] = [];
beforeAll(async () => {
  grammars = [await anchoriteGrammar(), ...(hasTeiAll ? [await teiAllGrammar()] : [])];
});

test(needsTeiAll('every fact of the archive is in the edition, which is valid, and reads back as it was'), () => {
  const xml = editionOf(letter, withMetadata(all));
  expect(findingsOf(xml, grammars)).toEqual([]);
  expect(readBack(xml)).toEqual(all);
});

test.each(archiveFacts)('%s alone makes a valid edition that reads back', (name) => {
  const xml = editionOf(letter, withMetadata({ [name]: all[name] }));
  expect(findingsOf(xml, grammars)).toEqual([]);
  expect(readBack(xml)).toEqual({ [name]: all[name] });
});

test('a document of which the archive says nothing has no description of a manuscript', () => {
  expect(editionOf(letter, withMetadata({ box: ' ' }))).not.toContain('msDesc');
});

test('an institution and a shelf mark of a file from elsewhere are its repository and call number', () => {
  const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><msDesc><msIdentifier>
    <country>USA</country><institution>Library of Congress</institution><collection>Lincoln Papers</collection>
    <idno>MSS 30189</idno></msIdentifier></msDesc></sourceDesc></fileDesc></teiHeader><text><body><p>a</p></body></text></TEI>`;
  expect(readBack(xml)).toEqual({
    repository: 'Library of Congress',
    fonds: 'Lincoln Papers',
    callNumber: 'MSS 30189',
  });
});

test('a journal from before there were such facts reads as it was, and one with them keeps them', () => {
  const { title } = emptyMetadata;
  expect(v.parse(payloadSchemas.metadata, { title })).toEqual({ title });
  expect(v.parse(payloadSchemas.metadata, { box: '7', later: 1 })).toEqual({ box: '7' });
  expect(v.safeParse(payloadSchemas.metadata, { box: 7 }).success).toBe(false);
});
