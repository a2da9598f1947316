import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { greyTiff } from '../../helpers/image-files.ts';
import { zipOf } from '../../helpers/zip-file.ts';
import { workplace } from './program.ts';

const place = workplace();
const picture = greyTiff([200], 100, 140);

const pageXml = (image: string, ...lines: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageFilename="${image}" imageWidth="100" imageHeight="140"><TextRegion id="r">${lines
    .map((line, index) => `<TextLine id="l${index}"><TextEquiv><Unicode>${line}</Unicode></TextEquiv></TextLine>`)
    .join('')}</TextRegion></Page></PcGts>`;

const mets = (order: readonly (readonly [image: string, page: string])[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" LABEL="a label"><amdSec ID="a"><sourceMD ID="s"><mdWrap MDTYPE="OTHER"><xmlData><trpDocMetadata><title>Letters of the mayor</title><author>R. T. Firefly</author><language>German</language></trpDocMetadata></xmlData></mdWrap></sourceMD></amdSec><fileSec><fileGrp ID="MASTER"><fileGrp ID="IMG">${order.map(([image], index) => `<file ID="I${index}" MIMETYPE="image/tiff"><FLocat LOCTYPE="OTHER" xlink:href="${image}"/></file>`).join('')}</fileGrp><fileGrp ID="PAGEXML">${order.map(([, page], index) => `<file ID="P${index}" MIMETYPE="application/xml"><FLocat LOCTYPE="OTHER" xlink:href="${page}"/></file>`).join('')}</fileGrp></fileGrp></fileSec><structMap TYPE="MANUSCRIPT"><div>${order.map((_, index) => `<div ORDER="${index + 1}" TYPE="SINGLE_PAGE"><fptr><area FILEID="I${index}"/></fptr><fptr><area FILEID="P${index}"/></fptr></div>`).join('')}</div></structMap></mets>`;

interface Shown {
  readonly title: string;
  readonly metadata: { readonly language: string };
  readonly blocks: readonly { readonly text: string }[];
  readonly report: { readonly remarks: readonly { readonly what: string }[] };
}

async function importedDocument(at: ReturnType<typeof place>, ...files: readonly string[]) {
  const collection = path.join(at.folder, 'c');
  const { code, value } = await at.json('import', collection, ...files);
  const outcome = value as ImportOutcome;
  const shown = await Promise.all(
    outcome.imported.map(async ({ id }) => (await at.json('show', collection, id)).value as Shown),
  );
  return { code, outcome, shown, collection };
}

const leftUnpacked = async (): Promise<readonly string[]> =>
  (await readdir(os.tmpdir())).filter((name) => name.startsWith('anchorite-unpacked-'));

test('an archive of Transkribus becomes one document in the order of its METS, with its title and language', async () => {
  const at = place();
  const before = await leftUnpacked();
  const file = path.join(at.folder, 'export.zip');
  const order = [
    ['b.tif', 'page/b.xml'],
    ['a.tif', 'page/a.xml'],
  ] as const;
  await writeFile(
    file,
    zipOf([
      { name: '42/letters/mets.xml', bytes: mets(order) },
      { name: '42/letters/metadata.xml', bytes: '<?xml version="1.0"?><trpDocMetadata/>' },
      { name: '42/letters/a.tif', bytes: picture },
      { name: '42/letters/b.tif', bytes: picture },
      { name: '42/letters/page/a.xml', bytes: pageXml('a.tif', 'The second page.') },
      { name: '42/letters/page/b.xml', bytes: pageXml('b.tif', 'The first page.') },
      { name: '42/letters/alto/b.xml', bytes: '<?xml version="1.0"?><alto/>' },
      { name: '__MACOSX/42/._mets.xml', bytes: 'x' },
    ]),
  );
  const { shown, outcome, collection } = await importedDocument(at, file);
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatchObject({ title: 'Letters of the mayor', metadata: { language: 'de' } });
  expect(shown[0]?.blocks.map(({ text }) => text)).toEqual(['The first page.', 'The second page.']);
  expect(shown[0]?.report.remarks.map(({ what }) => what).join()).toContain('Author: R. T. Firefly');
  expect((await at.run('check', collection)).code).toBe(0);
  expect(outcome.refused.map(({ fault }) => fault.what).join()).not.toContain('metadata.xml');
  expect(await leftUnpacked()).toEqual(before);
});

test('METS beside its files does the same, and says which pages are not there', async () => {
  const at = place();
  const folder = path.join(at.folder, 'book');
  await mkdir(path.join(folder, 'page'), { recursive: true });
  const order = [
    ['1.tif', 'page/1.xml'],
    ['2.tif', 'page/2.xml'],
  ] as const;
  await writeFile(path.join(folder, 'mets.xml'), mets(order));
  await writeFile(path.join(folder, '1.tif'), picture);
  await writeFile(path.join(folder, 'page/1.xml'), pageXml('1.tif', 'Words of the page.'));
  const { shown, code } = await importedDocument(at, path.join(folder, 'mets.xml'));
  expect([code, shown.length]).toEqual([0, 1]);
  expect(shown[0]?.report.remarks[0]?.what).toBe('“mets.xml” names 2 pages, of which 1 are not here.');
});

test('METS without any of its files is refused by name, and nothing is made', async () => {
  const at = place();
  const file = path.join(at.folder, 'mets.xml');
  await writeFile(file, mets([['/etc/hostname', '../../../../etc/passwd']]));
  const { outcome } = await importedDocument(at, file);
  expect(outcome.imported).toEqual([]);
  expect(outcome.refused[0]?.fault.what).toBe(
    '“mets.xml” is a METS file: it says which files belong to a document, and none of them is beside it.',
  );
  expect(await readdir(at.folder)).not.toContain('c');
});

/** The images of the pages of the only document, in their order. */
async function pagesOf(collection: string): Promise<readonly string[]> {
  const [id = ''] = await readdir(path.join(collection, 'documents'));
  const journal = path.join(collection, 'documents', id, 'journal');
  const [replica = ''] = await readdir(journal);
  const lines = (await readFile(path.join(journal, replica, '000001.jsonl'), 'utf8')).trim().split('\n');
  const records = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>);
  const facsimile = records.find(({ kind }) => kind === 'facsimile');
  const { pages } = (facsimile ?? { payload: { pages: [] } }).payload as { readonly pages: readonly PageImage[] };
  return pages.map(({ name }) => name);
}

