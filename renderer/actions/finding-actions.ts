import { Step } from 'prosemirror-transform';
import type { FixedFinding } from '../../shared/contract/calls/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { schema } from '../../shared/document/schema.ts';
import { ownGroup } from '../../shared/edit/undo-history.ts';
import type { Finding, QuickFix } from '../../shared/export/validation/validate-xml.ts';
import { retold } from '../../shared/translation/retell.ts';
import { t } from '../../shared/translation/translate.ts';
import type { DocumentSession } from '../model/document-session.ts';
import type { Place } from '../model/places.ts';
import { ask } from '../platform/bridge.ts';
import { openDocument, openedDocument } from './document-actions.ts';

/** Leads to a finding in the text. */
export const showFinding = (document: DocumentId, finding: Finding): Promise<void> =>
  openDocument(document, placeOfFinding(finding));

const placeOfFinding = ({ range, nearestId }: Finding): Place | null => {
  if (range) return { kind: 'range', ...range };
  return nearestId === null ? null : { kind: 'id', id: nearestId };
};

/** Does what a rule offers, in the text of the document, which is opened for it: an act of its own, which undo takes back.
 *  @param seq the number of the state that was checked
 *  @returns why it was not done, as a sentence; null when it was */
export async function fixFinding(
  document: DocumentId,
  seq: number,
  finding: Finding,
  { edits }: QuickFix,
): Promise<string | null> {
  if (openedDocument()?.id !== document) await showFinding(document, finding);
  const open = openedDocument();
  if (open?.id !== document || !(await open.flush())) return t`The document is not open, so nothing was fixed.`;
  if (open.readOnly !== null) return retold(open.readOnly);
  const { doc } = open.editor.get();
  const fixed = await ask('edition:fix', { document, seq, edits: [...edits] });
  if (!fixed) return t`Nothing was fixed.`;
  if (fixed.kind === 'left') return retold(fixed.sentence);
  const isSame = openedDocument() === open && open.editor.get().doc === doc;
  return isSame && didSteps(open, fixed) ? null : t`The text was changed meanwhile, so nothing was fixed.`;
}

const didSteps = (open: DocumentSession, { steps }: Extract<FixedFinding, { readonly kind: 'steps' }>): boolean =>
  open.run((state, dispatch) => {
    const transaction = state.tr.setMeta(ownGroup, true);
    for (const json of steps) if (transaction.maybeStep(Step.fromJSON(schema, json)).failed) return false;
    dispatch?.(transaction);
    return true;
  });
