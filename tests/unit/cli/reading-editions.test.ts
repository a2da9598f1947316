import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { attributeOf, elementsOf, textOf } from '../../helpers/parsed-html.ts';
import { sample, samples, workplace } from './program.ts';

const place = workplace();
let collection: string;
let out: string;
beforeEach(() => {
  collection = path.join(place().folder, 'c');
  out = path.join(place().folder, 'out');
});

const stems = samples.map((file) => path.basename(file, '.txt'));

describe('export', () => {
  test('to text gives the five samples back, byte for byte', async () => {
    await place().run('import', collection, ...samples);
    expect((await place().run('export', collection, '--to', 'text', '--out', out)).code).toBe(0);
    for (const file of samples)
      expect(await readFile(path.join(out, path.basename(file)))).toEqual(await readFile(file));
  });

  test.each([
    ['markdown', '.md'],
    ['html', '.html'],
    ['docx', '.docx'],
    ['epub', '.epub'],
    ['tags', '.csv'],
    ['annotations', '.jsonld'],
  ])('to %s writes a file for each document, and does not overwrite it unasked', async (format, ending) => {
    await place().run('import', collection, ...samples);
    const { code, value } = await place().json('export', collection, '--to', format, '--out', out);
    expect(code).toBe(0);
    const { documents } = value as { documents: readonly { file: string; kind: string }[] };
    expect(documents.map(({ file }) => path.basename(file))).toEqual(stems.map((stem) => stem + ending));
    const again = await place().run('export', collection, '--to', format, '--out', out);
    expect(again).toMatchObject({ code: 3, said: expect.stringContaining('5 files are there already') });
  });

  test('in the clean text lines, running heads and struck words are left out', async () => {
    await place().run('import', collection, sample(3));
    await place().run('export', collection, '--to', 'text', '--view', 'reading', '--out', out);
    const text = await readFile(path.join(out, path.basename(sample(3))), 'utf8');
    expect(text).toContain('AGAINST US RECONNAISSANCE FLIGHTS');
    expect(text).not.toMatch(/MICROFILMED|CLASSIFIED/);
    expect(text).toContain('[Facsimile Page 4]');
  });

  test('of a collection without page images to HTML writes pages alone; with images, a folder beside the page', async () => {
    const image = path.join(import.meta.dirname, '../../../fixtures/facsimiles', stems[3] ?? '', '0001.webp');
    await place().run('import', collection, sample(3));
    await place().run('add-images', collection, '#1', image);
    await place().run('export', collection, '--to', 'html', '--out', out);
    const page = await readFile(path.join(out, `${stems[3]}.html`), 'utf8');
    const [picture] = elementsOf(page).filter(({ tagName }) => tagName === 'img');
    const address = picture && attributeOf(picture, 'src');
    expect(address).toBe(`${stems[3]}-images/page-0001.webp`);
    expect(await readFile(path.join(out, address ?? ''))).toEqual(await readFile(image));
  });

  test('to a site writes pages whose links all lead to files that are there, and overwrites none unasked', async () => {
    await place().run('import', collection, ...samples);
    const image = path.join(import.meta.dirname, '../../../fixtures/facsimiles', stems[3] ?? '', '0001.webp');
    await place().run('add-images', collection, '#4', image);
    await place().run('tag', collection, '#4', '--find', 'KUZNETSOV', '--as', 'person');
    expect((await place().run('export', collection, '--to', 'site', '--out', out)).code).toBe(0);
    const pages = ['index.html', 'timeline.html', 'names.html', 'correspondence.html'];
    const documents = stems.map((stem) => `documents/${stem}.html`);
    for (const page of [...pages, ...documents]) {
      const elements = elementsOf(await readFile(path.join(out, page), 'utf8'));
      const addresses = elements.flatMap(
        (element) => attributeOf(element, 'href') ?? attributeOf(element, 'src') ?? [],
      );
      for (const address of addresses.filter((one) => !one.startsWith('#')))
        await expect(
          readFile(path.join(out, path.dirname(page), decodeURIComponent(address))),
          address,
        ).resolves.toBeDefined();
    }
    expect(await readFile(path.join(out, 'names.html'), 'utf8')).toContain('<dt>KUZNETSOV</dt>');
    // The images have the paths of the IIIF Image API.
    const served = path.join(out, 'documents', `${stems[3]}-images`, '0001');
    expect(await readFile(path.join(served, 'full/max/0/default.webp'))).toEqual(await readFile(image));
    expect(JSON.parse(await readFile(path.join(served, 'info.json'), 'utf8'))).toMatchObject({
      id: `http://localhost:8000/documents/${encodeURIComponent(`${stems[3]}-images`)}/0001`,
      type: 'ImageService3',
      profile: 'level0',
    });
    expect((await readdir(path.join(out, 'search'))).sort()).toEqual([
      'engine.js',
      'page.js',
      'texts-0.js',
      'words-0.js',
    ]);
    const again = await place().run('export', collection, '--to', 'site', '--out', out);
    expect(again).toMatchObject({ code: 3, said: expect.stringContaining('9 files are there already') });
  });

  test('to versions writes any two beside each other, word by word, without what editors remarked', async () => {
    await place().run('import', collection, sample(3));
    await place().run('correct', collection, '#1', '--find', 'DISTANTLING', '--replace', 'DISMANTLING');
    await place().run('correct', collection, '#1', '--find', 'KUZNETSOV BEGAN', '--replace', 'HE BEGAN');
    const shown = async (...more: readonly string[]) => {
      const run = await place().run('export', collection, '--to', 'versions', '--out', out, '--overwrite', ...more);
      if (run.code !== 0) return run.said;
      const elements = elementsOf(await readFile(path.join(out, `${stems[3]}-versions.html`), 'utf8'));
      const words = (name: string) => elements.filter(({ tagName }) => tagName === name).map((one) => textOf(one));
      return { del: words('del'), ins: words('ins'), heads: words('th').map((head) => head.split(':')[0]) };
    };
    const one = { del: ['DISTANTLING'], ins: ['DISMANTLING'] };
    const two = { del: ['KUZNETSOV'], ins: ['HE'] };
    const both = { del: [...two.del, ...one.del], ins: [...two.ins, ...one.ins] };
    expect(await shown()).toEqual({ ...both, heads: ['Version 1', 'Version 3'] });
    expect(await shown('--versions', '2,1')).toEqual({ ...one, heads: ['Version 1', 'Version 2'] });
    expect(await shown('--versions', '2,present')).toEqual({ ...two, heads: ['Version 2', 'Version 3'] });
    expect(await shown('--versions', '9,present')).toContain('it has no version 9');
    expect(await shown('--versions', 'x')).toContain('two versions were expected, such as 1,present');
  });

  test('to PDF says that it needs the window', async () => {
    await place().run('import', collection, sample(0));
    const { code, said } = await place().run('export', collection, '--to', 'pdf', '--out', out);
    expect(code).toBe(3);
    expect(said).toContain('PDF is made by the window of Anchorite, and this program has none.');
    expect(await readdir(place().folder)).not.toContain('out');
  });
});

