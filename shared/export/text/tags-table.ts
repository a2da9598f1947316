import { type AnnotationRange, annotationRanges } from '../../document/annotation.ts';
import type { DocumentState } from '../../document/document-state.ts';
import { anchorName, anchorsOf } from '../../document/page-anchor.ts';
import { readingOf } from '../../document/reading.ts';
import { csvTable } from '../../text/csv-table.ts';
import type { EntityLookUp } from '../reading/edition-names.ts';

/** The columns of the table of tags. */
const columns = [
  'document',
  'title',
  'number',
  'date',
  'tag',
  'kind',
  'text',
  'pages',
  'comment',
  'editor',
  'made',
  'entity',
  'entity name',
  'born',
  'died',
  'identifiers',
];

type TaggedState = Pick<DocumentState, 'id' | 'doc' | 'metadata' | 'source' | 'annotations'>;

/** The tags of a document as CSV (RFC 4180), a row a tag, in the order of the text. Those that were withdrawn, or whose words are gone, are not
 *  in it. `pages` are those that the words stand on, of every sequence that has begun there. A value with which a spreadsheet would reckon begins with an
 *  apostrophe.
 *  @param entities what the ids of entities mean; no tag means one when not given */
export function tagsTable(state: TaggedState, entities: EntityLookUp = () => null): string {
  const { doc, metadata } = state;
  const byTag = new Map<string, AnnotationRange[]>();
  for (const range of annotationRanges(doc)) byTag.set(range.id, [...(byTag.get(range.id) ?? []), range]);
  const pages = anchorsOf(doc);
  const rows = [...byTag].map(([id, ranges]) => {
    const known = state.annotations.get(id as AnnotationRange['id']);
    const created = known?.history[0];
    const entity = known && known.entity !== null ? entities(known.entity) : null;
    const from = ranges[0]?.from ?? 0;
    const latest = new Map<string, string>();
    for (const { pos, anchor } of pages) if (pos < from) latest.set(anchor.kind, anchorName(anchor));
    return [
      state.id,
      metadata.title || state.source.name,
      metadata.number,
      metadata.date?.when ?? metadata.date?.text ?? '',
      id,
      ranges[0]?.as ?? '',
      ranges.map((range) => readingOf(doc, range.from, range.to)).join(' … '),
      [...latest.values()].join('; '),
      known?.comment ?? '',
      created?.editor ?? '',
      created?.time ?? '',
      entity?.id ?? '',
      entity?.name ?? '',
      entity?.born ?? '',
      entity?.died ?? '',
      (entity?.identifiers ?? []).map(({ authority, value }) => `${authority}:${value}`).join('; '),
    ].map(harmless);
  });
  return csvTable(columns, rows);
}

/** Spreadsheets take what begins so for a formula. */
const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
