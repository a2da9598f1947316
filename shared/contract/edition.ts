import type { DocumentId } from '../document/identifier.ts';
import type { Finding } from '../export/validation/finding.ts';

/** What became of one document of an export. */
export type ExportedDocument =
  | {
      readonly kind: 'written';
      readonly document: DocumentId;
      readonly file: string;
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: 'not valid';
      readonly document: DocumentId;
      readonly title: string;
      readonly findings: readonly Finding[];
    };

export interface ExportOutcome {
  /** The folder that was written to. */
  readonly folder: string;
  readonly documents: readonly ExportedDocument[];
  readonly cancelled: boolean;
}
