import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { GroupId, TagTypeId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { readTagTaxonomy, tagTaxonomyFile } from '../../../shared/tag-types/tag-taxonomy.ts';
import {
  type TagType,
  type TagTypeGroup,
  TagTypes,
  tagElements,
  tagHues,
  tagLines,
  tagTypeFault,
} from '../../../shared/tag-types/tag-types.ts';
import { doc, p } from '../../helpers/builders.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { annotationState, editionOf } from '../../helpers/tei-states.ts';

const tag = (id: string, kind: AnnotationKind, words: string): Node =>
  schema.text(words, [schema.mark('annotation', { id, kind })]);

const typeId = (name: string): TagTypeId => name as TagTypeId;

const typeOf = (id: string, given: Partial<TagType> = {}): TagType => ({
  id: typeId(id),
  name: `Type ${id}`,
  parent: 'term',
  hue: 'teal',
  line: 'solid',
  key: '',
  element: 'term',
  type: '',
  subtype: '',
  note: '',
  ...given,
});

const defined = (...types: readonly TagType[]): TagTypeGroup => ({
  group: `g-${types.map(({ id }) => id).join('-')}` as GroupId,
  acts: types.map((type) => ({ kind: 'type defined', type })),
});

const removed = (id: string, replacement: string): TagTypeGroup => ({
  group: `g-no-${id}` as GroupId,
  acts: [{ kind: 'type removed', id: typeId(id), replacement: typeId(replacement) }],
});

const tagOf = (type: string | null, as: AnnotationKind = 'term') => ({ as, type: type === null ? null : typeId(type) });

const weapon = typeOf('tw', { name: 'Weapon', key: 'X', type: 'weapon', note: 'Arms of all sorts & sizes' });
const missile = typeOf('tm', { name: 'Missile', parent: weapon.id, line: 'dotted', element: 'objectName' });
const ship = typeOf('ts', { name: 'Ship', parent: 'place', hue: 'red', element: 'rs', type: 'ship' });

describe('the types of tags of a collection', () => {
  test('a tag is of the type that was removed no more, but of its replacement, and of it again when that is undone', () => {
    const types = new TagTypes([defined(weapon, missile), removed('tm', 'tw')]);
    expect(types.of(tagOf('tm'))?.id).toBe('tw');
    expect(types.all.map(({ id }) => id)).toEqual(['tw']);
    const undone = types.with({ group: 'g-u' as GroupId, undoes: 'g-no-tm' as GroupId, acts: [] });
    expect(undone.of(tagOf('tm'))?.id).toBe('tm');
    const again = undone.with({ group: 'g-r' as GroupId, undoes: 'g-u' as GroupId, acts: [] });
    expect(again.of(tagOf('tm'))?.id).toBe('tw');
  });

  test('what lies under a removed type lies under its replacement', () => {
    const types = new TagTypes([defined(weapon, missile), removed('tw', 'term')]);
    expect(types.pathOf(types.all[0] ?? weapon).map(({ id }) => id)).toEqual(['tm']);
    expect(types.all[0]?.parent).toBe('term');
    expect(types.of(tagOf('tw'))).toBeNull();
  });

  test('a tag of another kind than its type refines is of its kind alone', () => {
    const types = new TagTypes([defined(weapon, ship)]);
    expect(types.of(tagOf('ts', 'person'))).toBeNull();
    expect(types.of(tagOf('ts', 'place'))?.id).toBe('ts');
    expect(types.of(tagOf('t-not-here-yet'))).toBeNull();
  });

  test('parents in a circle, as two machines can make them, hold nothing up', () => {
    const types = new TagTypes([defined({ ...weapon, parent: missile.id }, missile)]);
    expect(types.all.map((type) => types.kindOf(type))).toEqual(['term', 'term']);
    expect(types.tree('term')).toEqual([]);
    const gone = new TagTypes([defined(weapon, missile), removed('tw', 'tm'), removed('tm', 'tw')]);
    expect(gone.of(tagOf('tm'))).toBeNull();
  });

  test.each([
    ['a name that another has', { name: 'weapon' }, 'name taken'],
    ['the name of a kind', { name: 'Person' }, 'name taken'],
    ['no name', { name: ' ' }, 'no name'],
    ['a key that another has', { key: 'X' }, 'key taken'],
    ['a key that Tag mode has', { key: 'P' }, 'key taken'],
    ['more than one key', { key: 'AB' }, 'no key'],
    ['itself as its parent', { parent: 'tn' }, 'circle'],
    ['a parent that is not there', { parent: 'tq' }, 'no parent'],
    ['an element of another kind', { element: 'persName' }, 'no element'],
    ['an attribute of two words', { type: 'two words' }, 'no attribute'],
    ['an attribute that would end its quotes', { subtype: '"' }, 'no attribute'],
    ['nothing wrong', { key: '7', parent: 'tw', element: 'rs', type: 'big-one' }, null],
  ] as const)('a type with %s is told so', (_, given, fault) => {
    const types = new TagTypes([defined(weapon, missile)]);
    expect(tagTypeFault(types, typeOf('tn', given as Partial<TagType>))).toBe(fault);
  });

  test('a type cannot come to lie under one that lies under it', () => {
    const types = new TagTypes([defined(weapon, missile)]);
    expect(tagTypeFault(types, { ...weapon, parent: missile.id })).toBe('circle');
  });
});

const text = fc.stringMatching(/^[\p{L}\p{N}&<>" .-]{1,12}$/u).map((words) => words.replace(/\s+/g, ' ').trim());
const word = fc.oneof(fc.constant(''), fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/));
const kinds = ['person', 'place', 'organisation', 'date', 'term'] as const;

/** Types whose parents are kinds or types before them. */
const anyTypes = fc
  .array(
    fc.record({
      name: text.filter((name) => name !== ''),
      above: fc.nat(),
      hue: fc.constantFrom(...tagHues),
      line: fc.constantFrom(...tagLines),
      element: fc.nat(),
      type: word,
      subtype: word,
      note: text,
    }),
    { maxLength: 8 },
  )
  .map((rows) => {
    let types = new TagTypes();
    for (const [index, { above, element, ...row }] of rows.entries()) {
      const parents = [...kinds, ...types.all.map(({ id }) => id)];
      const parent = parents[above % parents.length] ?? 'term';
      const elements = tagElements[types.kindOfParent(parent)];
      const type = typeOf(`t${index}`, {
        ...row,
        name: `${row.name} ${index}`,
        parent,
        key: String(index),
        element: elements[element % elements.length] ?? elements[0],
      });
      types = types.with(defined(type));
    }
    return types;
  });

const sorted = (types: readonly TagType[]) => [...types].sort((a, b) => (a.id < b.id ? -1 : 1));

test('types are exported as a TEI taxonomy and read back as they were', () => {
  fc.assert(
    fc.property(anyTypes, (types) => {
      const read = readTagTaxonomy(tagTaxonomyFile(types, 'A collection'));
      expect(sorted(read.types)).toEqual(sorted(types.all));
      expect(read.left).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('categories of another taxonomy are passed over, and what lies under no kind is told', () => {
  const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><classDecl>
    <taxonomy><category xml:id="c1"><catDesc>Fiction</catDesc></category></taxonomy>
    <taxonomy><category xml:id="c2"><catDesc><term>Loose</term><tag>term</tag></catDesc></category></taxonomy>
    </classDecl></encodingDesc></teiHeader></TEI>`;
  expect(readTagTaxonomy(xml)).toEqual({
    types: [],
    ids: new Map(),
    left: ['“Loose” lies under none of the kinds of tags.'],
  });
});

describe('an edition of a document whose tags are of types', () => {
  const types = new TagTypes([defined(weapon, missile, ship, typeOf('t-unused', { name: 'Unused' }))]);
  const all = new TagTypes([
    defined(
      ...kinds.flatMap((kind) =>
        tagElements[kind].map((element, index) =>
          typeOf(`t-${kind}-${index}`, { name: `${kind} ${index}`, parent: kind, element, type: 'a', subtype: 'b' }),
        ),
      ),
    ),
  ]);
  const content = doc(
    p(tag('a1', 'term', 'IL-28'), ' on ', tag('a2', 'place', 'Poltava'), ' ', tag('a3', 'term', 'law')),
  );
  const state = {
    annotations: new Map([
      annotationState('a1', 'term', { type: missile.id }),
      annotationState('a2', 'place', { type: ship.id }),
      annotationState('a3', 'term'),
    ]),
  };
  const edition = editionOf(content, state, { tagTypes: types });

  test('has the element and attributes of the type, and leads to its category in the header', () => {
    expect(edition).toMatch(/<objectName xml:id="a1"[^>]* ana="#tm">IL-28<\/objectName>/);
    expect(edition).toMatch(/<rs type="ship" xml:id="a2"[^>]* ana="#ts">Poltava<\/rs>/);
    expect(edition).toMatch(/<term xml:id="a3"(?![^>]*ana=)[^>]*>law<\/term>/);
  });

  test('has in its header the types that its tags are of, with what they lie under, and no others', () => {
    expect(sorted(readTagTaxonomy(edition).types)).toEqual(sorted([weapon, missile, ship]));
  });

  test(needsTeiAll('is valid whatever element a type has'), async () => {
    const grammars = [await anchoriteGrammar(), ...(hasTeiAll ? [await teiAllGrammar()] : [])];
    expect(findingsOf(edition, grammars)).toEqual([]);
    const every = all.all.map((type, index) => ({ type, id: `a${index}`, kind: all.kindOf(type) }));
    const typed = editionOf(
      doc(p(...every.flatMap(({ id, kind }) => [tag(id, kind, 'word'), ' and ']))),
      { annotations: new Map(every.map(({ type, id, kind }) => annotationState(id, kind, { type: type.id }))) },
      { tagTypes: all },
    );
    expect(typed.match(/ ana="#t-/g)).toHaveLength(every.length);
    expect(findingsOf(typed, grammars)).toEqual([]);
  });
});
