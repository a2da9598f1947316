import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
let out: string;
let templates: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  out = path.join(place().folder, 'out');
  templates = path.join(place().folder, 'templates');
  await place().run('import', collection, sample(3));
});

const stem = path.basename(sample(3), '.txt');
const exported = async (...more: readonly string[]) =>
  place().run('export', collection, '--to', 'html', '--out', out, ...more);
const page = () => readFile(path.join(out, `${stem}.html`), 'utf8');

async function own(name: string, text: string): Promise<void> {
  await mkdir(path.join(templates, path.dirname(name)), { recursive: true });
  await writeFile(path.join(templates, name), text);
}

describe('templates', () => {
  test('are written as an example, are without a fault, and change nothing when nothing is changed', async () => {
    expect((await place().run('templates', 'write', templates)).code).toBe(0);
    expect((await place().run('templates', 'check', templates)).said).toContain(
      'Nothing is wrong with these templates.',
    );
    await exported();
    const before = await page();
    expect((await exported('--overwrite', '--template', templates)).code).toBe(0);
    expect(await page()).toBe(before);
    const again = await place().run('templates', 'write', templates);
    expect(again).toMatchObject({
      code: 3,
      said: expect.stringContaining('There are templates in “templates” already'),
    });
  });

  test('of a folder are used where they differ', async () => {
    await own('html/facts.html', '<p class="mine">{{#facts}}{{name}}={{value}};{{/facts}}</p>');
    await exported('--template', templates);
    expect(await page()).toContain('<p class="mine">');
  });

  test('that the collection keeps are used by every export of it, unless others are named', async () => {
    await own('html/facts.html', '<p>kept</p>');
    expect((await place().run('templates', 'keep', collection, templates)).said).toContain(
      '1 template kept in the collection.',
    );
    expect(await readdir(path.join(collection, 'templates', 'html'))).toEqual(['facts.html']);
    await own('html/facts.html', '<p>others</p>');
    await exported();
    expect(await page()).toContain('<p>kept</p>');
    await exported('--overwrite', '--template', templates);
    expect(await page()).toContain('<p>others</p>');
  });

  test('with a fault keep everything from being written, and are not kept in the collection', async () => {
    await own('html/facts.html', '<dl>\n{{#facts}}{{nmae}}{{/facts}}');
    await own('words/tag.html', '{{content}}');
    const { code, said } = await exported('--template', templates);
    expect(code).toBe(3);
    expect(said).toContain('html/facts.html, line 2: There is no name “nmae” here');
    expect(said).toContain('words/tag.html, line 1: “content” is markup: write {{{content}}}.');
    expect(said).toContain('No file was written.');
    expect(await readdir(place().folder)).not.toContain('out');
    expect((await place().run('templates', 'keep', collection, templates)).code).toBe(3);
    expect(await readdir(collection)).not.toContain('templates');
    expect((await place().run('templates', 'check', templates)).code).toBe(3);
  });

  test.each([
    ['is not there', async () => undefined, 'The folder of templates “templates” is not there.'],
    [
      'has a file that is no text',
      () =>
        own('html/facts.html', '').then(() =>
          writeFile(path.join(templates, 'html/facts.html'), Buffer.from([0xff, 0xfe, 0x41])),
        ),
      'has a file that is no text in UTF-8: html/facts.html',
    ],
    ['is too deep', () => own('a/b/c/d/e.html', 'x'), 'has folders that are too deep: a/b/c/d'],
  ])('of a folder that %s: a sentence, and nothing is written', async (_, make, sentence) => {
    await make();
    const { code, said } = await exported('--template', templates);
    expect(code).toBe(3);
    expect(said).toContain(sentence);
    expect(await readdir(place().folder)).not.toContain('out');
  });
});
