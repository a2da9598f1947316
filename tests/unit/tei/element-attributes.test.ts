import type { Node } from 'prosemirror-model';
import { type EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { changeAttributes, elementsHere } from '../../../shared/edit/element-commands.ts';
import { sliceWithoutOrigins } from '../../../shared/edit/without-origins.ts';
import {
  attributeFaults,
  attributesNow,
  changesFor,
  elementSource,
  takenIds,
} from '../../../shared/tei/element-attributes.ts';
import { SourceIndex } from '../../../shared/tei/source/source-index.ts';
import { canonicalJson } from '../../../shared/text/canonical-json.ts';
import { cannot, carryOut } from '../../helpers/command-check.ts';
import { faultsOf, type ImportedTei, importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';

const source = teiFile(`
  <p xml:id="p1" rend='x'>He <persName corresp='#p_K' >Khrushchev</persName> saw <w lemma="see"
     pos='v'>it</w> and <pb n="2"/><seg type="a"><pb n="3"/></seg> so <formula notation="TeX"
       >x^2</formula> on<!-- sic -->.</p>
  <trailer xml:id="t" n="&lt;1&gt;">The <hi rend="italic" xml:lang="la">end</hi></trailer>
  <figure xml:id="f1"><graphic url="a.png" xml:id="g1"/></figure>
  <quote source="#s"><p>q</p></quote>
  <list type="simple"><item n="i">one</item></list>
  <p>by <choice xml:id="c"><sic>teh</sic><corr>the</corr></choice></p>
`);

const stateOf = ({ doc }: ImportedTei): EditorState => createEditorState({ doc, history: [] });

/** With what stands before some words selected, or the caret in the words. */
function at(state: EditorState, place: string | ((node: Node) => boolean)): EditorState {
  let pos = -1;
  state.doc.descendants((node, here) => {
    const found = typeof place === 'string' && node.isText ? (node.text ?? '').indexOf(place) : -1;
    if (pos === -1 && found !== -1) pos = here + found + 1;
    if (pos === -1 && typeof place === 'function' && place(node)) pos = here;
  });
  const selection =
    typeof place === 'string' ? TextSelection.create(state.doc, pos) : NodeSelection.create(state.doc, pos);
  return state.apply(state.tr.setSelection(selection));
}

const named = (name: string) => (node: Node) => node.attrs.name === name;

function edited(state: EditorState, name: string, attributes: readonly (readonly [string, string])[]): EditorState {
  const index = new SourceIndex(imported.xml, imported.read.report.tei, imported.doc);
  const element = elementsHere(state).find(({ origin }) => elementSource(index, origin)?.name === name);
  const known = element && elementSource(index, element.origin);
  if (!element || !known) throw new Error(`no ${name} is here`);
  const rows = attributes.map(([key, value]) => ({ name: key, value }));
  expect(attributeFaults(known, rows, takenIds(index, state.doc, element.origin))).toEqual([]);
  return carryOut(state, changeAttributes(element, changesFor(known, rows)), { size: 60 });
}

const imported = importedTei(source);

/** What is edited, where, to which attributes, and what then differs in the file. */
const cases: readonly (readonly [
  string,
  string | ((node: Node) => boolean),
  string,
  readonly (readonly [string, string])[],
  readonly [string, string],
])[] = [
  ['an element kept whole among words', named('formula'), 'formula', [['notation', 'MathML']], ['"TeX"', '"MathML"']],
  [
    'one kept whole between blocks, whose own markup stays',
    named('figure'),
    'figure',
    [
      ['xml:id', 'f1'],
      ['rend', 'a"b&c'],
    ],
    ['<figure xml:id="f1">', '<figure xml:id="f1" rend="a&quot;b&amp;c">'],
  ],
  [
    'words in an element',
    'it',
    'w',
    [
      ['lemma', 'see'],
      ['pos', "v'n"],
    ],
    ["pos='v'", "pos='v&apos;n'"],
  ],
  ['an attribute that is taken off', 'it', 'w', [['pos', 'v']], [`<w lemma="see"\n     pos`, `<w\n     pos`]],
  [
    'a block of words, with references in another attribute',
    'The',
    'trailer',
    [
      ['xml:id', 't2'],
      ['n', '<1>'],
    ],
    ['xml:id="t"', 'xml:id="t2"'],
  ],
  ['what holds blocks', 'q', 'quote', [], ['<quote source="#s">', '<quote>']],
  ['a tagged name', 'Khr', 'persName', [['corresp', '#p_C']], ["'#p_K'", "'#p_C'"]],
  [
    'a paragraph',
    'He',
    'p',
    [
      ['xml:id', 'p1'],
      ['rend', 'y'],
    ],
    ["rend='x'", "rend='y'"],
  ],
  ['a look, of which only its own attribute is a field', 'end', 'hi', [['xml:lang', 'grc']], ['"la"', '"grc"']],
  ['an item of a list', 'one', 'item', [['n', 'ii']], ['n="i"', 'n="ii"']],
  ['a correction in the file', 'the', 'choice', [['xml:id', 'c2']], ['xml:id="c"', 'xml:id="c2"']],
];

for (const [what, place, name, attributes, [before, after]] of cases)
  test(`${what}: only the attribute differs in the file, and undo gives it back`, () => {
    const changed = edited(at(stateOf(imported), place), name, attributes);
    expect(writtenTei(imported, changed.doc)).toBe(source.replace(before, after));
    expect(faultsOf(imported, changed.doc)).toEqual([]);
    // Said back to what the file has, nothing is changed any more.
    const back = edited(changed, name, attributesOfFile(name));
    expect(canonicalJson(back.doc)).toBe(canonicalJson(imported.doc));
  });

/** All attributes that an element has in the file, and that can be edited. */
function attributesOfFile(name: string): readonly (readonly [string, string])[] {
  const index = new SourceIndex(imported.xml, imported.read.report.tei, imported.doc);
  const start = source.search(new RegExp(`<${name}\\b`));
  const known = elementSource(index, name === 'choice' ? choiceOrigin(start) : `e${start}`);
  return (known?.written ?? []).map((one) => [one.name, one.value] as const);
}

const choiceOrigin = (start: number): string => `e${start}_${source.indexOf('<corr>')}`;

test('page breaks at the edge of an edited element stay inside it', () => {
  const file = teiFile('<p>a <seg type="a"><pb n="1"/>b<pb n="2"/></seg> c <seg type="b"><pb n="3"/></seg> d</p>');
  const own = importedTei(file);
  const state = at(stateOf(own), 'b');
  const [element] = elementsHere(state);
  if (!element) throw new Error('nothing is here');
  const changed = carryOut(state, changeAttributes(element, { type: 'z' }), { size: 30 });
  expect(writtenTei(own, changed.doc)).toBe(file.replace('type="a"', 'type="z"'));
});

for (const [name, before, after] of [
  ['figure', '<figure xml:id="f1"', '<figure xml:id="number-nine"'],
  ['formula', '<formula notation="TeX"', '<formula notation="TeX" xml:id="number-nine"'],
] as const)
  test(`of a ${name} and a copy of it the first has the xml:id that it was given`, () => {
    const kept = attributesOfFile(name).filter(([key]) => key !== 'xml:id');
    const state = edited(at(stateOf(imported), named(name)), name, [...kept, ['xml:id', 'number-nine']]);
    const node = state.doc.nodeAt(state.selection.from);
    if (!node) throw new Error('it is gone');
    const out = writtenTei(imported, state.apply(state.tr.insert(state.selection.to, node)).doc);
    expect(out.match(/xml:id="number-nine"/g)).toHaveLength(1);
    expect(out).toContain(after);
    // The second has neither its own nor those of what is in it.
    expect(out.split(before.replace(/ xml:id=.*/, ''))).toHaveLength(3);
    expect(out.match(/xml:id="g1"/g)).toHaveLength(1);
    expect(() => importedTei(out)).not.toThrow();
  });

test('one that is moved or deleted takes its changes along', () => {
  const state = edited(at(stateOf(imported), named('formula')), 'formula', [['notation', 'M']]);
  const gone = state.apply(state.tr.deleteSelection());
  expect(writtenTei(imported, gone.doc)).toBe(source.replace(/<formula[\s\S]*<\/formula>/, ''));
  const formula = state.doc.nodeAt(state.selection.from);
  if (!formula) throw new Error('it is gone');
  const moved = at(gone, 'The');
  const there = moved.apply(moved.tr.insert(moved.selection.from, formula));
  expect(writtenTei(imported, there.doc)).toContain('T<formula notation="M"\n       >x^2</formula>he <hi');
});

test('what cannot be an attribute is refused with a sentence', () => {
  const file = teiFile('<p xml:id="a" xmlns:my="urn:x" xmlns:too="urn:x"><w my:n="1">b</w></p><p xml:id="c">d</p>');
  const own = importedTei(file);
  const index = new SourceIndex(file, own.read.report.tei, own.doc);
  const known = elementSource(index, `e${file.indexOf('<w ')}`);
  if (!known) throw new Error('nothing is there');
  const reasons = (...rows: readonly (readonly [string, string])[]): readonly string[] =>
    attributeFaults(
      known,
      rows.map(([name, value]) => ({ name, value })),
      takenIds(index, own.doc, `e${file.indexOf('<w ')}`),
    ).map(({ at: row, part, reason }) => `${row} ${part}: ${reason}`);
  expect(reasons(['my:n', '1'], ['lemma', 'b'], ['xml:id', 'w1'])).toEqual([]);
  expect(reasons(['', 'x'])).toEqual(['0 name: It needs a name.']);
  expect(reasons(['a b', 'x'], ['1a', 'x'], ['a:b:c', 'x'], ['é', 'x'])).toHaveLength(3);
  expect(reasons(['n', '1'], ['n', '2'])).toEqual(['1 name: n is there twice.']);
  expect(reasons(['my:n', '1'], ['too:n', '2'])).toEqual(['1 name: too:n and my:n are the same.']);
  expect(reasons(['no:n', '1'])).toEqual(['0 name: The file declares no prefix “no” here.']);
  expect(reasons(['xmlns:b', 'urn:b'])).toHaveLength(1);
  expect(reasons(['xml:space', 'preserve'])).toHaveLength(1);
  expect(reasons(['xml:id', 'c'])).toEqual(['0 value: Another element has the xml:id “c” already.']);
  expect(reasons(['xml:id', 'a b'])).toHaveLength(1);
  expect(reasons(['n', '\u0001'])).toEqual(['0 value: There is a character that XML cannot hold.']);
});

test('an xml:id that was changed is free again, and the new one is taken', () => {
  const state = edited(at(stateOf(imported), 'The'), 'trailer', [
    ['xml:id', 'new'],
    ['n', '<1>'],
  ]);
  const index = new SourceIndex(source, imported.read.report.tei, imported.doc);
  const taken = takenIds(index, state.doc, 'e0');
  expect([taken.has('new'), taken.has('t'), taken.has('p1')]).toEqual([true, false, true]);
});

test('comments have no attributes, and are shown as they are written', () => {
  const index = new SourceIndex(source, imported.read.report.tei, imported.doc);
  const known = elementSource(index, `e${source.indexOf('<!-- sic')}`);
  expect(known).toMatchObject({ name: '#comment', written: null, source: '<!-- sic -->' });
});

test('a journal holds the change, and nothing else that calls itself one', () => {
  const state = edited(at(stateOf(imported), 'it'), 'w', [['pos', 'n']]);
  const again = schema.nodeFromJSON(JSON.parse(JSON.stringify(state.doc.toJSON())));
  again.check();
  expect(again.eq(state.doc)).toBe(true);
  const told = (changes: unknown) => (): unknown =>
    schema.nodeFromJSON({ type: 'carriedLeaf', attrs: { name: 'a', origin: 'e1', changes } }).check();
  expect(told({ 'a="1"><b': 'x' })).toThrow(/no attribute/);
  expect(told(['x'])).toThrow(/no record/);
  expect(told({ a: 1 })).toThrow(/no attribute/);
});

test('in another document the words come without it', () => {
  const state = edited(at(stateOf(imported), 'He'), 'p', [['rend', 'z']]);
  const slice = sliceWithoutOrigins(state.doc.slice(0, 8));
  expect(slice.content.firstChild?.attrs).toMatchObject({ origin: null, changes: null });
});

test('a command that changes nothing is none', () => {
  const state = at(stateOf(imported), 'it');
  const [element] = elementsHere(state);
  if (!element) throw new Error('nothing is here');
  expect(attributesNow({ ...unknown, written: [{ name: 'a', value: '1' }] }, { a: null, b: '2' })).toEqual([
    { name: 'b', value: '2' },
  ]);
  cannot(state, changeAttributes(element, null));
});

const unknown = { name: '', elsewhere: new Set<string>(), namespaces: {}, source: '' };
