import type { AlikeHit, AlikeHits, AlikeQuestion } from '../../../../shared/contract/payloads/find.ts';
import { groupName, namedGroup } from '../../../../shared/correct/alike/alike-groups.ts';
import { oddness, unlikeness } from '../../../../shared/correct/alike/odd-pictures.ts';
import type { DocumentId } from '../../../../shared/document/identifier.ts';
import { type AlikeGroupsResult, findAlike, findAlikeGroups } from '../../../alike/find-alike.ts';
import { settleAlike } from '../../../alike/settle-alike.ts';
import { cutWords } from '../../../alike/word-pictures.ts';
import { imageReader } from '../../../images/image-reader.ts';
import { type FoundSuspect, findSuspects } from '../../../suspects/find-suspects.ts';
import type { JobControl } from '../../../workers/job.ts';
import { taskFaultSentence } from '../../../workers/task-thread.ts';
import {
  type AddCommand,
  anyDocumentArgument,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../../terminal/command-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
  textTable,
} from '../../terminal/terminal.ts';
import {
  changeCollection,
  type OpenedForCommand,
  readCollection,
  resolveDocument,
} from '../../terminal/with-collection.ts';

interface SuspectsOptions {
  readonly alike?: string | true;
  readonly byPicture?: true;
  readonly settle?: string;
  readonly as?: string;
  readonly keep?: true;
  readonly leaveOut?: readonly string[];
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite suspects <collection> [document] [--alike [group]] [--settle <group> --as <reading>] [--json]` */
export const addSuspectsCommand: AddCommand = (program, environment, end) => {
  program
    .command('suspects')
    .description('List the words that may have been read wrong, most doubtful first, with what they may mean')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .option(
      '--alike [group]',
      'list what can be decided together: words that read alike, or that differ from what they may mean by the same letters (rn>m); with the name of a group, its words, the odd ones first',
    )
    .option('--by-picture', 'with --alike and a group: also by how unlike the others the picture of each word is')
    .option('--settle <group>', 'decide about all words of a group in one go')
    .option(
      '--as <reading>',
      'what they are to read; without it each of a group of letters becomes its first suggestion',
    )
    .option('--keep', 'they are right as they read, and are not asked again')
    .option('--leave-out <ids...>', 'but not about these, by their ids in the list')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: SuspectsOptions) => {
      if (options.settle !== undefined) end(await settle(environment, folder, name, options, options.settle));
      else if (options.alike === true) end(await listGroups(environment, folder, name, options));
      else if (options.alike !== undefined) end(await listAlike(environment, folder, name, options, options.alike));
      else end(await listSuspects(environment, folder, name, options.json === true));
    });
};

const idsOf = async ({ collection }: OpenedForCommand, name: string | undefined): Promise<readonly DocumentId[]> =>
  name === undefined ? (await collection.summaries()).map(({ id }) => id) : [await resolveDocument(collection, name)];

/** Does something with a bar that shows how far it is. */
async function withBar<Value>(
  { terminal, signal }: ProgramEnvironment,
  work: (control: JobControl) => Promise<Value>,
): Promise<Value> {
  const bar = progressBar(terminal);
  try {
    return await work({ progress: bar.show, signal });
  } finally {
    bar.end();
  }
}

async function listSuspects(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  isJson: boolean,
): Promise<ExitCode> {
  const { terminal } = environment;
  const found = await readCollection(environment, folder, async (opened) => {
    const ids = await idsOf(opened, name);
    return withBar(environment, (control) => findSuspects(opened.context, opened.collection, ids, control));
  });
  if (found.kind === 'refused') throw refusedFault(found);
  const { suspects, unread } = found;
  const [only] = unread;
  if (name !== undefined && only) throw new CommandFault(exitCode.unavailable, only.reason);
  if (isJson) outJson(terminal, suspects);
  else outTable(terminal, suspects);
  for (const { reason } of unread) sayLine(terminal, reason);
  return unread.length > 0 ? exitCode.unavailable : exitCode.done;
}

function refusedFault({ document, fault }: AlikeGroupsResult & { readonly kind: 'refused' }): CommandFault {
  const what = `Looking for doubtful words in ${document}`;
  return new CommandFault(exitCode.unavailable, `${taskFaultSentence(fault, what)}.`);
}

function outTable(terminal: Terminal, found: readonly FoundSuspect[]): void {
  const heads = ['score', 'text', 'suggestion', 'document', 'reasons'];
  const rows = found.map(({ score, text, suggestions, document, reasons }) => [
    score.toFixed(2),
    text,
    suggestions[0]?.text ?? '',
    document,
    reasons.join('; '),
  ]);
  terminal.out(textTable(heads, rows, terminal.columns));
}

async function listGroups(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  { json }: SuspectsOptions,
): Promise<ExitCode> {
  const { terminal } = environment;
  const found = await readCollection(environment, folder, async (opened) => {
    const ids = await idsOf(opened, name);
    return withBar(environment, (control) => findAlikeGroups(opened.context, opened.collection, ids, control));
  });
  if (found.kind === 'refused') throw refusedFault(found);
  const { groups, cancelled } = found.value;
  if (json)
    outJson(terminal, {
      ...found.value,
      groups: groups.map((group) => ({ group: groupName(group), ...group })),
    });
  else {
    const rows = groups.map((group) => [
      groupName(group),
      group.meant ?? '',
      String(group.suspects.length),
      String(new Set(group.suspects.map(({ document }) => document)).size),
    ]);
    terminal.out(textTable(['group', 'may mean', 'suspects', 'documents'], rows, terminal.columns));
  }
  return cancelled ? exitCode.interrupted : exitCode.done;
}

/** The words of a group. Those of letters are suspects, so that they are looked for first. */
async function questionOf(
  environment: ProgramEnvironment,
  opened: OpenedForCommand,
  ids: readonly DocumentId[],
  name: string,
): Promise<{ readonly question: AlikeQuestion; readonly suggestions: ReadonlyMap<string, string | null> }> {
  const { kind, read, meant } = namedGroup(name);
  if (kind === 'reading') return { question: { kind, read }, suggestions: new Map() };
  const found = await withBar(environment, (control) =>
    findAlikeGroups(opened.context, opened.collection, ids, control),
  );
  if (found.kind === 'refused') throw refusedFault(found);
  const group = found.value.groups.find((one) => one.kind === kind && one.read === read && one.meant === meant);
  const suspects = group?.suspects ?? [];
  const words = suspects.map(({ suggestion: _, ...word }) => word);
  return {
    question: { kind: 'words', words },
    suggestions: new Map(suspects.map((one) => [idOf(one), one.suggestion])),
  };
}

const idOf = ({ document, from }: Pick<AlikeHit, 'document' | 'from'>): string => `${document}:${from}`;

async function listAlike(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: SuspectsOptions,
  group: string,
): Promise<ExitCode> {
  const { terminal } = environment;
  const found = await readCollection(environment, folder, async (opened) => {
    const ids = await idsOf(opened, name);
    const { question, suggestions } = await questionOf(environment, opened, ids, group);
    const hits = await withBar(environment, (control) => findAlike(opened.documents, ids, question, control));
    return { suggestions, ...(options.byPicture ? await byPicture(environment, opened, hits) : hits) };
  });
  const words = found.words.map((word) => ({
    id: idOf(word),
    ...word,
    suggestion: found.suggestions.get(idOf(word)) ?? null,
  }));
  if (options.json) outJson(terminal, { group, ...found, suggestions: undefined, words });
  else {
    const rows = words.map(({ id, before, text, after, source, pageNumber, otherReadings }) => [
      id,
      `${before} [${text}] ${after}`.trim(),
      pageNumber === null ? source : `${source}, page ${pageNumber}`,
      otherReadings.join(', '),
    ]);
    terminal.out(textTable(['id', 'word', 'document', 'other readings'], rows, terminal.columns));
  }
  if (found.cancelled) return exitCode.interrupted;
  return words.length === 0 ? exitCode.findings : exitCode.done;
}

/** Sorts words by their pictures, too. */
async function byPicture(
  environment: ProgramEnvironment,
  { context, documents }: OpenedForCommand,
  hits: AlikeHits,
): Promise<AlikeHits> {
  const images = imageReader(context);
  const shapes = new Map<AlikeHit, readonly number[]>();
  const pages = new Map<string, AlikeHit[]>();
  for (const hit of hits.words) {
    const key = `${hit.document} ${hit.page}`;
    if (hit.page && hit.box) pages.set(key, [...(pages.get(key) ?? []), hit]);
  }
  try {
    await withBar(environment, async ({ progress, signal }) => {
      for (const [done, own] of [...pages.values()].entries()) {
        progress({ what: 'Cutting pictures', done, total: pages.size });
        const [first] = own;
        if (signal.aborted || !first?.page) break;
        const boxes = own.flatMap(({ box }) => box ?? []);
        const cut = await cutWords(images, documents, { document: first.document, page: first.page, boxes }, signal);
        for (const [index, hit] of own.entries()) shapes.set(hit, cut?.[index]?.shape ?? []);
      }
    });
  } finally {
    images.close();
  }
  const odd = unlikeness(hits.words.map((hit) => shapes.get(hit) ?? null));
  const words = hits.words
    .map((hit, index) => ({ ...hit, unlikeness: odd[index] ?? null }))
    .sort((a, b) => oddness(b) - oddness(a));
  return { ...hits, words };
}

async function settle(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  options: SuspectsOptions,
  group: string,
): Promise<ExitCode> {
  const { terminal } = environment;
  const { as, keep, leaveOut = [] } = options;
  if (as !== undefined && keep)
    throw new CommandFault(exitCode.wrongUse, 'Either --keep them, or say what they are to read --as.');
  if (as === undefined && !keep && namedGroup(group).kind === 'reading')
    throw new CommandFault(
      exitCode.wrongUse,
      'Say what they are to read with --as, or that they are right with --keep.',
    );
  if (as?.trim() === '') throw new CommandFault(exitCode.wrongUse, 'They cannot be made to read nothing.');
  const settled = await changeCollection(environment, folder, options, async (opened) => {
    const ids = await idsOf(opened, name);
    const { question, suggestions } = await questionOf(environment, opened, ids, group);
    const hits = await withBar(environment, (control) => findAlike(opened.documents, ids, question, control));
    const chosen = hits.words.filter((hit) => !leaveOut.includes(idOf(hit)));
    const words = chosen.map(({ document, from, to, before, text, after }) => ({
      ...{ document, from, to, before, text, after },
      as: keep ? null : (as ?? suggestions.get(idOf({ document, from })) ?? null),
    }));
    return withBar(environment, (control) => settleAlike(opened.collection, opened.documents, { words }, control));
  });
  const documents = new Set([...settled.acts, ...settled.kept].map(({ document }) => document)).size;
  if (options.json) outJson(terminal, { group, ...settled });
  else {
    const what = keep ? 'kept' : 'decided';
    sayLine(terminal, `${counted(settled.words, 'word')} in ${counted(documents, 'document')} ${what}.`);
  }
  if (settled.cancelled) return exitCode.interrupted;
  return settled.words === 0 ? exitCode.findings : exitCode.done;
}
