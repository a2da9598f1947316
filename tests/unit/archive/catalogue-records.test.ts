import { expect, test } from 'vitest';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { emptyMetadata } from '../../../shared/document/metadata.ts';
import { bagFiles, bagManifest } from '../../../shared/export/archive/bag.ts';
import { type Catalogued, catalogued } from '../../../shared/export/archive/catalogued.ts';
import { cslJson, ris } from '../../../shared/export/archive/citation.ts';
import { dublinCore } from '../../../shared/export/archive/dublin-core.ts';
import { eadReference } from '../../../shared/export/archive/ead.ts';
import { iiifManifest } from '../../../shared/export/archive/iiif-manifest.ts';
import { readXml } from '../../../shared/xml/read-xml.ts';

const application = { name: 'Anchorite', version: '9.9.9' };

const letter: Catalogued = catalogued({
  id: 'd1' as DocumentId,
  source: { name: 'letter.txt', bytes: 1, sha256: 'ab'.repeat(32), encoding: 'utf-8' },
  pages: [],
  metadata: {
    ...emptyMetadata,
    title: 'Letter to <Mikoyan> & others',
    type: 'letter',
    from: 'A. Stevenson',
    to: 'Anastas Mikoyan',
    placeSent: 'New York',
    date: { text: 'November 2', when: '1962-11-02' },
    repository: 'National Archives',
    fonds: 'RG 59',
    box: '1762',
    folder: 'Folder 3',
    callNumber: 'RG59/1762',
    rights: 'https://creativecommons.org/publicdomain/mark/1.0/',
    access: 'Open since 1992',
    originalHolder: 'Kennedy Library',
    persistentIdentifier: 'https://doi.org/10.1000/xyz123',
  },
});
const bare = catalogued({
  id: 'd2' as DocumentId,
  source: { name: 'scan.txt', bytes: 1, sha256: 'ab'.repeat(32), encoding: 'utf-8' },
  pages: [],
  metadata: emptyMetadata,
});

/** The texts of an XML file by the path of their elements, as another program reads them. */
function textsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const texts: string[] = [];
  const fault = readXml(xml, {
    startTag: ({ local }) => open.push(local),
    text: (text) => {
      if (text.trim() !== '') texts.push(`${open.slice(1).join('/')}=${text}`);
    },
    endTag: () => open.pop(),
  });
  if (fault) throw new Error(fault.reason);
  return texts;
}

test('Dublin Core says who wrote what to whom, where it lies and who may use it', () => {
  expect(textsOf(dublinCore(letter))).toEqual([
    'title=Letter to <Mikoyan> & others',
    'creator=A. Stevenson',
    'contributor=Anastas Mikoyan (recipient)',
    'publisher=National Archives',
    'date=1962-11-02',
    'type=Text',
    'type=letter',
    'identifier=https://doi.org/10.1000/xyz123',
    'identifier=RG59/1762',
    'identifier=urn:anchorite:d1',
    'source=National Archives, RG 59, RG59/1762, Box 1762, Folder 3',
    'source=Original: Kennedy Library',
    'language=en',
    'relation=RG 59',
    'coverage=New York',
    'rights=https://creativecommons.org/publicdomain/mark/1.0/',
    'rights=Open since 1992',
  ]);
});

test('of a document of which nothing is known, records say what they must and no more', () => {
  expect(textsOf(dublinCore(bare))).toEqual([
    'title=scan.txt',
    'type=Text',
    'identifier=urn:anchorite:d2',
    'language=en',
  ]);
  expect(ris(bare)).toBe('TY  - MANSCPT\r\nID  - d2\r\nTI  - scan.txt\r\nLA  - en\r\nER  - \r\n');
  expect(JSON.parse(cslJson(bare))).toEqual([{ id: 'd2', type: 'manuscript', title: 'scan.txt', language: 'en' }]);
});

test('EAD has the containers of the finding aid, access, use and the place of the original', () => {
  const texts = textsOf(eadReference(letter, application));
  const did = 'archdesc/did';
  expect(texts).toEqual(
    expect.arrayContaining([
      `${did}/repository/corpname=National Archives`,
      `${did}/unitid=RG59/1762`,
      `${did}/unittitle=Letter to <Mikoyan> & others`,
      `${did}/unitdate=November 2`,
      `${did}/container=1762`,
      'archdesc/accessrestrict/p=Open since 1992',
      'archdesc/userestrict/p=https://creativecommons.org/publicdomain/mark/1.0/',
      'archdesc/originalsloc/p=Kennedy Library',
    ]),
  );
  expect(textsOf(eadReference(bare, application))).toContain('archdesc/did/unitid=d2');
});

test('a letter is cited as a communication between two, with its day, its place in the archive and its DOI', () => {
  expect(JSON.parse(cslJson(letter))).toEqual([
    expect.objectContaining({
      type: 'personal_communication',
      author: [{ literal: 'A. Stevenson' }],
      recipient: [{ literal: 'Anastas Mikoyan' }],
      issued: { 'date-parts': [[1962, 11, 2]] },
      archive: 'National Archives',
      archive_location: 'RG59/1762, Box 1762, Folder 3',
      DOI: '10.1000/xyz123',
    }),
  ]);
  const lines = ris(letter).split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining(['TY  - PCOMM', 'AU  - A. Stevenson', 'DA  - 1962/11/02/', 'DO  - 10.1000/xyz123']),
  );
  expect(lines.slice(-2)).toEqual(['ER  - ', '']);
});

test('a page that a person turned is a canvas as it is seen, and its image says by how much', () => {
  const image = { id: 's1' as never, address: 'page-images/page-0001.jpg', width: 300, height: 200 };
  const manifest = JSON.parse(
    iiifManifest(
      letter,
      [
        { ...image, turn: 0 },
        { ...image, turn: 90 },
      ],
      { base: 'http://localhost:8000/x/' },
    ),
  );
  expect(manifest).toMatchObject({
    type: 'Manifest',
    label: { en: ['Letter to <Mikoyan> & others'] },
    rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
    navDate: '1962-11-02T00:00:00Z',
  });
  const [upright, turned] = manifest.items;
  expect([upright.width, upright.height, turned.width, turned.height]).toEqual([300, 200, 200, 300]);
  expect(upright.items[0].items[0]).toMatchObject({
    motivation: 'painting',
    target: upright.id,
    body: { id: 'http://localhost:8000/x/page-images/page-0001.jpg', type: 'Image', format: 'image/jpeg' },
  });
  expect(turned.items[0].items[0].body.selector).toEqual({ type: 'ImageApiSelector', rotation: '90' });
});

test('a bag says how much it holds, and names with line ends stay one line of its manifest', () => {
  const payload = [
    { path: 'data/b 100%\n.txt', bytes: 3, sha256: 'b' },
    { path: 'data/a', bytes: 4, sha256: 'a' },
  ];
  expect(bagManifest(payload)).toBe('a  data/a\nb  data/b 100%25%0A.txt\n');
  const info = bagFiles(payload, { title: 'A\nB', application, day: '2026-11-29' }).get('bag-info.txt');
  expect(info).toContain('Payload-Oxum: 7.2\nExternal-Description: A B\n');
});
