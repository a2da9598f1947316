import type { Node } from 'prosemirror-model';
import type { AnnotationAct, AnnotationKind, AnnotationState } from '../../shared/document/annotation.ts';
import type { DocumentState, Version } from '../../shared/document/document-state.ts';
import { type AnnotationId, actId, type DocumentId, type GroupId } from '../../shared/document/identifier.ts';
import { type DocumentMetadata, emptyMetadata } from '../../shared/document/metadata.ts';
import type { TeiOptions } from '../../shared/export/tei/edition-plan.ts';
import { teiEdition } from '../../shared/export/tei/tei-edition.ts';

const time = '2026-01-05T10:00:00.000Z';

export const importVersion: Version = {
  number: 1,
  name: 'Import',
  automatic: true,
  seq: 1,
  time,
  editor: 'AA',
  status: 'raw',
};

/** The state of a document right after an import, but for what is given. */
export function documentState(doc: Node, given: Partial<DocumentState> = {}): DocumentState {
  return {
    id: 'd1' as DocumentId,
    seq: 1,
    doc,
    imported: doc,
    source: { name: 'letter.txt', bytes: 1200, sha256: 'ab'.repeat(32), encoding: 'utf-8' },
    report: { recognitions: [], remarks: [], setAside: [] },
    metadata: { ...emptyMetadata, title: 'Letter' },
    status: 'raw',
    annotations: new Map(),
    edits: new Map(),
    versions: [importVersion],
    pages: [],
    readings: [],
    reviews: [],
    zones: [],
    conflicts: [],
    changed: { time, editor: 'AA' },
    ...given,
  };
}

export const teiOptions: TeiOptions = {
  profile: 'tei',
  application: { name: 'Anchorite', version: '0.1.0' },
  editors: [{ name: 'A. Archivist', siglum: 'AA' }],
  sourceText: '',
};

/** An annotation as the journal leaves it right after it was made. */
export function annotationState(
  id: string,
  as: AnnotationKind,
  given: Partial<AnnotationState> = {},
  acts: readonly AnnotationAct[] = [],
): readonly [AnnotationId, AnnotationState] {
  const annotation = id as AnnotationId;
  const created: AnnotationAct = { kind: 'created', id: annotation, as, text: 'words' };
  const group = `g${id}` as GroupId;
  const history = [created, ...acts].map((act, index) => ({
    id: actId(group, index),
    act,
    group,
    editor: 'AA',
    time,
    seq: index + 2,
    undone: false,
  }));
  return [
    annotation,
    { id: annotation, as, comment: '', entity: null, type: null, withdrawn: false, history, ...given },
  ];
}

/** The edition of a document. */
export const editionOf = (doc: Node, given: Partial<DocumentState> = {}, options: Partial<TeiOptions> = {}): string =>
  teiEdition(documentState(doc, given), { ...teiOptions, ...options });

export const withMetadata = (metadata: Partial<DocumentMetadata>): Partial<DocumentState> => ({
  metadata: { ...emptyMetadata, title: 'Letter', ...metadata },
});

/** What stands inside the `div` of the document, as written. */
export function divisionOf(xml: string): string {
  const start = xml.indexOf('>', xml.indexOf('<div type="document"')) + 1;
  return xml.slice(start, xml.lastIndexOf('</div>')).replace(/^\n/, '').replace(/^ {4}/gm, '').trimEnd();
}
