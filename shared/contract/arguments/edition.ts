import * as v from 'valibot';
import type { EditionCalls } from '../calls/edition.ts';
import { exportFormats } from '../payloads/edition.ts';
import { type ArgumentsOf, documentId, documentIds, nothing } from './checks.ts';

/** What each of its channels takes, checked before anything runs. */
export const editionArguments: ArgumentsOf<EditionCalls> = {
  'edition:check': v.strictObject({ documents: documentIds }),
  'edition:export': v.strictObject({
    documents: documentIds,
    format: v.picklist(exportFormats),
    view: v.nullable(v.picklist(['reading', 'diplomatic'])),
    writeInvalid: v.boolean(),
    overwrite: v.boolean(),
  }),
  'edition:import-annotations': v.strictObject({ document: documentId }),
  'edition:show-in-folder': nothing,
};
