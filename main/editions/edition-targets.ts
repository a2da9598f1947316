import type { DocumentId } from '../../shared/document/identifier.ts';
import { readPaper } from '../../shared/references/collection-references.ts';
import { answeredPapers } from '../../shared/references/document-references.ts';
import { indexPapers } from '../../shared/references/resolve-references.ts';
import { withTargets } from '../../shared/references/target-marks.ts';
import { ReferenceReader } from '../correspondence/reference-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { JobControl } from '../workers/job.ts';
import { fileNames, type MeantEntities, type WithTargets } from './export-edition.ts';

/** Certain references lead to the file of the edition of the other document, as an export of the same documents names it.
 *  @param exported in the order in which they are exported */
export async function editionTargets(
  collection: Collection,
  exported: readonly DocumentId[],
  control: JobControl,
): Promise<WithTargets> {
  const { documents, papers } = await new ReferenceReader(collection).read(control);
  const index = indexPapers(papers.map(({ facts }) => facts));
  const sources = new Map(documents.map(({ id, source }) => [id, source]));
  const nameOf = fileNames('.xml');
  const named = new Set(exported);
  const others = documents.map(({ id }) => id).filter((id) => !named.has(id));
  const files = new Map([...exported, ...others].map((id) => [id, nameOf(sources.get(id) ?? '', id)]));
  return (state) => {
    // Read anew, because the document may have changed since.
    const { facts, named } = readPaper(state.id, state.doc, state.metadata);
    const targets = answeredPapers(named, facts, index).flatMap(({ start, end, targets: ids }) => {
      const [only] = ids;
      const file = ids.length === 1 && only !== undefined ? files.get(only) : undefined;
      return file === undefined ? [] : [{ start, end, target: file }];
    });
    return targets.length === 0 ? state : { ...state, doc: withTargets(state.doc, targets) };
  };
}

/** What the ids of entities in tags mean now. */
export async function meantEntities(collection: Collection): Promise<MeantEntities> {
  const ledger = await collection.entities.ledger();
  return (id) => ledger.get(id);
}
