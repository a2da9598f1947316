import type { Node } from 'prosemirror-model';
import type { DocumentId } from '../document/identifier.ts';
import { answeredPapers, type DocumentReference, namedPapers } from './document-references.ts';
import { type KnownFacts, type PaperFacts, paperFacts } from './paper-facts.ts';
import { indexPapers, type NamedPaper } from './resolve-references.ts';

/** All that is needed of a document to tie it to the others: small beside its text, and good until it is changed. */
export interface ReadPaper {
  readonly facts: PaperFacts;
  readonly named: readonly NamedPaper[];
}

/** Reads what a document is known by and which papers it names. Linear in its text. */
export function readPaper(id: DocumentId, doc: Node, metadata: KnownFacts): ReadPaper {
  const facts = paperFacts(id, doc, metadata);
  return { facts, named: namedPapers(doc, facts.day) };
}

/** The references of all documents of a collection, by document; each looks for its papers among all of them. */
export function collectionReferences(
  papers: readonly ReadPaper[],
): ReadonlyMap<DocumentId, readonly DocumentReference[]> {
  const index = indexPapers(papers.map(({ facts }) => facts));
  return new Map(papers.map(({ facts, named }) => [facts.id, answeredPapers(named, facts, index)]));
}
