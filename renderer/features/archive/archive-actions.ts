import type { FactsTemplate, TemplateAct } from '../../../shared/archive/collection-desk.ts';
import type { Description, TakenTable } from '../../../shared/archive/description.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DrawnLine, SecondReading, Settling } from '../../../shared/contract/payloads/proofreading.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ArchiveFacts } from '../../../shared/document/metadata.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import { mergeRows } from '../../model/rows.ts';
import { patchSession, session } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';

/** Sets facts of documents, and offers to take that back. */
export async function describe(documents: readonly DocumentId[], facts: ArchiveFacts): Promise<Description | null> {
  const reply = await ask('archive:describe', { documents, facts });
  if (!reply) return null;
  mergeRows(reply.rows);
  tell(reply.outcome);
  return reply.outcome;
}

/** Asks for a table and sets what it says. Null when the person cancelled, or it cannot be read. */
export async function importTable(): Promise<TakenTable | null> {
  const reply = await ask('archive:import-table', null);
  if (!reply) return null;
  mergeRows(reply.rows);
  tell(reply.outcome);
  return reply.outcome;
}

export async function exportTable(documents: readonly DocumentId[]): Promise<void> {
  const file = await ask('archive:export-table', { documents });
  const { length } = documents;
  if (file)
    showToast(
      plural(
        length,
        t`The facts of ${length} document are in ${file}.`,
        t`The facts of ${length} documents are in ${file}.`,
      ),
    );
}

export const loadTemplates = async (): Promise<readonly FactsTemplate[]> =>
  (await ask('archive:templates', null)) ?? [];

/** @returns the templates of the collection now; null when nothing was kept */
export const keepTemplate = async (act: TemplateAct): Promise<readonly FactsTemplate[] | null> =>
  (await ask('archive:keep-template', act)) ?? null;

export const loadSecondReading = async (document: DocumentId): Promise<SecondReading | null> =>
  (await ask('archive:second-reading', { document })) ?? null;

/** @returns the lines; null when none could be drawn */
export const drawSample = async (
  documents: readonly DocumentId[],
  lines: number,
  seed: number,
): Promise<readonly DrawnLine[] | null> => (await ask('archive:draw-sample', { documents, lines, seed })) ?? null;

/** @returns whether it is assigned now */
export async function assignReader(document: DocumentId, reader: string): Promise<boolean> {
  return showRows(await ask('archive:assign', { document, reader }));
}

/** @returns whether it is over */
export async function endReading(document: DocumentId, how: 'settled' | 'withdrawn'): Promise<boolean> {
  return showRows(await ask('archive:end-reading', { document, how }));
}

/** @returns where the readers stand now; null when it was not settled */
export const settleReading = async (document: DocumentId, settling: Settling): Promise<SecondReading | null> =>
  (await ask('archive:settle-reading', { document, settling })) ?? null;

/** The table, after documents came or went. */
function showRows(documents: readonly DocumentSummary[] | undefined): boolean {
  const { collection } = session();
  if (documents && collection) patchSession({ collection: { ...collection, documents } });
  return documents !== undefined;
}

function tell({ changed, same }: Description): void {
  const described = counted(changed.length, 'document');
  const sentence =
    same === 0 ? t`${described} described.` : t`${described} described; ${counted(same, 'document')} said so already.`;
  const action = { label: t`Undo`, run: () => void takeBack() };
  showToast(sentence, changed.length > 0 ? action : null);
}

async function takeBack(): Promise<void> {
  const reply = await ask('archive:take-back', null);
  if (!reply) return;
  mergeRows(reply.rows);
  const { changed, left } = reply.outcome;
  const { length } = changed;
  const back = plural(
    length,
    t`The facts of ${length} document are as they were before.`,
    t`The facts of ${length} documents are as they were before.`,
  );
  const stays = t`${counted(left.length, 'document')} changed since, and that stays.`;
  showToast(left.length === 0 ? back : `${back} ${stays}`);
}
