import type { Node } from 'prosemirror-model';
import type { Step } from 'prosemirror-transform';
import type { StepJson } from '../../shared/document/document-state.ts';
import { type DocumentId, type GroupId, newGroupId } from '../../shared/document/identifier.ts';
import { type FindQuery, type Hit, hitInContext, type Match } from '../../shared/find/find.ts';
import { expandGroups, replaceMatches } from '../../shared/find/replace.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { VersionKeeper } from '../versions/version-keeper.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { type HitFinder, hitFinder } from './find-hits.ts';

export interface CorrectionRequest {
  readonly documents: readonly DocumentId[];
  readonly query: FindQuery;
  /** For an expression, `$1` … `$9` and `$<name>`, `$&` and `$$` stand for its groups, the whole hit and a dollar sign. */
  readonly replacement: string;
  /** The page itself is wrong: the new words are an emendation. */
  readonly emendation: boolean;
  /** Only tell what would be changed. */
  readonly dryRun: boolean;
  /** Changes only these hits of a dry run of the same words; all that are found unless given. */
  readonly only?: ReadonlyMap<DocumentId, ChosenHits>;
}

/** What a person left ticked of the hits that a dry run found in a document. */
export interface ChosenHits {
  /** The state they were found in: a document that was changed since is left as it is. */
  readonly seq: number;
  /** Their places among `CorrectedDocument.hits`. */
  readonly hits: ReadonlySet<number>;
}

/** A hit and what takes its place. */
export interface ReplacedHit extends Hit {
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
}

export interface CorrectedDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** The state in which the hits were found. */
  readonly seq: number;
  readonly hits: readonly ReplacedHit[];
  /** Whether a change was written: not for a dry run, nor when every hit reads as its replacement already, nor when the document
   *  was changed since the hits were chosen. */
  readonly changed: boolean;
  /** The act that was written, for taking it back; null when none was. */
  readonly group: GroupId | null;
}

/** A document that cannot be read, or not be changed. */
export interface LeftDocument {
  readonly document: DocumentId;
  /** Sentences. */
  readonly reason: string;
}

export type CorrectionOutcome =
  | {
      readonly kind: 'done';
      /** With at least one hit. When cancelled, those that were changed before. */
      readonly documents: readonly CorrectedDocument[];
      /** Those that are as they were although they may have hits. They do not hold up the others. */
      readonly left: readonly LeftDocument[];
      readonly cancelled: boolean;
    }
  /** Nothing was changed. */
  | { readonly kind: 'bad expression'; readonly reason: string };

/** Replaces words in documents, one act of undo a document. An expression is first tried on all of them, so that one which is
 *  none, or takes too long, changes nothing. */
export async function correctDocuments(
  context: JobContext,
  documents: Documents,
  request: CorrectionRequest,
  control: JobControl,
): Promise<CorrectionOutcome> {
  const finder = hitFinder(context.workers);
  try {
    const isTrialNeeded = request.query.regex === true && !request.dryRun && request.documents.length > 1;
    if (isTrialNeeded) {
      const trial = await run(finder, documents, { ...request, dryRun: true }, control);
      if (trial.kind !== 'done' || trial.cancelled || trial.documents.length === 0) return trial;
    }
    return await run(finder, documents, request, control);
  } finally {
    await finder.close();
  }
}

async function run(
  finder: HitFinder,
  documents: Documents,
  request: CorrectionRequest,
  { progress, signal }: JobControl,
): Promise<CorrectionOutcome> {
  const corrected: CorrectedDocument[] = [];
  const left: LeftDocument[] = [];
  const total = request.documents.length;
  for (const [done, id] of request.documents.entries()) {
    progress({ what: request.dryRun ? inEnglish`Looking` : inEnglish`Correcting`, done, total });
    if (signal.aborted) return { kind: 'done', documents: corrected, left, cancelled: true };
    const outcome = await unlessUnreadable(() =>
      documents.withDocument(id, (store) => correctOne(finder, store, request, signal)),
    );
    switch (outcome.kind) {
      case 'corrected':
        if (outcome.document.hits.length > 0) corrected.push(outcome.document);
        break;
      case 'left':
        left.push({ document: id, reason: outcome.reason });
        break;
      case 'cancelled':
        return { kind: 'done', documents: corrected, left, cancelled: true };
      default:
        return outcome;
    }
  }
  progress({ what: request.dryRun ? inEnglish`Looking` : inEnglish`Correcting`, done: total, total });
  return { kind: 'done', documents: corrected, left, cancelled: false };
}

type OneOutcome =
  | { readonly kind: 'corrected'; readonly document: CorrectedDocument }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'left'; readonly reason: string }
  | Exclude<CorrectionOutcome, { readonly kind: 'done' }>;

async function unlessUnreadable(correct: () => Promise<OneOutcome>): Promise<OneOutcome> {
  try {
    return await correct();
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return { kind: 'left', reason: error.sentence };
    throw error;
  }
}

async function correctOne(
  finder: HitFinder,
  store: DocumentStore,
  request: CorrectionRequest,
  signal: AbortSignal,
): Promise<OneOutcome> {
  const { doc, seq, metadata, source } = store.state;
  const found = await finder.find(doc, request.query, signal);
  if (found.kind !== 'hits') return found;
  const matches = chosenMatches(store, found.hits, request);
  const hits = replacedHits(doc, matches, request);
  const isNeeded = !request.dryRun && hits.some(({ text, replacement }) => text !== replacement);
  if (isNeeded && store.readOnly !== null) return { kind: 'left', reason: store.readOnly };
  const group = isNeeded ? await writeCorrections(store, matches, request) : null;
  return {
    kind: 'corrected',
    document: {
      document: store.id,
      title: metadata.title,
      source: source.name,
      seq,
      hits,
      changed: group !== null,
      group,
    },
  };
}

function chosenMatches(store: DocumentStore, found: readonly Match[], { only }: CorrectionRequest): readonly Match[] {
  if (!only) return found;
  const chosen = only.get(store.id);
  return chosen?.seq === store.state.seq ? found.filter((_, index) => chosen.hits.has(index)) : [];
}

async function writeCorrections(
  store: DocumentStore,
  matches: readonly Match[],
  request: CorrectionRequest,
): Promise<GroupId> {
  const { doc, seq } = store.state;
  const steps = correctingSteps(doc, matches, request);
  const group = newGroupId();
  const keeper = new VersionKeeper(store);
  await store.append(seq, [{ group, steps: steps.map((step) => step.toJSON() as StepJson) }]);
  await keeper.finish();
  return group;
}

const replacementOf = (match: Match, { query, replacement }: CorrectionRequest): string =>
  query.regex ? expandGroups(replacement, match) : replacement;

const replacedHits = (doc: Node, matches: readonly Match[], request: CorrectionRequest): readonly ReplacedHit[] =>
  matches.map((match) => ({
    ...hitInContext(doc, match),
    from: match.from,
    to: match.to,
    replacement: replacementOf(match, request),
  }));

function correctingSteps(doc: Node, matches: readonly Match[], request: CorrectionRequest): readonly Step[] {
  const differing = matches.filter((match) => replacementOf(match, request) !== match.text);
  const replacement = (match: Match): string => replacementOf(match, request);
  return replaceMatches(doc, differing, replacement, { emendation: request.emendation }).steps;
}
