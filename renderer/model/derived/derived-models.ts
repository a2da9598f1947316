import type { Node } from 'prosemirror-model';
import { DerivedDocument } from './derived-document.ts';
import { ProofLines } from './proof-lines.ts';
import { SearchHits } from './search-hits.ts';
import { SuspectMarks } from './suspect-marks.ts';

/** What is computed from the text of an open document, and follows its changes. */
export interface DerivedModels {
  readonly derived: DerivedDocument;
  /** The doubtful words that are marked in it. */
  readonly suspects: SuspectMarks;
  /** What the find bar has found in it. */
  readonly hits: SearchHits;
  /** Its lines, while it is proofread. */
  readonly proof: ProofLines;
}

export function derivedModels(doc: Node, imported: Node): DerivedModels {
  const derived = new DerivedDocument(doc, imported);
  return {
    derived,
    suspects: new SuspectMarks(derived),
    hits: new SearchHits(derived),
    proof: new ProofLines(derived),
  };
}
