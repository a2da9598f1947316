import path from 'node:path';
import { Option } from 'commander';
import type { BranchSummary } from '../../../shared/contract/payloads/recovery.ts';
import { unreachable } from '../../../shared/text/unreachable.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import type { CheckFinding, CheckReport } from '../../storage/collection/check-documents.ts';
import { backUp, restoreBackupInto } from '../../usecases/back-up.ts';
import {
  type BranchChoice,
  type NeededRepair,
  plannedRepairs,
  repairCollection,
} from '../../usecases/recover-documents.ts';
import {
  type AddCommand,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../terminal/command-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  outJson,
  sayLine,
  type Terminal,
} from '../terminal/terminal.ts';
import { changeCollection, readCollection } from '../terminal/with-collection.ts';

/** How much of a branch's name is enough to tell it from others. */
const shownDigits = 8;

const nameOf = ({ tip }: BranchSummary): string => tip.slice(0, shownDigits);

/** What `check --repair` does, or could do, with a document: lines for a person. */
function repairLines({ document, source, recovery }: NeededRepair): readonly string[] {
  const { branches, commonSeq, adrift } = recovery;
  const [only, ...others] = branches;
  if (!only) return [`${document}: Nothing of “${source}” can be read; bring its folder back from a backup.`];
  const rest =
    adrift === 0 ? '' : ` ${counted(adrift, 'later change')} cannot be joined to it and will be kept there too.`;
  if (others.length === 0)
    return [
      `${document}: --repair makes a new document of what can be read of “${source}”, up to change ${only.records} (${only.editor}, ${only.time}), and keeps the damaged one in recovered/.${rest}`,
    ];
  return [
    `${document}: “${source}” has ${branches.length} lines of changes, the same up to change ${commonSeq}:`,
    ...branches.map((branch) => `  ${nameOf(branch)}  ${figuresOf(branch)}`),
    `  --repair --keep ${nameOf(only)} goes on with that one, --repair --keep all makes a document of each; the old files are kept in recovered/ either way.${rest}`,
  ];
}

const figuresOf = ({ editor, time, records, ownRecords, ownEdits }: BranchSummary): string =>
  `last changed by ${editor}, ${time}: ${counted(records, 'record')}, ${ownRecords} of its own (${counted(ownEdits, 'edit')})`;

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
    const outcome = findings.length === 0 ? 'nothing is wrong' : counted(findings.length, 'finding');
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
    const done = counted(salvaged.length + tidied.length, 'repair');
    const rest =
      after.findings.length === 0 ? 'nothing is wrong any more' : `${counted(after.findings.length, 'finding')} left`;
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
  `${counted(documents, 'document')}, ${counted(records, 'journal record')}`;

function outFindings(terminal: Terminal, findings: readonly CheckFinding[]): void {
  for (const { document, what } of findings) terminal.out(`${document ?? 'collection'}: ${what}\n`);
}

interface BackupOptions {
  readonly to?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite backup <collection> [--to <folder>]` */
export const addBackupCommand: AddCommand = (program, environment, end) => {
  program
    .command('backup')
    .description('Copy the journals and small files of a collection, and open the copy to see that it is good')
    .addArgument(collectionArgument())
    .option('--to <folder>', 'the folder of backups (beside the collection unless given)')
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: BackupOptions) => {
      const { to, json } = options;
      const { terminal } = environment;
      const place = to === undefined ? null : path.resolve(to);
      const outcome = await changeCollection(environment, folder, options, ({ collection }) =>
        backUp(collection, place),
      );
      if (json) outJson(terminal, outcome);
      else sayLine(terminal, outcome.sentence);
      end(outcome.isUsable ? exitCode.done : exitCode.findings);
    });
};

/** `anchorite restore-backup <backup> <folder>` */
export const addRestoreBackupCommand: AddCommand = (program, environment, end) => {
  program
    .command('restore-backup')
    .description('Make a collection of a backup, in a folder of its own')
    .argument('<backup>', 'one of the numbered folders of backups')
    .argument('<folder>', 'the folder of the collection, which must be empty or not there')
    .addOption(jsonOption())
    .action(async (backup: string, folder: string, { json }: { readonly json?: true }) => {
      const { terminal } = environment;
      const outcome = await restoreBackupInto(path.resolve(backup), path.resolve(folder));
      if (outcome.kind === 'refused') throw new CommandFault(exitCode.unavailable, faultSentences(outcome.fault));
      if (json) outJson(terminal, { collection: path.resolve(folder), damaged: outcome.damaged });
      else sayLine(terminal, outcome.sentence);
      end(outcome.damaged.length === 0 ? exitCode.done : exitCode.findings);
    });
};
