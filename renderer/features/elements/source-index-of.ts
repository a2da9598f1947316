import { SourceIndex } from '../../../shared/tei/source/source-index.ts';
import type { DocumentSession } from '../../model/document-session.ts';

const indices = new WeakMap<DocumentSession, SourceIndex>();

/** The source of an imported TEI file beside the document; null for a document that came from anything else, or whose file is gone. Made when it
 *  is asked for first, in O(source). */
export function sourceIndexOf(session: DocumentSession): SourceIndex | null {
  const { tei } = session.opened.report;
  const xml = session.opened.sourceText;
  if (!tei || xml === '') return null;
  const index = indices.get(session) ?? new SourceIndex(xml, tei, session.imported);
  indices.set(session, index);
  return index;
}
