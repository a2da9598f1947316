import { deflateRawSync, gzipSync } from 'node:zlib';
import { buf } from 'crc-32';
import { strToU8, zipSync } from 'fflate';
import { run, wordFile, wordP, wordTable } from '../../helpers/word-file.ts';
import { zipOf } from '../../helpers/zip-file.ts';
import { hostileFamily, noise, secretPath } from './hostile-file.ts';

const letter = 'a telegram of somebody';

/** An archive of one file, compressed, that may say what it likes of its size. */
function deflated(name: string, bytes: Uint8Array, claims = bytes.length, method = 8): Buffer {
  const data = deflateRawSync(bytes);
  const title = Buffer.from(name);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(method, 4);
  shared.writeInt32LE(buf(bytes), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(claims, 18);
  shared.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, title, data]);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(20, 4);
  shared.copy(central, 6, 0, 24);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + title.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, title, end]);
}

const nested = (levels: number): Buffer => {
  let archive = zipOf([{ name: 'letter.txt', bytes: letter }]);
  for (let level = 0; level < levels; level++) archive = zipOf([{ name: `${level}.zip`, bytes: archive }]);
  return archive;
};

const one = (name: string, mode?: number): Buffer =>
  zipOf([
    { name: 'letter.txt', bytes: letter },
    { name, bytes: letter, ...(mode !== undefined && { mode }) },
  ]);

/** Writes a number into the record that ends an archive. */
function withEnd(archive: Buffer, at: number, value: number, bytes: 2 | 4): Buffer {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (bytes === 2) archive.writeUInt16LE(value, end + at);
  else archive.writeUInt32LE(value, end + at);
  return archive;
}

