import type { BranchSummary, DocumentRecovery, KeptBranches } from '../../shared/contract/recovery.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { JournalRecord } from '../../shared/journal/record.ts';
import type { Collection } from '../storage/collection.ts';
import type { DocumentBranch, DocumentBranches } from '../storage/document-branches.ts';

/** What can be read of a document, in lines of changes. Reads all of its journals and changes nothing. */
export async function documentRecovery(collection: Collection, id: DocumentId): Promise<DocumentRecovery> {
  return recoveryOf(await collection.branches(id));
}

function recoveryOf({ commonSeq, branches, adrift }: DocumentBranches): DocumentRecovery {
  // Two lines that cannot be repeated to where they part are one.
  const byTip = new Map(branches.map((branch) => [branch.tip, summaryOf(branch, commonSeq)]));
  return { commonSeq, branches: [...byTip.values()], adrift };
}

function summaryOf({ tip, records, editor, time }: DocumentBranch, commonSeq: number): BranchSummary {
  const own = records.slice(commonSeq);
  return { tip, records: records.length, ownRecords: own.length, ownEdits: own.filter(isEdit).length, editor, time };
}

const isEdit = ({ kind }: JournalRecord): boolean => kind === 'steps' || kind === 'anchor' || kind === 'annotation';

/** Makes documents of lines of changes: the first takes the place of the old document, whose folder is kept whole in
 *  `recovered/`; the others stand beside it. What is interrupted leaves the old document where it is.
 *  @param tips of branches of the document; at least one
 *  @throws as `Collection.salvage` */
export async function keepBranches(
  collection: Collection,
  id: DocumentId,
  tips: readonly string[],
): Promise<KeptBranches> {
  const found = await collection.branches(id);
  const recovery = recoveryOf(found);
  const source = found.branches[0]?.state.source.name ?? id;
  const documents: DocumentId[] = [];
  let kept = '';
  // The one that replaces comes last: until then the old document is in the list.
  for (const [index, tip] of [...tips.entries()].reverse()) {
    const salvaged = await collection.salvage(id, { tip, replace: index === 0 });
    documents.unshift(salvaged.id);
    if (salvaged.kept !== null) kept = salvaged.kept;
  }
  const chosen = tips.map((tip) => recovery.branches.find((branch) => branch.tip === tip)).filter(isThere);
  return { documents, sentences: [keptSentence(`“${source}”`, recovery, chosen, kept)] };
}

const isThere = (branch: BranchSummary | undefined): branch is BranchSummary => branch !== undefined;

function keptSentence(
  name: string,
  { branches, adrift }: DocumentRecovery,
  chosen: readonly BranchSummary[],
  kept: string,
): string {
  const ends = chosen.map(branchEnd).join(' and ');
  const adriftPart =
    adrift === 0 ? '' : `; ${adrift} later ${adrift === 1 ? 'change' : 'changes'} could not be joined to it`;
  if (branches.length === 1)
    return `What can be read of ${name}, up to ${ends}, is a new document in its place${adriftPart}; the damaged one is kept whole in ${kept}.`;
  const others = branches.length - chosen.length;
  const left =
    others === 0
      ? ''
      : `${others === 1 ? 'the line that was not taken is' : `the ${others} lines that were not taken are`} among `;
  if (chosen.length === 1)
    return `${name} goes on with the line that ends with ${ends}${adriftPart}; ${left}the old files, which are kept whole in ${kept}.`;
  return `${chosen.length} lines of changes to ${name} are documents of their own now, ending with ${ends}${adriftPart}; ${left}${others === 0 ? 'the old files are' : 'the old files, which are'} kept whole in ${kept}.`;
}

/** Which line is meant, as part of a sentence. */
const branchEnd = ({ records, editor, time }: BranchSummary): string => `change ${records} (${editor}, ${time})`;
