import { InvalidArgumentError, Option } from 'commander';
import type {
  ComparedState,
  StateName,
  VersionComparison,
  VersionTimeline,
  WordBlame,
} from '../../../../shared/contract/payloads/versions.ts';
import type { AnnotationId } from '../../../../shared/document/identifier.ts';
import { anchorName } from '../../../../shared/document/page-anchor.ts';
import { positionInPlainText } from '../../../../shared/document/reading-text.ts';
import { findMatches } from '../../../../shared/find/find.ts';
import type { AnnotationDifference, ComparedRow, ComparedRun } from '../../../../shared/journal/compare-documents.ts';
import type { DocumentStore } from '../../../storage/document/document-store.ts';
import {
  type RestoreOutcome,
  restoreVersion,
  restoreVersionAnnotation,
  restoreVersionParagraph,
} from '../../../versions/restore-version.ts';
import { type BlamedPlace, blamePlaces, compareVersions, versionTimeline } from '../../../versions/versions.ts';
import {
  type AddCommand,
  collectionArgument,
  documentArgument,
  editorOption,
  findOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
  versionName,
} from '../../terminal/command-options.ts';
import {
  CommandFault,
  type ExitCode,
  exitCode,
  outJson,
  sayLine,
  type Terminal,
  textTable,
} from '../../terminal/terminal.ts';
import { changeCollection, readCollection, resolveDocument } from '../../terminal/with-collection.ts';

/** `anchorite versions <collection> <document>` */
export const addVersionsCommand: AddCommand = (program, environment, end) => {
  program
    .command('versions')
    .description('List the versions of a document, with what was done for each')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: { readonly json?: true }) => {
      const { terminal } = environment;
      const timeline = await readCollection(environment, folder, async ({ collection, documents }) =>
        documents.withDocument(await resolveDocument(collection, name), versionTimeline),
      );
      if (options.json) outJson(terminal, timeline);
      else outTable(terminal, timeline);
      end(exitCode.done);
    });
};

function outTable(terminal: Terminal, { versions, sinceLast }: VersionTimeline): void {
  const heads = ['version', 'time', 'editor', 'kind', 'corrections', 'tags', 'anchors', 'name'];
  const rows = versions.map(({ number, time, editor, automatic, figures, name }) => [
    String(number),
    time,
    editor,
    automatic ? 'automatic' : 'named',
    ...[figures?.corrections, figures?.tags, figures?.anchors].map((figure) => String(figure ?? '–')),
    name,
  ]);
  terminal.out(textTable(heads, rows, terminal.columns));
  const { corrections, tags, anchors } = sinceLast;
  if (corrections + tags + anchors > 0)
    sayLine(
      terminal,
      `Since the last version: ${corrections} corrections, ${tags} tags and ${anchors} page anchors changed.`,
    );
}

/** `anchorite compare <collection> <document> <a> <b>` */
export const addCompareCommand: AddCommand = (program, environment, end) => {
  program
    .command('compare')
    .description('Compare two versions of a document word by word, with its tags and page anchors')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .argument('<a>', 'the number of a version, or present', versionName)
    .argument('<b>', 'the number of another version, or present', versionName)
    .addOption(jsonOption())
    .action(async (folder: string, name: string, a: StateName, b: StateName, options: { readonly json?: true }) => {
      end(await compare(environment, folder, name, [a, b], options.json === true));
    });
};

async function compare(
  environment: ProgramEnvironment,
  folder: string,
  document: string,
  names: readonly [StateName, StateName],
  asJson: boolean,
): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const outcome = await readCollection(environment, folder, async ({ collection, context, documents }) =>
    documents.withDocument(await resolveDocument(collection, document), (store) =>
      compareVersions(context, store, names, signal),
    ),
  );
  switch (outcome.kind) {
    case 'no such version':
      throw new CommandFault(exitCode.wrongUse, `The document has no version ${outcome.name}.`);
    case 'stopped':
      throw new CommandFault(exitCode.unavailable, `The versions were not compared: ${outcome.reason}.`);
    case 'cancelled':
      return exitCode.interrupted;
    case 'compared': {
      if (asJson) outJson(terminal, outcome.value);
      else outComparison(terminal, outcome.value);
      return exitCode.done;
    }
  }
}

function outComparison(terminal: Terminal, compared: VersionComparison): void {
  const { older, newer, comparison, comments } = compared;
  sayLine(terminal, `${stateLine(older)} → ${stateLine(newer)}`);
  for (const row of comparison.rows) if (row.kind === 'changed') terminal.out(`${rowText(row)}\n\n`);
  for (const difference of comparison.annotations) terminal.out(`tag ${annotationLine(difference)}\n`);
  for (const { id, before, after } of comments) terminal.out(`comment ${id}: [-${before}-]{+${after}+}\n`);
  for (const { kind, anchor } of comparison.anchors) terminal.out(`anchor ${kind}: ${anchorName(anchor)}\n`);
  sayLine(terminal, sentence(compared));
}

const stateLine = ({ version }: ComparedState): string =>
  version ? `version ${version.number} (${version.name}, ${version.editor}, ${version.time})` : 'the present state';

/** A row as one line: `THEN [-STEVENS ON-]{+STEVENSON+} READ`. */
const rowText = ({ runs }: ComparedRow): string => runs.map(runText).join(' ').replaceAll('-] {+', '-]{+');

