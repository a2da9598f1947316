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
