import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { frusDocument } from '../../shared/export/frus/frus-document.ts';
import { frusFile } from '../../shared/export/frus/frus-file.ts';
import { checkSchematron } from '../../shared/export/schematron/check-schematron.ts';
import frusRules from '../../shared/export/schematron/frus.sch?raw';
import { readSchematron } from '../../shared/export/schematron/read-schema.ts';
import { XmlIdentifiers } from '../../shared/export/tei/tei-names.ts';
import { includeGrammars } from '../../shared/export/validation/include-grammars.ts';
import { convertSchema } from '../../shared/export/validation/validate-xml.ts';
import headerTemplate from '../../shared/export/volume/header.xml?raw';
import { filledTemplate, readHeaderTemplate } from '../../shared/export/volume/header-template.ts';
import { readPlacedDocument } from '../../shared/xml/placed-document.ts';
import type { XmlElement } from '../../shared/xml/xml-tree.ts';
import { anyDocument } from '../helpers/tei-arbitraries.ts';
import { findingsOf, hasTeiAll, needsTeiAll } from '../helpers/tei-schemas.ts';
import { documentState, teiOptions, withMetadata } from '../helpers/tei-states.ts';

const rules = readSchematron('FRUS', frusRules, { phase: null, neighbours: new Map() });

const plainHeader = filledTemplate(readHeaderTemplate(headerTemplate, 'header.xml') as XmlElement, {
  title: 'Letter',
  source: 'A letter.',
  editors: ['A. Archivist', 'B. Editor'],
  publisher: 'Nobody',
});

const fileOf = (any: Node): string => {
  const state = documentState(any, withMetadata({ date: { text: 'May 1962', when: '1962-05' } }));
  const { division, entities } = frusDocument(state, teiOptions, { id: 'd1', identifiers: new XmlIdentifiers() });
  return frusFile({ identifier: null, header: plainHeader, entities, content: [division] });
};

const broken = (xml: string): readonly string[] => {
  const placed = readPlacedDocument(xml);
  if ('kind' in placed) return [placed.reason];
  return checkSchematron(placed, rules, { fileName: 'd1.xml', clock: Date.now }).map(
    ({ message, path }) => `${path}: ${message}`,
  );
};

describe('the FRUS edition of any document, in any order of blocks', () => {
  test('keeps to the rules of the dialect, warnings but those of page breaks in the middle cells of a row among them', () => {
    fc.assert(
      fc.property(anyDocument, (any) => {
        expect(broken(fileOf(any)).filter((one) => !/first or last in cell$/.test(one))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('has every page break once, in the order of the document', () => {
    fc.assert(
      fc.property(anyDocument, (any) => {
        const labels: string[] = [];
        any.descendants((node) => {
          if (node.type.name === 'pageAnchor') labels.push(node.attrs.label as string);
        });
        const written = [...fileOf(any).matchAll(/<pb n="(\d+)"/g)].map(([, n]) => n ?? '');
        expect(written).toEqual(labels);
      }),
      { numRuns: 150 },
    );
  });

  test.runIf(hasTeiAll)(
    needsTeiAll('is valid against TEI with the extensions of the dialect'),
    async () => {
      const folder = join(import.meta.dirname, '../../../shared/schema');
      const text = readFileSync(join(folder, 'frus-compat.rng'), 'utf8');
      const all = readFileSync(join(folder, 'tei_all.rng'), 'utf8');
      const grammars = [await convertSchema('FRUS', includeGrammars(text, new Map([['tei_all.rng', all]])))];
      fc.assert(
        fc.property(anyDocument, (any) => {
          expect(findingsOf(fileOf(any), grammars)).toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
    300_000,
  );
});
