import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { drawnPage } from '../../helpers/image-files.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
let out: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  out = path.join(place().folder, 'out');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

/** Reads a bag as RFC 8493 says, knowing nothing of who wrote it: every file of the payload is in the manifest and the other way round, and
 *  every checksum holds.
 *  @returns the paths of the payload */
async function validBag(bag: string): Promise<readonly string[]> {
  expect(await readFile(path.join(bag, 'bagit.txt'), 'utf8')).toBe(
    'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
  );
  const manifest = async (name: string): Promise<readonly (readonly [string, string])[]> =>
    (await readFile(path.join(bag, name), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, sum = '', file = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
        return [file, sum] as const;
      });
  const payload = await manifest('manifest-sha256.txt');
  let bytes = 0;
  for (const [file, sum] of [...payload, ...(await manifest('tagmanifest-sha256.txt'))]) {
    const content = await readFile(path.join(bag, file));
    expect([file, createHash('sha256').update(content).digest('hex')]).toEqual([file, sum]);
    if (file.startsWith('data/')) bytes += content.length;
  }
  const there = (await readdir(path.join(bag, 'data'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(bag, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  expect(payload.map(([file]) => file)).toEqual(there.sort());
  expect(await readFile(path.join(bag, 'bag-info.txt'), 'utf8')).toContain(
    `Payload-Oxum: ${bytes}.${payload.length}\n`,
  );
  return there;
}

test('a bag holds source, page images, text, TEI and Dublin Core, and every checksum holds', async () => {
  const image = path.join(place().folder, 'page 1.png');
  await writeFile(image, await drawnPage('png', { text: 'Page 1' }));
  expect((await place().run('add-images', collection, '#1', image)).code).toBe(0);
  const { code, said } = await place().run('export', collection, '--to', 'bagit', '--out', out);
  expect([code, said]).toEqual([0, '']);
  const files = await validBag(out);
  expect(files).toEqual(
    expect.arrayContaining([
      'data/003_a5bfdc7065c2c0b6/source/003_a5bfdc7065c2c0b6.txt',
      'data/003_a5bfdc7065c2c0b6/text.txt',
      'data/003_a5bfdc7065c2c0b6/dublin-core.xml',
      'data/tei/003_a5bfdc7065c2c0b6.xml',
    ]),
  );
  expect(files.filter((file) => file.includes('/facsimile/'))).toHaveLength(1);
  expect(await readFile(path.join(out, files.find((file) => file.includes('/source/')) ?? ''))).toEqual(
    await readFile(sample(3)),
  );
  const again = await place().run('export', collection, '--to', 'bagit', '--out', out);
  expect(again.code).toBe(3);
  expect(again.said).toContain('4 files are there already, so nothing was written');
  const over = await place().run('export', collection, '--to', 'bagit', '--out', out, '--overwrite');
  expect([over.code, over.said]).toEqual([3, expect.stringContaining('holds the files of another package')]);
  expect(await validBag(out)).toEqual(files);
});

test('a source that is not the one of the journal any more is left out of the bag and told', async () => {
  const { value } = await place().json('list', collection);
  const [{ id }] = value as readonly [{ readonly id: string }];
  await writeFile(path.join(collection, 'documents', id, 'source', path.basename(sample(3))), 'another');
  const { code, said } = await place().run('export', collection, '--to', 'bagit', '--out', out);
  expect(code).toBe(1);
  expect(said).toContain('its source file is missing or changed, so it is not in the bag');
  expect((await validBag(out)).filter((file) => file.includes('/source/'))).toEqual([]);
});

test.each([
  ['dublin-core', '003_a5bfdc7065c2c0b6.dc.xml', '<dc:source>NARA, Box 1762</dc:source>'],
  ['ead', '003_a5bfdc7065c2c0b6.ead.xml', '<container type="box">1762</container>'],
  ['csl-json', '003_a5bfdc7065c2c0b6.csl.json', '"archive": "NARA"'],
  ['ris', '003_a5bfdc7065c2c0b6.ris', 'AV  - NARA, Box 1762\r\n'],
  ['cmif', 'correspondence.cmif.xml', '<correspDesc'],
])('%s is written with the facts of the archive', async (format, name, part) => {
  await place().run('facts', collection, '--set', 'repository=NARA', '--set', 'box=1762');
  const { code, said } = await place().run('export', collection, '--to', format, '--out', out);
  expect([code, said]).toEqual([0, '']);
  expect(await readdir(out)).toEqual([name]);
  expect(await readFile(path.join(out, name), 'utf8')).toContain(part);
  expect((await place().run('export', collection, '--to', format, '--out', out)).code).toBe(3);
});

test('a IIIF bundle has its images beside the manifest, under the names that the manifest gives', async () => {
  const image = path.join(place().folder, 'page 1.png');
  await writeFile(image, await drawnPage('png', { text: 'Page 1' }));
  await place().run('add-images', collection, '#1', image);
  const written = await place().run('export', collection, '--to', 'iiif', '--out', out);
  const manifest = JSON.parse(await readFile(written.out.trim(), 'utf8'));
  const { id } = manifest.items[0].items[0].items[0].body;
  const beside = decodeURIComponent(id.replace('http://localhost:8000/', ''));
  expect(await readFile(path.join(out, beside))).toEqual(await readFile(image));
});