describe('annotations', () => {
  test('go out and come into another copy of the document, and what has no place there is said', async () => {
    const [one, other] = [path.join(place().folder, 'one'), path.join(place().folder, 'other')];
    await place().run('import', one, sample(3));
    await place().run('tag', one, '#1', '--find', 'KUZNETSOV', '--as', 'person');
    const exported = await place().run('annotations', 'export', one, '#1');
    expect(exported.code).toBe(0);
    const tags = (JSON.parse(exported.out) as { items: readonly unknown[] }).items;
    expect(tags.length).toBeGreaterThan(3);
    const again = await place().json('annotations', 'import', one, '#1', await written('own.jsonld', exported.out));
    expect(again.value).toMatchObject({ annotations: tags.map(() => ({ fate: 'there already' })) });

    await place().run('import', other, sample(3));
    await place().run('correct', other, '#1', '--find', 'KUZNETSOV BEGAN', '--replace', 'HE BEGAN');
    const foreign = exported.out.replaceAll(/urn:anchorite:d[0-9a-z]+/g, 'https://example.org/telegram');
    const taken = await place().run('annotations', 'import', other, '#1', await written('foreign.jsonld', foreign));
    expect(taken.code).toBe(1);
    expect(taken.said).toMatch(/1 left out\.|“KUZNETSOV” stands in \d+ places/);
    const { items } = JSON.parse((await place().run('annotations', 'export', other, '#1')).out) as { items: unknown[] };
    expect(items.length).toBeGreaterThan(0);
  });

  test('of another document are left out, each with a sentence, and nothing is changed', async () => {
    await place().run('import', collection, sample(0), sample(4));
    await place().run('tag', collection, '#1', '--find', 'Cuba', '--as', 'place');
    const page = (await place().run('annotations', 'export', collection, '#1')).out;
    const file = await written('first.jsonld', page);
    const { code, said } = await place().run('annotations', 'import', collection, '#2', file);
    expect(code).toBe(1);
    expect(said).toMatch(/^Annotation 1: It is about another document: urn:anchorite:d/);
    expect(said).toMatch(/0 annotations taken over, 0 there already, \d+ left out\./);
    expect((await place().run('annotations', 'export', collection, '#2')).out).toContain('"items": []');
  });

  test.each([
    ['nothing.jsonld', null, 'There is no file “nothing.jsonld”.'],
    ['half.jsonld', '{"items":', '“half.jsonld” could not be read: it is no JSON'],
    ['other.json', '{"type":"FeatureCollection"}', 'it has no annotations of the Web Annotation Data Model'],
    ['folder', undefined, '“folder” is a folder, not a file.'],
  ])('from %s: a sentence, and nothing is changed', async (name, content, sentence) => {
    await place().run('import', collection, sample(4));
    const file = path.join(place().folder, name);
    if (content === undefined) await mkdir(file);
    else if (content !== null) await writeFile(file, content);
    const { code, said } = await place().run('annotations', 'import', collection, '#1', file);
    expect(code).toBe(3);
    expect(said).toContain(sentence);
    expect(said).toContain('Nothing was changed.');
  });

  async function written(name: string, content: string): Promise<string> {
    const file = path.join(place().folder, name);
    await writeFile(file, content);
    return file;
  }
});
