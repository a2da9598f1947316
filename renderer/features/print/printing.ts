import type { Printed } from '../../../shared/contract/payloads/edition.ts';
import type { SeenMap } from '../../../shared/contract/payloads/entities.ts';
import type { PrintedReport } from '../../../shared/export/html/report-html.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openedDocument } from '../../actions/document-actions.ts';
import { session } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { printedCorrespondence } from '../correspondence/correspondence-view.ts';
import { seenOfMap } from '../entities/seen-map.ts';

/** What can be printed just now: the report of a panel lies over the document. */
type Printable =
  | { readonly kind: 'document'; readonly title: string }
  | { readonly kind: 'report'; readonly report: PrintedReport }
  | { readonly kind: 'correspondence'; readonly title: string }
  | { readonly kind: 'map'; readonly title: string; readonly view: SeenMap };

/** What the dialog asks about; null while it is closed. */
export const printQuestion = createStore<Printable | null>(null);

const reportPanels: ReadonlySet<string> = new Set([
  'statistics',
  'import',
  'vocabulary',
  'conflicts',
  'export',
  'guide',
]);

/** What would be printed now; null when nothing can be. */
export function printable(): Printable | null {
  const { panel, screen } = session();
  const map = panel?.kind === 'entities' ? seenOfMap.get() : null;
  if (map) return { kind: 'map', title: t`Map of the places`, view: map };
  if (panel?.kind === 'correspondence' && printedCorrespondence())
    return { kind: 'correspondence', title: t`Correspondence` };
  if (panel && reportPanels.has(panel.kind)) {
    const shown = [...document.querySelectorAll<HTMLElement>('section[data-keyboard-home][aria-label]')].at(-1);
    const report = shown && reportOf(shown);
    if (report && report.sections.length > 0) return { kind: 'report', report };
  }
  if (screen.kind !== 'workbench') return null;
  return { kind: 'document', title: screen.document.facts.get().metadata.title || t`Untitled` };
}

export const askToPrint = (): void => printQuestion.set(printable());

const mostRows = 10_000;

/** The headings and lines of a panel, as they are shown: rows of tables by their cells, everything else a line. */
function reportOf(panel: HTMLElement): PrintedReport {
  const sections: { heading: string; rows: string[][] }[] = [];
  const current = () => sections.at(-1) ?? sections[sections.push({ heading: '', rows: [] }) - 1];
  const parts = panel.querySelectorAll<HTMLElement>('h3, h4, caption, tr, li, p, dt, dd');
  for (const part of [...parts].slice(0, mostRows)) {
    if (part.parentElement?.closest('tr, li') || !part.checkVisibility()) continue;
    const text = wordsOf(part);
    if (text === '') continue;
    if (part.matches('h3, h4, caption')) sections.push({ heading: text, rows: [] });
    else if (part.matches('tr')) current()?.rows.push([...part.children].map(wordsOf));
    else if (part.matches('dd')) current()?.rows.at(-1)?.push(text);
    else current()?.rows.push([text]);
  }
  return {
    title: panel.getAttribute('aria-label') ?? t`Report`,
    sections: sections.filter(({ heading, rows }) => heading !== '' || rows.length > 0),
  };
}

const longestCell = 2_000;

const wordsOf = (element: Element): string =>
  (element instanceof HTMLElement ? element.innerText : (element.textContent ?? ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longestCell);

/** Prints, with what is typed but not yet sent, and says what became of it. */
export async function print(what: Printed, to: 'paper' | 'pdf'): Promise<void> {
  if (!(await (openedDocument()?.flush() ?? Promise.resolve(true)))) return;
  const outcome = await ask('edition:print', { what, to });
  if (!outcome) return;
  showToast(outcome.file === null ? t`Sent to the printer.` : t`Saved as ${outcome.file}`);
}
