import { Option } from 'commander';
import { unreachable } from '../../shared/document/unreachable.ts';
import { type BranchChoice, type NeededRepair, plannedRepairs, repairCollection } from '../jobs/repair-collection.ts';
import type { CheckFinding, CheckReport } from '../storage/check-documents.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, editorOption, jsonOption, takeOverOption } from './command-options.ts';
import { countOf } from './count-of.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { repairLines } from './repair-lines.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { changeCollection, readCollection } from './with-collection.ts';

interface Options {
  readonly repair?: true;
  readonly keep?: readonly string[];
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite check <collection> [--repair [--keep branch|all]]` */
export const addCheckCommand: AddCommand = (program, environment, end) => {
  program
    .command('check')
    .description('Read everything of a collection again and compare: journals, replays, sources, summaries')
    .addArgument(collectionArgument())
    .option('--repair', 'mend what can be mended; old files are kept in the folder recovered')
    .addOption(keepOption())
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: Options) => {
      if (options.keep && !options.repair)
        throw new CommandFault(exitCode.wrongUse, '--keep says what --repair is to keep, so give both.');
      if (options.takeOver && !options.repair)
        throw new CommandFault(exitCode.wrongUse, 'Only --repair writes, so --take-over is for that alone; give both.');
      end(await (options.repair ? repair(environment, folder, options) : check(environment, folder, options)));
    });
};

const keepOption = (): Option =>
  new Option(
    '--keep <branch>',
    'with --repair: keep this line of changes where several stand side by side, or all of them as documents (all); may be given again',
  ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);

async function check(environment: ProgramEnvironment, folder: string, options: Options): Promise<ExitCode> {
  const { terminal } = environment;
  const { report, repairs } = await readCollection(environment, folder, async ({ collection }) => {
    const found = await collection.check();
    const planned = await plannedRepairs(collection, found, { named: [], all: false });
    return { report: found, repairs: planned.kind === 'planned' ? planned.repairs : [] };
  });
  const { findings, remarks } = report;
  if (options.json) {
    const { documents, records } = report;
    outJson(terminal, { documents, records, findings, remarks, repairs });
  } else {
    outFindings(terminal, [...findings, ...remarks]);
    for (const needed of repairs) for (const line of repairLines(needed)) terminal.out(`${line}\n`);
    const outcome = findings.length === 0 ? 'nothing is wrong' : countOf(findings.length, 'finding');
    sayLine(terminal, `${lookedAt(report)}: ${outcome}.`);
    if (repairs.some(canBeRepaired) || remarks.length > 0)
      sayLine(terminal, 'Nothing was changed; --repair mends what is said to be mended by it.');
  }
  return findings.length === 0 ? exitCode.done : exitCode.findings;
}

const canBeRepaired = ({ recovery }: NeededRepair): boolean => recovery.branches.length > 0;

async function repair(environment: ProgramEnvironment, folder: string, options: Options): Promise<ExitCode> {
  const { terminal } = environment;
  const outcome = await changeCollection(environment, folder, options, async ({ collection }) => {
    const repaired = await repairCollection(collection, choiceOf(options.keep ?? []));
    return { ...repaired, opening: collection.notices };
  });
  switch (outcome.kind) {
    case 'no such branch':
      throw new CommandFault(
        exitCode.wrongUse,
        `No line of changes begins with “${outcome.name}”, so nothing was repaired; check the collection without --repair to see their names.`,
      );
    case 'ambiguous branch':
      throw new CommandFault(
        exitCode.wrongUse,
        `More than one line of changes begins with “${outcome.name}”, so nothing was repaired; give more of its name.`,
      );
    case 'repaired':
      break;
    default:
      return unreachable(outcome);
  }
  const { before, after, salvaged, left, tidied } = outcome.report;
  if (options.json) {
    const { documents, records, findings, remarks } = after;
    const found = { findings: before.findings, remarks: before.remarks };
    outJson(terminal, {
      documents,
      records,
      opening: outcome.opening,
      found,
      salvaged,
      tidied,
      left,
      findings,
      remarks,
    });
  } else {
    outFindings(terminal, before.findings);
    for (const { document, sentences } of salvaged)
      outFindings(
        terminal,
        sentences.map((what) => ({ document, what })),
      );
    outFindings(terminal, tidied);
    for (const needed of left) for (const line of repairLines(needed)) terminal.out(`${line}\n`);
    const done = countOf(salvaged.length + tidied.length, 'repair');
    const rest =
      after.findings.length === 0 ? 'nothing is wrong any more' : `${countOf(after.findings.length, 'finding')} left`;
    sayLine(
      terminal,
      `${lookedAt(after)}: ${done}, ${before.findings.length + tidied.length === 0 ? 'nothing was wrong' : rest}.`,
    );
  }
  return after.findings.length === 0 ? exitCode.done : exitCode.findings;
}

const choiceOf = (keep: readonly string[]): BranchChoice => ({
  named: keep.filter((name) => name !== 'all'),
  all: keep.includes('all'),
});

const lookedAt = ({ documents, records }: CheckReport): string =>
  `${countOf(documents, 'document')}, ${countOf(records, 'journal record')}`;

function outFindings(terminal: Terminal, findings: readonly CheckFinding[]): void {
  for (const { document, what } of findings) terminal.out(`${document ?? 'collection'}: ${what}\n`);
}