const zips = hostileFamily('ZIP', 'import', {
  'above.zip': () => one('../../outside/planted.txt'),
  'far-above.zip': () => one(`${'../'.repeat(40)}tmp/anchorite-planted.txt`),
  'from-the-root.zip': () => one('/tmp/anchorite-planted.txt'),
  'from-a-drive.zip': () => one('C:\\planted.txt'),
  'backwards.zip': () => one('..\\..\\outside\\planted.txt'),
  'zero-in-a-name.zip': () => one('a\0/../../planted.txt'),
  'name-of-60000.zip': () => one(`${'n'.repeat(60_000)}.txt`),
  'levels.zip': () => one(`${'a/'.repeat(20_000)}b.txt`),
  'names-of-windows.zip': () => one('CON.txt'),
  'stream.zip': () => one('letter.txt:hidden'),
  'same-name.zip': () => one('letter.txt'),
  'folder-and-file.zip': () =>
    zipOf([
      { name: 'a', bytes: letter },
      { name: 'a/b.txt', bytes: letter },
    ]),
  'link.zip': () =>
    zipOf([
      { name: 'link.txt', bytes: secretPath, mode: 0o120777 },
      { name: 'letter.txt', bytes: letter },
    ]),
  'link-and-through.zip': () =>
    zipOf([
      { name: 'd', bytes: '../../outside', mode: 0o120777 },
      { name: 'd/through.txt', bytes: letter },
    ]),
  'device.zip': () => one('device.txt', 0o020666),
  'set-user.zip': () => one('program.txt', 0o104777),
  'bomb.zip': () => deflated('bomb.txt', Buffer.alloc(1_000_000_000)),
  'bombs.zip': () =>
    Buffer.from(
      zipSync(
        Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.txt`, new Uint8Array(31_000_000)])),
      ),
    ),
  'bomb-that-lies.zip': () => deflated('bomb.txt', Buffer.alloc(400_000_000), 10),
  'claims.zip': () => zipOf([{ name: 'letter.txt', bytes: letter, claims: 4_294_967_295 }]),
  'in-one-another.zip': () => nested(300),
  'entries-60000.zip': () => zipOf(Array.from({ length: 60_000 }, (_, index) => ({ name: `${index}.txt`, bytes: '' }))),
  'locked.zip': () => zipOf([{ name: 'letter.txt', bytes: letter, locked: true }]),
  'method-99.zip': () => deflated('letter.txt', Buffer.from(letter), letter.length, 99),
  'checksum.zip': () => {
    const archive = one('other.txt');
    archive.write('X', 40, 'latin1');
    return archive;
  },
  'entries-said.zip': () => withEnd(one('b.txt'), 10, 65_535, 2),
  'directory-behind.zip': () => withEnd(one('b.txt'), 16, 4_294_967_294, 4),
  'directory-of-billions.zip': () => withEnd(one('b.txt'), 12, 4_294_967_294, 4),
  'remark.zip': () => Buffer.concat([withEnd(one('b.txt'), 20, 65_535, 2), Buffer.alloc(65_535, 'PK\x05\x06')]),
  'cut.zip': () => one('b.txt').subarray(0, -30),
  'noise.zip': () => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), noise(200_000)]),
  'bag-above.zip': () =>
    zipOf([
      { name: 'bag/bagit.txt', bytes: 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' },
      { name: 'bag/manifest-sha256.txt', bytes: `${'0'.repeat(64)}  ../../../outside/secret.txt\n` },
      { name: 'bag/fetch.txt', bytes: 'http://127.0.0.1:9/x 10 data/x.txt\n' },
      { name: 'bag/data/letter.txt', bytes: letter },
    ]),
});

const compressed = hostileFamily('gzip', 'import', {
  'bomb.xml.gz': () =>
    gzipSync(Buffer.concat([Buffer.from('<TEI xmlns="http://www.tei-c.org/ns/1.0">'), Buffer.alloc(700_000_000, ' ')])),
  'cut.xml.gz': () => gzipSync(Buffer.from('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')).subarray(0, 20),
  'noise.txt.gz': () => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), noise(50_000)]),
});

const withParts = (parts: Readonly<Record<string, string>>): Uint8Array =>
  wordFile(wordP(run(letter)), { more: parts });
const related = (target: string, mode = ''): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${target}"${mode}/></Relationships>`;
const picture = wordP(
  '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="r1" r:embed="r1"/></w:drawing></w:r>',
);

const word = hostileFamily('Word', 'import', {
  'bomb.docx': () => wordFile(wordP(run('a'.repeat(400_000_000)))),
  'part-bomb.docx': () => withParts({ 'word/media/x.xml': ' '.repeat(400_000_000) }),
  'parts.docx': () =>
    withParts(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`word/x${index}.xml`, '']))),
  'paragraphs.docx': () => wordFile(wordP(run('x')).repeat(60_000)),
  'runs.docx': () => wordFile(wordP(run('x').repeat(200_000))),
  'tables-in-tables.docx': () =>
    wordFile(
      Array.from({ length: 400 }).reduce<string>((inside) => wordTable([[inside + wordP('')]]), wordP(run('x'))),
    ),
  'runs-in-runs.docx': () => wordFile(`<w:p>${'<w:hyperlink>'.repeat(20_000)}${'</w:hyperlink>'.repeat(20_000)}</w:p>`),
  'laughs.docx': () =>
    withParts({
      'word/document.xml':
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
    }),
  'external.docx': () =>
    withParts({
      'word/document.xml': `<!DOCTYPE x [<!ENTITY a SYSTEM "file://${secretPath}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`,
    }),
  'image-of-the-system.docx': () =>
    wordFile(picture, {
      more: { 'word/_rels/document.xml.rels': related(`file://${secretPath}`, ' TargetMode="External"') },
    }),
  'image-elsewhere.docx': () =>
    wordFile(picture, {
      more: { 'word/_rels/document.xml.rels': related('http://127.0.0.1:9/x.png', ' TargetMode="External"') },
    }),
  'image-above.docx': () =>
    wordFile(picture, { more: { 'word/_rels/document.xml.rels': related('../../../../outside/secret.txt') } }),
  'parts-that-circle.docx': () => withParts({ '_rels/.rels': related('_rels/.rels') }),
  'styles-that-circle.docx': () =>
    withParts({
      'word/styles.xml':
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
    }),
  'note-in-itself.docx': () =>
    wordFile(wordP('<w:r><w:footnoteReference w:id="1"/></w:r>'), {
      footnotes: [wordP('<w:r><w:footnoteReference w:id="1"/></w:r>')],
    }),
  'no-text.docx': () => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/x.xml': strToU8('') }),
  'not-xml.docx': () => withParts({ 'word/document.xml': noise(50_000).toString('latin1') }),
  'macros.docm': () => withParts({ 'word/vbaProject.bin': noise(50_000).toString('latin1') }),
  'field.docx': () =>
    wordFile(
      wordP(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r>'.repeat(
          5_000,
        ),
      ),
    ),
  'template.docx': () =>
    withParts({ 'word/_rels/settings.xml.rels': related('http://127.0.0.1:9/x.dotm', ' TargetMode="External"') }),
  'cut.docx': () => wordFile(wordP(run(letter))).subarray(0, 700),
  'noise.docx': () => noise(100_000),
});

export const archiveFiles = [...zips, ...compressed, ...word];
