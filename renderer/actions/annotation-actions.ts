import { retold } from '../../shared/translation/retell.ts';
import { plural, t } from '../../shared/translation/translate.ts';
import type { TakenAnnotation } from '../../shared/web-annotation/take-over.ts';
import type { DocumentSession } from '../model/document-session.ts';
import { ask } from '../platform/bridge.ts';
import { showFault } from '../platform/faults.ts';
import { showToast } from '../platform/toast.ts';
import { reloadDocument } from './document-actions.ts';

/** So many reasons are shown at once; a file may have thousands. */
const mostReasons = 5;

/** Takes annotations of a file over into the open document, and tells what became of them. */
export async function importAnnotations(session: DocumentSession): Promise<void> {
  // What is typed but not yet sent is part of the text that the words are looked for in.
  if (!(await session.flush())) return;
  const taken = await ask('edition:import-annotations', { document: session.id });
  if (!taken) return;
  const { annotations } = taken;
  const added = annotations.filter(({ fate }) => fate === 'taken over' || fate === 'moved').length;
  if (added > 0) await reloadDocument();
  const left = annotations.filter(({ fate }) => fate === 'left out');
  if (left.length > 0) return tellLeftOut(left, added);
  const moved = annotations.filter(({ fate }) => fate === 'moved').length;
  const elsewhere = moved === 0 ? '' : t`${moved} of them stood elsewhere than the file says.`;
  showToast(
    added === 0
      ? t`All of them are there already. Nothing was changed.`
      : `${t`${added} taken over.`} ${elsewhere}`.trim(),
  );
}

function tellLeftOut(left: readonly TakenAnnotation[], added: number): void {
  const reasons = left.slice(0, mostReasons).map(({ number, why }) => t`Annotation ${number}: ${retold(why)}`);
  const more = left.length > mostReasons ? [t`And ${left.length - mostReasons} more.`] : [];
  const leftOut = plural(left.length, t`One annotation was left out.`, t`${left.length} annotations were left out.`);
  showFault({
    what: [leftOut, ...reasons, ...more].join(' '),
    kept: added === 0 ? t`Nothing was changed.` : t`${added} were taken over.`,
    next: t`Tag those words by hand, or import the file into the document that it is about.`,
    details: null,
  });
}
