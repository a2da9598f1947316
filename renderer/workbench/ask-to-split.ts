import { anchorName, type PageAnchor } from '../../shared/document/page-anchor.ts';
import { divisionQuestion } from '../session/division-actions.ts';
import type { DocumentSession } from './document-session.ts';

/** Asks whether the document shall be divided before a page anchor. */
export function askToSplit(session: DocumentSession, anchor: PageAnchor): void {
  const { title } = session.facts.get().metadata;
  const page = anchorName(anchor);
  const name = `${title || session.opened.source.name}, from ${page} on`;
  divisionQuestion.set({ kind: 'split', document: session.id, at: anchor.id, page, title: name });
}
