import type { DocumentStatus, DocumentType } from '../../../shared/document/metadata.ts';
import type { ColumnId } from '../../../shared/table/table-view.ts';
import { t } from '../../../shared/translation/translate.ts';

/** How far a document is, as a person reads it. */
export const statusWords: Readonly<Record<DocumentStatus, string>> = {
  raw: t`raw`,
  correcting: t`correcting`,
  corrected: t`corrected`,
  proofread: t`proofread`,
  published: t`published`,
};

/** What sort of paper a document is, as a person reads it. */
export const typeWords: Readonly<Record<DocumentType, string>> = {
  telegram: t`telegram`,
  letter: t`letter`,
  memorandum: t`memorandum`,
  message: t`message`,
  other: t`other`,
};

const columnWords: Readonly<Partial<Record<ColumnId, Readonly<Record<string, string>>>>> = {
  status: statusWords,
  type: typeWords,
};

/** What documents have in a column, as a person reads it; empty where they have nothing there. */
export const wordOfValue = (column: ColumnId, value: string): string => columnWords[column]?.[value] ?? value;
