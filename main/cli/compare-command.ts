import type { ComparedState, StateName, VersionComparison } from '../../shared/contract/versions.ts';
import { anchorName } from '../../shared/document/page-anchor.ts';
import type { AnnotationDifference, ComparedRow, ComparedRun } from '../../shared/journal/compare-documents.ts';
import { compareVersions } from '../jobs/compare-versions.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, documentArgument, jsonOption, versionName } from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { readCollection, resolveDocument } from './with-collection.ts';

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
