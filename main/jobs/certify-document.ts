import { type Certificate, certificateLines, certificateOf } from '../../shared/document/certificate.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentStatus } from '../../shared/document/metadata.ts';
import type { DocumentStore } from '../storage/document-store.ts';

/** The certificate of one document of a collection. */
export interface CertifiedDocument extends Certificate {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  readonly status: DocumentStatus;
  /** The certificate as sentences, a line a page. */
  readonly sentences: readonly string[];
}

/** Says of a document who read what, when, and how much was found to be wrong.
 *  @param nameOf what an editor is called, by siglum */
export function certifyDocument(store: DocumentStore, nameOf: (siglum: string) => string): CertifiedDocument {
  const { state } = store;
  const certificate = certificateOf(state);
  return {
    document: store.id,
    title: state.metadata.title,
    source: state.source.name,
    status: state.status,
    ...certificate,
    sentences: certificateLines(certificate, nameOf),
  };
}
