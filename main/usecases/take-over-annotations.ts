import type { Reply } from '../../shared/contract/ipc.ts';
import type { TakenAnnotations } from '../../shared/contract/payloads/edition.ts';
import type { StepJson } from '../../shared/document/document-state.ts';
import { newGroupId } from '../../shared/document/identifier.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { type ReadAnnotation, readAnnotationPage } from '../../shared/web-annotation/read-annotation-page.ts';
import { takeOver } from '../../shared/web-annotation/take-over.ts';
import { outsideFileSentence, readOutsideFile } from '../storage/disk/outside-file.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';

/** The largest file of annotations that is read, in bytes. */
const mostBytes = 64 * 1024 * 1024;

/** Reads a file of Web Annotations. */
export async function readAnnotationFile(file: string): Promise<Reply<readonly ReadAnnotation[]>> {
  const read = await readOutsideFile(file, mostBytes);
  if (read.kind !== 'read') return refused(outsideFileSentence(read, file));
  const decoded = decodeText(read.bytes, { maxBytes: mostBytes });
  if (decoded.kind !== 'text') return refused(inEnglish`“${read.name}” could not be read: it is no text.`);
  const page = readAnnotationPage(decoded.text);
  if (page.kind === 'fault') return refused(inEnglish`“${read.name}” could not be read: ${page.reason}.`);
  return { ok: true, value: page.annotations };
}

const refused = (what: string): Reply<never> => ({
  ok: false,
  fault: {
    what,
    kept: inEnglish`Nothing was changed.`,
    next: inEnglish`Choose a file of Web Annotations (JSON-LD) that you may read.`,
    details: null,
  },
});

/** Takes annotations of a file over into a document, in one act of undo.
 *  @param dryRun tells what would become of each, and changes nothing */
export async function takeOverAnnotations(
  store: DocumentStore,
  annotations: readonly ReadAnnotation[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<Reply<TakenAnnotations>> {
  const { state } = store;
  const taken = takeOver(state, annotations);
  const title = state.metadata.title || state.source.name;
  const isChange = taken.annotations.length > 0 || taken.zones.length > 0;
  if (isChange && !dryRun) {
    if (store.readOnly !== null) {
      const next = inEnglish`Open the collection for writing, and try again.`;
      return { ok: false, fault: { what: store.readOnly, kept: inEnglish`Nothing was changed.`, next, details: null } };
    }
    const keeper = new VersionKeeper(store);
    const steps = taken.steps.map((step) => step.toJSON() as StepJson);
    const { annotations: acts, zones } = taken;
    await store.append(state.seq, [
      { group: newGroupId(), steps, annotations: acts, ...(zones.length > 0 && { zones }) },
    ]);
    await keeper.finish();
  }
  return { ok: true, value: { document: store.id, title, annotations: taken.outcome } };
}
