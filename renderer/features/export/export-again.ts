import type { EditionShape, ExportFormat } from '../../../shared/contract/payloads/edition.ts';
import type { StateName } from '../../../shared/contract/payloads/versions.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ReadingView } from '../../../shared/export/reading/reading-marks.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { openPanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';

/** What was exported last, and as what. */
export interface LastExport {
  readonly documents: readonly DocumentId[];
  readonly format: ExportFormat;
  readonly view: ReadingView | null;
  readonly shape: EditionShape;
  readonly template: 'usual' | 'chosen';
  readonly versions: readonly [StateName, StateName] | null;
}

/** Null before the first export since the window was opened. */
export const lastExport = createStore<LastExport | null>(null);

/** Writes a document again as it was written last, over its file in the same folder. One that was not written before, so that somebody
 *  else's file could stand there, is asked about in the panel. */
export async function exportAgain(session: DocumentSession): Promise<void> {
  const last = lastExport.get();
  const documents = [session.id];
  if (!(await session.flush())) return;
  if (!last?.documents.includes(session.id)) return openPanel({ kind: 'export', documents, checkAtOnce: false });
  const { format, view, shape, template, versions } = last;
  const written = await ask('edition:export', {
    documents,
    format,
    view,
    shape,
    writeInvalid: false,
    overwrite: true,
    template,
    ...(versions && { versions }),
  });
  if (written?.kind !== 'written') return;
  const isWritten = written.documents.some(({ kind }) => kind !== 'not valid');
  if (isWritten) showToast(t`Exported again to ${written.folder}`);
  else openPanel({ kind: 'export', documents, checkAtOnce: true });
}
