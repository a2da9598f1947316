import { pageHtml } from './html-page.ts';
import { builtInTemplates, type Templates } from './template-set.ts';

/** Blocks of two versions that stand beside each other, as runs of words. */
export interface VersionRow {
  readonly kind: 'same' | 'changed';
  readonly runs: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[];
}

interface VersionsPage {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly application: { readonly name: string; readonly version: string };
  /** What people call the two. */
  readonly older: string;
  readonly newer: string;
  /** How many runs of words differ. */
  readonly changes: number;
  readonly rows: readonly VersionRow[];
  /** The program's own when not given. */
  readonly templates?: Templates;
}

/** Two versions of a document beside each other, word by word, as one HTML page that needs no script and no network. Pure, O(words). */
export function versionsPage({
  title,
  language,
  application,
  older,
  newer,
  changes,
  rows,
  ...given
}: VersionsPage): string {
  const { templates = builtInTemplates } = given;
  const body = templates.fill('html/versions.html', {
    title,
    older,
    newer,
    isEqual: changes === 0,
    changes: changes === 1 ? 'One place differs' : `${changes} places differ`,
    rows: rows.map(({ kind, runs }) => ({
      isChanged: kind === 'changed',
      runs: runs.map((run) => ({
        isSame: run.kind === 'same',
        isRemoved: run.kind === 'removed',
        isAdded: run.kind === 'added',
        text: run.text,
      })),
    })),
  });
  const style = `${templates.fill('html/style.css', {})}\n${templates.fill('html/versions.css', {})}`;
  return pageHtml({ title: `${title}: versions`, language, application, style, body, scripts: false });
}
