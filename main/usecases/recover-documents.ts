import type { BranchSummary, DocumentRecovery, KeptBranches } from '../../shared/contract/payloads/recovery.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { JournalRecord } from '../../shared/journal/record.ts';
import { countedInEnglish, inEnglish } from '../../shared/translation/retell.ts';
import type { CheckFinding, CheckReport, TroubledDocument } from '../storage/collection/check-documents.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { DocumentBranch, DocumentBranches } from '../storage/document/document-branches.ts';

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
  const later = countedInEnglish(adrift, 'later change');
  if (branches.length === 1)
    return adrift === 0
      ? inEnglish`What can be read of ${name}, up to ${ends}, is a new document in its place; the damaged one is kept whole in ${kept}.`
      : inEnglish`What can be read of ${name}, up to ${ends}, is a new document in its place; ${later} could not be joined to it; the damaged one is kept whole in ${kept}.`;
  const others = branches.length - chosen.length;
  const left = leftInWords(others, chosen.length === 1, kept);
  const isJoined = adrift === 0;
  if (chosen.length === 1)
    return isJoined
      ? inEnglish`${name} goes on with the line that ends with ${ends}; ${left}.`
      : inEnglish`${name} goes on with the line that ends with ${ends}; ${later} could not be joined to it; ${left}.`;
  return isJoined
    ? inEnglish`${chosen.length} lines of changes to ${name} are documents of their own now, ending with ${ends}; ${left}.`
    : inEnglish`${chosen.length} lines of changes to ${name} are documents of their own now, ending with ${ends}; ${later} could not be joined to it; ${left}.`;
}

/** What became of the old files, and of the lines in them that were not taken. */
function leftInWords(others: number, isAlone: boolean, kept: string): string {
  if (others === 1)
    return inEnglish`the line that was not taken is among the old files, which are kept whole in ${kept}`;
  if (others > 1)
    return inEnglish`the ${others} lines that were not taken are among the old files, which are kept whole in ${kept}`;
  return isAlone
    ? inEnglish`the old files, which are kept whole in ${kept}`
    : inEnglish`the old files are kept whole in ${kept}`;
}

/** Which line is meant, as part of a sentence. */
const branchEnd = ({ records, editor, time }: BranchSummary): string =>
  inEnglish`change ${records} (${editor}, ${time})`;

/** What is to become of documents that have several lines of changes. */
export interface BranchChoice {
  /** Beginnings of the hashes that name branches. Of a document with several named ones each becomes a document. */
  readonly named: readonly string[];
  /** Whether every line of the other documents becomes a document. */
  readonly all: boolean;
}

/** A document that needs a person's word, a salvage or a backup, with what can be read of it. */
export interface NeededRepair extends TroubledDocument {
  readonly recovery: DocumentRecovery;
  /** Branches that are to be kept; none when nothing can be done, or it is not said which. */
  readonly keep: readonly string[];
}

/** What a repair did. */
export interface RepairReport {
  /** What was found, and what of it is found still. */
  readonly before: CheckReport;
  readonly after: CheckReport;
  readonly salvaged: readonly (KeptBranches & { readonly document: DocumentId })[];
  /** Documents that were left as they are. */
  readonly left: readonly NeededRepair[];
  /** Files that can be made again and were, or were put away. */
  readonly tidied: readonly CheckFinding[];
}

type RepairOutcome =
  | { readonly kind: 'repaired'; readonly report: RepairReport }
  | { readonly kind: 'no such branch'; readonly name: string }
  | { readonly kind: 'ambiguous branch'; readonly name: string };

/** Does all that can be done without guessing: what can be read of each damaged document takes its place; of several lines
 *  of changes those are kept that a person named; files that can be made again are made again. Nothing is lost: the folder of a
 *  document that was replaced is kept whole.
 *  @throws as `Collection.salvage` */
export async function repairCollection(collection: Collection, choice: BranchChoice): Promise<RepairOutcome> {
  const before = await collection.check();
  const planned = await plannedRepairs(collection, before, choice);
  if (planned.kind !== 'planned') return planned;
  const salvaged: (KeptBranches & { readonly document: DocumentId })[] = [];
  for (const { document, keep } of planned.repairs)
    if (keep.length > 0) salvaged.push({ document, ...(await keepBranches(collection, document, keep)) });
  const left = planned.repairs.filter(({ keep }) => keep.length === 0);
  const tidied = await collection.tidy();
  return { kind: 'repaired', report: { before, after: await collection.check(), salvaged, left, tidied } };
}

type Planned =
  | { readonly kind: 'planned'; readonly repairs: readonly NeededRepair[] }
  | Exclude<RepairOutcome, { readonly kind: 'repaired' }>;

/** What a repair would do with the documents that a check found in trouble. Changes nothing. */
export async function plannedRepairs(
  collection: Collection,
  { troubled }: CheckReport,
  { named, all }: BranchChoice,
): Promise<Planned> {
  const found: { readonly troubled: TroubledDocument; readonly recovery: DocumentRecovery }[] = [];
  for (const one of troubled) found.push({ troubled: one, recovery: await documentRecovery(collection, one.document) });
  const tips = found.flatMap(({ recovery }) => recovery.branches.map(({ tip }) => tip));
  const chosen = new Set<string>();
  for (const name of named) {
    const [tip, ...others] = tips.filter((one) => one.startsWith(name));
    if (tip === undefined) return { kind: 'no such branch', name };
    if (others.length > 0) return { kind: 'ambiguous branch', name };
    chosen.add(tip);
  }
  const repairs = found.map(({ troubled: one, recovery }) => ({ ...one, recovery, keep: kept(recovery, chosen, all) }));
  return { kind: 'planned', repairs };
}

function kept({ branches }: DocumentRecovery, chosen: ReadonlySet<string>, all: boolean): readonly string[] {
  const tips = branches.map(({ tip }) => tip);
  const named = tips.filter((tip) => chosen.has(tip));
  if (named.length > 0) return named;
  // Which of several a person means is not for the program to say.
  return all || tips.length === 1 ? tips : [];
}
