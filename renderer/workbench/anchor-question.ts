import type { PageAnchor } from '../../shared/document/page-anchor.ts';
import { createStore } from '../store.ts';

/** What a person is asked of a page anchor just now. */
export type AnchorQuestion = { readonly kind: 'add' } | { readonly kind: 'relabel'; readonly anchor: PageAnchor };

export const anchorQuestion = createStore<AnchorQuestion | null>(null);

export const askForAnchor = (question: AnchorQuestion): void => anchorQuestion.set(question);