const service = (name: string): string => `https://example.org/iiif/2/${name}`;

const manifests: Readonly<Record<string, object>> = {
  'Presentation 2': {
    '@context': 'http://iiif.io/api/presentation/2/context.json',
    '@type': 'sc:Manifest',
    label: 'Letters of the mayor',
    metadata: [
      { label: 'Date', value: '1863-07-02' },
      { label: 'Shelf mark', value: 'Ms. 7' },
    ],
    sequences: [
      {
        canvases: ['zz.tif', 'aa.tif'].map((name) => ({
          images: [
            { resource: { '@id': `${service(name)}/full/full/0/default.jpg`, service: { '@id': service(name) } } },
          ],
        })),
      },
    ],
  },
  'Presentation 3': {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    type: 'Manifest',
    label: { en: ['Letters of the mayor'] },
    metadata: [
      { label: { en: ['Date'] }, value: { none: ['1863-07-02'] } },
      { label: { en: ['Shelf mark'] }, value: { none: ['Ms. 7'] } },
    ],
    items: ['zz', 'aa'].map((name) => ({
      type: 'Canvas',
      items: [{ items: [{ motivation: 'painting', body: { id: `https://example.org/pictures/${name}.jpg` } }] }],
    })),
  },
  '2 with names in several languages, tags and escapes': {
    '@context': ['http://www.w3.org/ns/anno.jsonld', 'http://iiif.io/api/presentation/2/context.json'],
    '@type': 'sc:Manifest',
    label: [{ '@value': 'Letters of the mayor', '@language': 'en' }],
    metadata: [
      { label: [{ '@value': 'Date', '@language': 'en' }], value: [{ '@value': '1863-07-02', '@language': 'en' }] },
      { label: 'Shelf mark', value: ['<span>Ms. 7</span>'] },
    ],
    sequences: [
      {
        canvases: ['zz', 'aa'].map((name) => ({
          images: [
            {
              resource: {
                '@type': 'oa:Choice',
                default: { '@id': `https://example.org/iiif/mayor%2F${name}.tif/full/!800,800/0/native.jpg` },
              },
            },
          ],
        })),
      },
    ],
  },
  '3 with bodies in a row, a choice, and services of their own': {
    '@context': ['http://www.w3.org/ns/anno.jsonld', 'http://iiif.io/api/presentation/3/context.json'],
    id: 'https://example.org/manifest',
    type: 'Manifest',
    label: { none: ['Letters of the mayor'] },
    navDate: '1863-07-02T00:00:00Z',
    metadata: [{ label: { de: ['Shelf mark'] }, value: { de: ['Ms. 7'] } }],
    items: [
      {
        type: 'Canvas',
        items: [
          {
            items: [
              {
                motivation: ['painting'],
                body: [{ id: 'https://example.org/full.jpg', service: [{ id: service('zz') }] }],
              },
              { motivation: 'commenting', body: { value: 'not a picture' } },
            ],
          },
        ],
      },
      {
        type: 'Canvas',
        items: [
          {
            items: [
              {
                motivation: 'painting',
                body: {
                  type: 'Choice',
                  items: [{ id: 'https://example.org/x.jpg', service: [{ '@id': service('aa') }] }],
                },
              },
            ],
          },
        ],
      },
    ],
  },
};

