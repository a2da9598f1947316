import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { readPaper } from '../../shared/references/collection-references.ts';
import { answeredPapers } from '../../shared/references/document-references.ts';
import { indexPapers, type PaperIndex } from '../../shared/references/resolve-references.ts';
import { withTargets } from '../../shared/references/target-marks.ts';
import type { ReferenceReader } from '../correspondence/reference-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { JobControl } from '../workers/job.ts';
import { fileNames, type MeantEntities, type WithTargets } from './export-edition.ts';

interface Others {
  readonly index: PaperIndex;
  readonly files: ReadonlyMap<DocumentId, string>;
}

/** Certain references lead to the file of the edition of the other document, as an export of the same documents names it. The other documents are
 *  read when the first one names a paper, and not at all when none does.
 *  @param reader of the collection; what it has read before is not read again
 *  @param exported in the order in which they are exported
 *  @param ending of the files, with its dot; or what gives each document its address, by source and id */
export function editionTargets(
  reader: ReferenceReader,
  exported: readonly DocumentId[],
  ending: string | ((source: string, id: DocumentId) => string),
  control: JobControl,
): WithTargets {
  let others: Promise<Others> | null = null;
  const read = async (): Promise<Others> => {
    const { documents, papers } = await reader.read({ ...control, progress: () => undefined });
    const sources = new Map(documents.map(({ id, source }) => [id, source]));
    const nameOf = typeof ending === 'string' ? fileNames(ending) : ending;
    const named = new Set(exported);
    const all = [...exported, ...documents.map(({ id }) => id).filter((id) => !named.has(id))];
    return {
      index: indexPapers(papers.map(({ facts }) => facts)),
      files: new Map(all.map((id) => [id, nameOf(sources.get(id) ?? '', id)])),
    };
  };
  return async (state: DocumentState) => {
    const { facts, named } = readPaper(state.id, state.doc, state.metadata);
    if (named.length === 0) return state;
    others ??= read();
    const { index, files } = await others;
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
