import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { epubEdition } from '../../../../shared/export/epub/epub-edition.ts';
import { htmlEdition } from '../../../../shared/export/html/html-edition.ts';
import { readTemplates, templateFiles } from '../../../../shared/export/html/template-set.ts';
import { readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import type { ReadingView } from '../../../../shared/export/reading/reading-marks.ts';
import { templateNames } from '../../../../shared/export/templates/template-shapes.ts';
import { markdownEdition } from '../../../../shared/export/text/markdown-edition.ts';
import { cleanText } from '../../../../shared/export/text/text-edition.ts';
import { hostileState, sampleStates } from '../../../helpers/reading-states.ts';

const application = { name: 'Anchorite', version: '0.1.0' };
const [sample] = sampleStates();
if (!sample) throw new Error('there are no samples');

const kept = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../../../fixtures/editions', name), 'utf8');

const page = (state: DocumentState): string =>
  htmlEdition(readingEdition(state, { view: null, withCorrections: true }), {
    application,
    images: [{ id: 'x', address: 'a/b.png', width: 10, height: 20, turn: 90 }],
    view: 'diplomatic',
    corrections: true,
    source: state.source.name,
    links: [{ name: 'A', address: '../a.html' }],
  });

function book(state: DocumentState, view: ReadingView, file: string): string {
  const options = { application, changed: '2026-01-01T00:00:00.000Z', language: 'en' };
  const files = unzipSync(epubEdition(readingEdition(state, { view }), options));
  return strFromU8(files[`EPUB/${file}`] ?? new Uint8Array());
}

describe('the program’s own templates', () => {
  test.each([
    [`${sample.stem}.html`, () => page(sample)],
    [`${sample.stem}.md`, () => markdownEdition(readingEdition(sample, { view: 'reading' }))],
    [`${sample.stem}.txt`, () => cleanText(readingEdition(sample, { view: 'reading' }))],
    [`${sample.stem}.xhtml`, () => book(sample, 'reading', 'text.xhtml')],
    ['hostile.html', () => page(hostileState())],
    ['hostile-notes.xhtml', () => book(hostileState(), 'diplomatic', 'notes.xhtml')],
  ])('give %s as it has always been, byte for byte', (name, made) => {
    expect(made()).toBe(kept(name));
  });

  test('are one file for each name, written out with a page that names all that stands for something', () => {
    const files = templateFiles();
    expect([...files.keys()].sort()).toEqual(['README.md', ...templateNames].sort());
    for (const name of templateNames) expect(files.get('README.md')).toContain(`## ${name}\n`);
  });

  test('are without a fault when they are read back from a folder, and give the same pages', () => {
    const files = new Map([...templateFiles()].filter(([name]) => name !== 'README.md'));
    const read = readTemplates(files);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const edition = readingEdition(sample, { view: 'reading' });
    expect(markdownEdition(edition, read.templates)).toBe(kept(`${sample.stem}.md`));
  });
});
