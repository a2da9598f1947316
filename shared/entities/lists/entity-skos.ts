import type { Entity } from '../entity.ts';

/** Terms as concepts of a thesaurus (SKOS, in Turtle): names with their languages, broader and narrower terms, identifiers as notations. What SKOS has
 *  no place for, such as dates, is left to CSV and TEI.
 *  @param title of the collection, that of the scheme
 *  @param terms of one kind, without circles */
export function entitySkos(terms: readonly Entity[], title: string): string {
  const there = new Set(terms.map(({ id }) => id));
  const narrower = new Map<string, string[]>();
  for (const { id, broader } of terms)
    for (const above of broader) narrower.set(above, [...(narrower.get(above) ?? []), id]);
  const concepts = terms.map((term) => {
    const above = term.broader.filter((id) => there.has(id));
    const places = above.length === 0 ? [['skos:topConceptOf', '<#scheme>'] as const] : [];
    return block(`<#${term.id}>`, [
      ['a', 'skos:Concept'],
      ['skos:inScheme', '<#scheme>'],
      ...places,
      ['skos:prefLabel', literal(term.name, term.language)],
      ...term.variants.map(({ text, language }) => ['skos:altLabel', literal(text, language)] as const),
      ...above.map((id) => ['skos:broader', `<#${id}>`] as const),
      ...(narrower.get(term.id) ?? []).map((id) => ['skos:narrower', `<#${id}>`] as const),
      ...term.identifiers.map(
        ({ authority, value }) => ['skos:notation', literal(`${authority} ${value}`, '')] as const,
      ),
      ...(term.note === '' ? [] : [['skos:note', literal(term.note, '')] as const]),
    ]);
  });
  const scheme = block('<#scheme>', [
    ['a', 'skos:ConceptScheme'],
    ['skos:prefLabel', literal(title === '' ? 'Terms' : title, '')],
  ]);
  return ['@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n', scheme, ...concepts].join('\n');
}

const block = (subject: string, parts: readonly (readonly [predicate: string, object: string])[]): string =>
  `${subject} ${parts.map(([predicate, object]) => `${predicate} ${object}`).join(' ;\n  ')} .\n`;

const languageTag = /^[a-zA-Z]+(?:-[a-zA-Z0-9]+)*$/;

const literal = (text: string, language: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"${languageTag.test(language) ? `@${language}` : ''}`;