function runText({ kind, text }: ComparedRun): string {
  if (kind === 'same') return text;
  return kind === 'removed' ? `[-${text}-]` : `{+${text}+}`;
}

function annotationLine({ id, kind, as, text, before }: AnnotationDifference): string {
  const now = `${as} “${text}”`;
  if (kind === 'retagged') return `${kind}: ${before?.as} → ${now} (${id})`;
  if (kind === 'retargeted') return `${kind}: “${before?.text}” → ${now} (${id})`;
  return `${kind}: ${now} (${id})`;
}

function sentence({ comparison, comments }: VersionComparison): string {
  const { changes, annotations, anchors } = comparison;
  const figures = [
    countOf(changes, 'correction'),
    countOf(annotations.length + comments.length, 'tag'),
    countOf(anchors.length, 'page anchor'),
  ];
  return `${figures[0]}, ${figures[1]} and ${figures[2]} differ.`;
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

interface RestoreOptions {
  readonly annotation?: string;
  readonly paragraph?: string;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite restore <collection> <document> <version> [--annotation id | --paragraph words]` */
export const addRestoreCommand: AddCommand = (program, environment, end) => {
  program
    .command('restore')
    .description('Make a document what it was in a version, as a new version on top; nothing of its history is removed')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .argument('<version>', 'the number of the version', versionName)
    .option('--annotation <id>', 'bring back this annotation alone, on its words')
    .addOption(
      new Option('--paragraph <words>', 'bring back the paragraph with these words alone').conflicts('annotation'),
    )
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, version: number | 'present', options: RestoreOptions) => {
      if (version === 'present') throw new CommandFault(exitCode.wrongUse, 'The document is in its present state.');
      const outcome = await changeCollection(environment, folder, options, async ({ collection, documents }) =>
        documents.withDocument(await resolveDocument(collection, name), (store) =>
          restoreWanted(store, version, options),
        ),
      );
      end(tellOutcome(environment.terminal, outcome, version, options));
    });
};

function restoreWanted(store: DocumentStore, version: number, options: RestoreOptions): Promise<RestoreOutcome> {
  if (options.annotation !== undefined)
    return restoreVersionAnnotation(store, version, options.annotation as AnnotationId);
  if (options.paragraph !== undefined) return restoreVersionParagraph(store, version, options.paragraph);
  return restoreVersion(store, version);
}

function tellOutcome(terminal: Terminal, outcome: RestoreOutcome, version: number, options: RestoreOptions): ExitCode {
  switch (outcome.kind) {
    case 'no such version':
      throw new CommandFault(exitCode.wrongUse, `The document has no version ${version}.`);
    case 'cannot come back':
      throw new CommandFault(exitCode.wrongUse, `Nothing was restored: ${outcome.reason}.`);
    case 'read-only':
      throw new CommandFault(exitCode.unavailable, outcome.reason);
    case 'same':
      if (options.json) outJson(terminal, { restored: version, version: null });
      sayLine(terminal, `It is as it was in version ${version} already; nothing was changed.`);
      return exitCode.findings;
    case 'restored':
      if (options.json) outJson(terminal, { restored: version, version: outcome.version });
      else sayLine(terminal, `Version ${outcome.version.number}: ${outcome.version.name}.`);
      return exitCode.done;
  }
}

interface BlameOptions {
  readonly find?: string;
  readonly at?: number;
  readonly json?: true;
}

/** `anchorite blame <collection> <document> --find X | --at <character>` */
export const addBlameCommand: AddCommand = (program, environment, end) => {
  program
    .command('blame')
    .description('Tell who changed words of a document, when, and what they were before')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(findOption().makeOptionMandatory(false).conflicts('at'))
    .addOption(
      new Option('--at <character>', 'the word at this character of what `show --text` prints, from 0').argParser(
        offset,
      ),
    )
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: BlameOptions) => {
      const { terminal } = environment;
      if (options.find === undefined && options.at === undefined)
        throw new CommandFault(exitCode.wrongUse, 'Name the words with --find, or a character with --at.');
      const words = await readCollection(environment, folder, async ({ collection, documents }) =>
        documents.withDocument(await resolveDocument(collection, name), (store) =>
          blamePlaces(store, placesOf(store, options)),
        ),
      );
      if (options.json) outJson(terminal, words);
      else for (const blame of words) outBlame(terminal, blame);
      if (words.length === 0) sayLine(terminal, 'No hit.');
      end(words.length === 0 ? exitCode.findings : exitCode.done);
    });
};

function offset(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a number, from 0.');
}

function placesOf({ state }: DocumentStore, { find, at }: BlameOptions): readonly BlamedPlace[] {
  if (find !== undefined) {
    const found = findMatches(state.doc, { text: find });
    return found.ok ? found.matches : [];
  }
  const position = positionInPlainText(state.doc, at ?? 0);
  return position === null ? [] : [{ from: position, to: position }];
}

function outBlame(terminal: Terminal, { text, events, imported }: WordBlame): void {
  terminal.out(`${text}\n`);
  for (const { seq, time, editor, isUndo, before, after } of events)
    terminal.out(`  ${time}  ${editor}  ${isUndo ? 'took back ' : ''}[-${before}-]{+${after}+}  (change ${seq})\n`);
  const first = events.at(-1);
  if (first?.before !== '') terminal.out(`  ${imported.time}  ${imported.editor}  imported ${first?.before ?? text}\n`);
}
