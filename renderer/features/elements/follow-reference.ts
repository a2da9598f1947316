import type { Selection } from 'prosemirror-state';
import { elementsHere } from '../../../shared/edit/element-commands.ts';
import { attributesNow, elementSource } from '../../../shared/tei/element-attributes.ts';
import { referenceTarget } from '../../../shared/tei/reference-target.ts';
import type { SourceIndex } from '../../../shared/tei/source/source-index.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { session as windowSession } from '../../model/session.ts';
import { showToast } from '../../platform/toast.ts';
import { sourceIndexOf } from './source-index-of.ts';

/** What the innermost reference around the caret points at, as the file writes it; null where there is none. */
export function referenceHere(
  session: DocumentSession,
  selection: Selection = session.editor.get().selection,
): string | null {
  if (!session.opened.report.tei) return null;
  for (const placed of elementsHere({ selection })) {
    const { mark } = placed;
    if (mark?.type.name === 'reference') return mark.attrs.target as string | null;
    const name = mark?.type.name ?? selection.$from.nodeAfter?.type.name;
    if (name !== 'carried' && name !== 'carriedPoint') continue;
    const index = sourceIndexOf(session);
    const source = index && elementSource(index, placed.origin);
    const target = source && attributesNow(source, placed.changes).find((one) => one.name === 'target');
    if (target) return target.value;
  }
  return null;
}

/** Leads to what a reference points at: a place of this document, or another one of the collection; says why where it leads nowhere. */
export function followReference(session: DocumentSession, selection?: Selection): void {
  const target = referenceHere(session, selection);
  if (target === null) showToast(t`There is no reference here.`);
  else if (!goToTarget(session, target))
    showToast(
      /^[a-z][a-z0-9+.-]*:/i.test(target)
        ? t`${target} is an address on the network: Anchorite opens none.`
        : t`Nothing was opened: this collection has nothing that “${target}” points at.`,
    );
}

/** @returns whether there is such a place */
function goToTarget(session: DocumentSession, target: string): boolean {
  const index = sourceIndexOf(session);
  const origins = index ? originsById(index) : new Map<string, string>();
  const from = { document: session.id, has: (id: string) => origins.has(id) };
  const found = referenceTarget(target, from, windowSession().collection?.documents ?? []);
  if (found?.kind === 'document') void openDocument(found.document.id, null);
  if (found?.kind !== 'here') return found !== null;
  const range = rangeOfOrigin(session, origins.get(found.id) ?? '');
  return range !== null && goTo({ kind: 'range', ...range });
}

/** The places in the source of all that has an `xml:id`. O(source). */
function originsById({ xml }: SourceIndex): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { index, 1: name = '', 2: quoted = '' } of xml.matchAll(
    /<([^\s<>/!?]+)[^<>]*?\sxml:id\s*=\s*("[^"]*"|'[^']*')/g,
  ))
    if (name !== '') found.set(quoted.slice(1, -1), `e${index}`);
  return found;
}

/** Where the element stands that begins at a place of the source. The body of a note counts, and not its call. */
function rangeOfOrigin(
  session: DocumentSession,
  origin: string,
): { readonly from: number; readonly to: number } | null {
  let found: { from: number; to: number } | null = null;
  const isIt = (attrs: Readonly<Record<string, unknown>>): boolean =>
    typeof attrs.origin === 'string' && (attrs.origin === origin || attrs.origin.startsWith(`${origin}_`));
  session.editor.get().doc.descendants((node, pos) => {
    if (node.type.name === 'noteReference') return;
    if (isIt(node.attrs)) found ??= node.isLeaf ? { from: pos, to: pos } : { from: pos + 1, to: pos + 1 };
    else if (node.marks.some(({ attrs }) => isIt(attrs))) found ??= { from: pos, to: pos + node.nodeSize };
  });
  return found;
}
