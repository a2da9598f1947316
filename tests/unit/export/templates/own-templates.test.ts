import { describe, expect, test } from 'vitest';
import { epubEdition } from '../../../../shared/export/epub/epub-edition.ts';
import { htmlEdition } from '../../../../shared/export/html/html-edition.ts';
import { readTemplates, type Templates } from '../../../../shared/export/html/template-set.ts';
import { readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import { doc, fac, h, p, person } from '../../../helpers/builders.ts';
import { attributeOf, elementsOf, hasClass, textOf } from '../../../helpers/parsed-html.ts';
import { hostileState, hostileText } from '../../../helpers/reading-states.ts';
import { documentState } from '../../../helpers/tei-states.ts';

const application = { name: 'Anchorite', version: '0.1.0' };

const faultsOf = (files: Readonly<Record<string, string>>) => {
  const read = readTemplates(new Map(Object.entries(files)));
  return read.ok ? [] : read.faults.map(({ file, line, reason }) => `${file}:${line} ${reason}`);
};

function templates(files: Readonly<Record<string, string>>): Templates {
  const read = readTemplates(new Map(Object.entries(files)));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.templates;
}

const state = documentState(doc(h('Letter'), p(fac(1), 'Dear ', person('a1', 'Kuznetsov'), ','), p('yours.')));
const page = (own: Templates, of = state): string =>
  htmlEdition(readingEdition(of, { view: null }), {
    application,
    images: [],
    view: 'reading',
    source: 'x.txt',
    templates: own,
  });

describe('a template of a person', () => {
  test('changes what it is for and nothing else', () => {
    const made = page(
      templates({ 'words/tag.html': '<b class="name">{{{content}}}</b>', 'html/style.css': 'b{color:red}' }),
    );
    const names = elementsOf(made).filter((element) => hasClass(element, 'name'));
    expect(names.map((name) => textOf(name))).toEqual(['Kuznetsov']);
    expect(made).toContain('<style>\nb{color:red}\n</style>');
    expect(made).toContain('<p>yours.</p>');
  });

  test('may take up other files of its folder, in lists that know their ends', () => {
    const made = page(
      templates({
        'html/contents.html': '{{> parts/imprint.html}}',
        'parts/imprint.html': '<p id="imprint">{{#pages}}{{name}}{{/pages}}{{^pages}}one page{{/pages}}</p>',
      }),
    );
    expect(elementsOf(made).find((element) => attributeOf(element, 'id') === 'imprint')).toBeDefined();
    expect(made).toContain('<p id="imprint">one page</p>');
  });

  test('cannot make text markup, whatever it says, nor take its policy from a page', () => {
    const made = page(
      templates({
        'html/text.html':
          '<main>{{title}}<a href="{{source}}">{{source}}</a>{{{content}}}</main><script>alert(1)</script>',
      }),
      hostileState(),
    );
    const elements = elementsOf(made);
    expect(elements.filter(({ tagName }) => tagName === 'script')).toHaveLength(1);
    expect(textOf(elements.find(({ tagName }) => tagName === 'main') ?? never())).toContain(
      hostileText.replace('\u0001', '\uFFFD'),
    );
    const [first] = elements.filter((element) => attributeOf(element, 'http-equiv') !== null);
    expect(first && attributeOf(first, 'content')).toMatch(/^default-src 'none'/);
    expect(made.indexOf('Content-Security-Policy')).toBeLessThan(made.indexOf('<script>'));
  });

  test('that makes a book no reader opens is told, and no book is made', () => {
    const own = templates({ 'blocks/paragraph.html': '<p>{{{content}}}<br>' });
    const make = () =>
      epubEdition(readingEdition(state, { view: 'reading' }), {
        application,
        changed: '2026-01-01T00:00:00Z',
        language: 'en',
        templates: own,
      });
    expect(make).toThrow(/the templates make “text\.xhtml” of the book not well-formed/);
  });

  test('that writes without end is stopped', () => {
    const loop = '{{{content}}}'.repeat(4_000);
    const own = templates({ 'blocks/division.html': loop, 'blocks/paragraph.html': loop, 'words/tag.html': loop });
    expect(() => page(own)).toThrow(/It writes more than one page may hold/);
  });
});

const never = (): never => {
  throw new Error('it is not there');
};

describe('a fault in a template is told with file and line', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a name that nothing stands for',
      { 'html/facts.html': '<dl>\n{{#facts}}\n{{naem}}\n{{/facts}}</dl>' },
      'html/facts.html:3 There is no name “naem” here; there are first, last, name, value, facts',
    ],
    [
      'text written unescaped',
      { 'html/page.html': '{{{title}}}' },
      'html/page.html:1 “title” is text, which is always escaped: write {{title}}',
    ],
    [
      'markup written as text',
      { 'html/page.html': '\n{{text}}' },
      'html/page.html:2 “text” is markup: write {{{text}}}',
    ],
    [
      'a list written as text',
      { 'html/facts.html': '{{facts}}' },
      'html/facts.html:1 “facts” is a list: write {{#facts}}…{{/facts}}',
    ],
    [
      'a section that is not closed',
      { 'html/facts.html': 'a\n{{#facts}}\nb\n' },
      'html/facts.html:2 The section {{#facts}} is not closed by {{/facts}}',
    ],
    [
      'a section closed that is not open',
      { 'html/facts.html': 'a\n{{/facts}}' },
      'html/facts.html:2 {{/facts}} closes a section that is not open',
    ],
    ['a tag without its end', { 'html/facts.html': 'a\n\n{{#facts' }, 'html/facts.html:3 A “{{” has no “}}”'],
    [
      'a file that is not there',
      { 'html/page.html': '{{> imprint.html}}' },
      'html/page.html:1 There is no file “imprint.html” for {{> imprint.html}}',
    ],
    [
      'a circle of files',
      { 'html/page.html': '{{> a.html}}', 'a.html': '{{> b.html}}', 'b.html': 'x\n{{> a.html}}' },
      'b.html:2 {{> a.html}} leads back to the file itself',
    ],
    [
      'a file of a name that is none',
      { 'html/pages.html': 'x' },
      'html/pages.html:1 No template has this name, and none takes it up; perhaps “html/page.html” is meant',
    ],
    ['a file that is too long', { 'html/page.html': 'x'.repeat(70_000) }, 'html/page.html:1 It is longer than 64 KB'],
    [
      'sections without end',
      { 'html/page.html': '{{#text}}'.repeat(3_000) + '{{/text}}'.repeat(3_000) },
      'html/page.html:1 There are too many sections inside one another',
    ],
    ['files that name one another again and again', laughs(), 'a19.html:1 The files name one another too often'],
  ])('%s', (_, files, expected) => {
    expect(faultsOf(files)[0]).toBe(expected);
  });

  /** Each file takes up the next one twice. */
  function laughs(): Readonly<Record<string, string>> {
    const names = Array.from({ length: 20 }, (_, index) => `a${index}.html`);
    const files = names.map((name, index) => [name, `{{> a${index + 1}.html}}`.repeat(2)] as const);
    return { ...Object.fromEntries(files), 'a20.html': 'ha', 'html/page.html': '{{> a0.html}}' };
  }
});