test.each(Object.entries(manifests))(
  'a manifest of IIIF %s puts the images beside it in order',
  async (_, manifest) => {
    const at = place();
    const folder = path.join(at.folder, 'iiif');
    await mkdir(folder);
    await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
    for (const name of ['aa.tif', 'zz.tif']) await writeFile(path.join(folder, name), picture);
    const { shown, code, collection } = await importedDocument(at, folder);
    expect([code, shown.length]).toEqual([0, 1]);
    expect(shown[0]).toMatchObject({
      title: 'Letters of the mayor',
      metadata: { date: { when: '1863-07-02' } },
    });
    expect(shown[0]?.report.remarks[0]?.what).toBe('“manifest.json” also says: Shelf mark: Ms. 7.');
    expect(await pagesOf(collection)).toEqual(['zz.tif', 'aa.tif']);
  },
);

test('an export of Tropy becomes a document of each item, with its photos, wherever they were', async () => {
  const at = place();
  const folder = path.join(at.folder, 'tropy');
  await mkdir(folder);
  const item = (title: string, ...names: readonly string[]): object => ({
    '@type': 'Item',
    title,
    'http://purl.org/dc/elements/1.1/date': '1863',
    photo: names.map((name) => ({
      '@type': 'Photo',
      path: `/home/somebody/${name}`,
      filename: name,
      note: [{ text: {} }],
    })),
  });
  const graph = [item('First letter', '2.tif', '1.tif'), item('Second letter', '3.tif'), item('Elsewhere', 'none.tif')];
  await writeFile(
    path.join(folder, 'items.json'),
    JSON.stringify({ '@context': { '@vocab': 'https://tropy.org/v1/tropy#' }, '@graph': graph }),
  );
  // The same photo again would not come in.
  for (const [number, name] of ['1.tif', '2.tif', '3.tif'].entries())
    await writeFile(path.join(folder, name), Buffer.concat([picture, Buffer.alloc(number)]));
  const { shown, code } = await importedDocument(at, folder);
  expect(code).toBe(0);
  expect(shown.map(({ title }) => title)).toEqual(['First letter', 'Second letter']);
  expect(shown[0]?.report.remarks[0]?.what).toBe('“items.json” also says: note: 2, which were not imported.');
});

const ownSentence = 'is an archive of files (ZIP).';

test.each([
  ['leads out of it', [{ name: '../../evil.png', bytes: 'x' }], ownSentence],
  [
    'is locked',
    [{ name: 'a.png', bytes: 'x', locked: true as const }],
    'is an archive (ZIP) that is locked with a password.',
  ],
  ['is larger than said', [{ name: 'a.png', bytes: 'xxxx', claims: 1 }], ownSentence],
  ['is nothing to import', [{ name: 'a.exe', bytes: 'xxxx' }], ownSentence],
])('an archive of which a file %s is refused, and nothing of it is left', async (_, entries, sentence) => {
  const at = place();
  const before = await leftUnpacked();
  const file = path.join(at.folder, 'scans.zip');
  await writeFile(file, zipOf(entries));
  const { outcome } = await importedDocument(at, file);
  expect(outcome.imported).toEqual([]);
  expect(outcome.refused.map(({ fault }) => fault.what)).toEqual([`“scans.zip” ${sentence}`]);
  expect(await leftUnpacked()).toEqual(before);
  expect(await readdir(at.folder)).not.toContain('evil.png');
});
