import { describe, expect, test } from 'vitest';
import type { Version } from '../../../shared/document/document-state.ts';
import { doc, p } from '../../helpers/builders.ts';
import { marked } from '../../helpers/tei-builders.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { annotationState, divisionOf, editionOf, importVersion } from '../../helpers/tei-states.ts';

const person = ['annotation', { id: 'a1', kind: 'person' }] as const;
const place = ['annotation', { id: 'a2', kind: 'place' }] as const;
const crossing = doc(p('a ', marked('b ', person), marked('c', person, place), marked(' d', place)));
const annotations = new Map([annotationState('a1', 'person'), annotationState('a2', 'place')]);

const version = (number: number, seq: number): Version => ({
  ...importVersion,
  number,
  seq,
  name: `Version ${number}`,
});

describe('a tag points to the first version that has it', () => {
  const xml = editionOf(crossing, { annotations, seq: 9, versions: [importVersion, version(2, 4), version(3, 9)] });

  test('inline and where it stands off', () => {
    expect(divisionOf(xml)).toContain('<persName xml:id="a1" resp="#AA" change="#v2">');
    expect(xml).toContain('ana="#tag-place" resp="#AA" change="#v2">c d</span>');
    expect(xml).toContain('<change n="2" xml:id="v2"');
  });

  test('and to none while it is in none', () => {
    expect(editionOf(crossing, { annotations, seq: 3 })).not.toContain('change="');
  });

  test('which the schema of the program takes', async () => {
    expect(findingsOf(xml, [await anchoriteGrammar()])).toEqual([]);
  });

  test(needsTeiAll('which TEI takes'), async () => {
    if (!hasTeiAll) return;
    expect(findingsOf(xml, [await teiAllGrammar()])).toEqual([]);
  });
});

describe('what an editor marked points to the first version that has it', () => {
  const emended = doc(
    p(
      marked('DISMANTLING', ['emendation', { id: 'e1', sic: 'DISTANTLING', cert: 'high' }]),
      marked('a', ['struck', { id: 'k1' }]),
      marked('b', ['byHand', { id: 'h1', function: 'check' }]),
      marked('c', ['unclear', { id: 'u1', reason: 'faded', cert: 'low' }]),
      marked('d', ['supplied', { id: 's1', reason: 'torn' }]),
      marked('e', ['struck', { id: 'k2' }]),
    ),
  );
  const made = (seq: number, editor = 'BE') => ({ seq, editor });
  const edits = new Map([
    ['e1', made(3)],
    ['k1', made(4)],
    ['h1', made(5)],
    ['u1', made(8)],
    ['s1', made(10)],
  ]);
  const xml = editionOf(emended, { edits, seq: 10, versions: [importVersion, version(2, 4), version(3, 9)] });

  test('with the editor who emended, and nothing for what the import made or no version has', () => {
    expect(divisionOf(xml)).toBe(
      '<p><choice xml:id="e1"><sic>DISTANTLING</sic><corr resp="#BE" cert="high" change="#v2">DISMANTLING</corr></choice>' +
        '<del rend="strikethrough" xml:id="k1" change="#v2">a</del>' +
        '<add place="margin" xml:id="h1" change="#v3"><metamark function="check">b</metamark></add>' +
        '<unclear reason="faded" cert="low" xml:id="u1" change="#v3">c</unclear>' +
        '<supplied reason="torn" xml:id="s1">d</supplied>' +
        '<del rend="strikethrough" xml:id="k2">e</del></p>',
    );
    expect(xml).toContain('xml:id="BE"');
  });

  test('which the schema of the program takes', async () => {
    expect(findingsOf(xml, [await anchoriteGrammar()])).toEqual([]);
  });

  test(needsTeiAll('which TEI takes'), async () => {
    if (!hasTeiAll) return;
    expect(findingsOf(xml, [await teiAllGrammar()])).toEqual([]);
  });
});
