import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { type CollectionReview, type ReviewedItem, sampleSentence } from '../../../shared/review/review.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import { writingFault } from '../../faults/writing-fault.ts';
import { reviewCollection, writeReview } from '../../usecases/review-collection.ts';
import {
  type AddCommand,
  collectionArgument,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import {
  CommandFault,
  type ExitCode,
  exitCode,
  outJson,
  progressBar,
  sayLine,
  type Terminal,
} from '../terminal/terminal.ts';
import { readCollection } from '../terminal/with-collection.ts';

interface ReviewOptions {
  readonly seed: string;
  readonly sample: number;
  readonly out?: string;
  readonly json?: true;
}

/** `anchorite review <collection> [--seed words] [--sample n] [--out folder]` */
export const addReviewCommand: AddCommand = (program, environment, end) => {
  program
    .command('review')
    .description(
      'Work through the list of a project (checklist.md in the folder of the collection, or the usual one): checks that run themselves, and a sample that anyone can draw again',
    )
    .addArgument(collectionArgument())
    .option('--seed <words>', 'what the sample is drawn with: the same words give the same sample', 'anchorite')
    .addOption(new Option('--sample <documents>', 'how many documents the sample has').default(10).argParser(count))
    .option('--out <folder>', 'write the report there, as review.csv and review.html')
    .addOption(jsonOption())
    .action(async (folder: string, options: ReviewOptions) => {
      end(await review(environment, folder, options));
    });
};

function count(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a whole number.');
}

async function review(environment: ProgramEnvironment, folder: string, options: ReviewOptions): Promise<ExitCode> {
  const { terminal, signal } = environment;
  const bar = progressBar(terminal);
  const request = { seed: options.seed, size: options.sample };
  const { value, files } = await readCollection(environment, folder, async ({ collection, context }) => {
    try {
      const reply = await reviewCollection(collection, request, { progress: bar.show, signal });
      if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
      if (options.out === undefined) return { value: reply.value, files: [] };
      const out = path.resolve(options.out);
      const written = await writeReview(context, out, collection.title, reply.value).catch((error: unknown) => {
        const fault = writingFault(error, out, 0);
        throw fault ? new CommandFault(exitCode.unavailable, faultSentences(fault)) : error;
      });
      return { value: reply.value, files: written };
    } finally {
      bar.end();
    }
  });
  if (options.json) outJson(terminal, value);
  else tell(terminal, value);
  for (const file of files) sayLine(terminal, file);
  for (const sentence of value.unreadable) sayLine(terminal, sentence);
  for (const name of value.unknown)
    sayLine(terminal, `The list names a check “${name}”, which Anchorite does not have.`);
  if (value.cancelled) return exitCode.interrupted;
  if (value.unreadable.length > 0) return exitCode.unavailable;
  return value.items.some(({ outcome }) => outcome === 'findings') ? exitCode.findings : exitCode.done;
}

const signs: Readonly<Record<ReviewedItem['outcome'], string>> = {
  open: '[ ]',
  done: '[x]',
  passed: '[x]',
  findings: '[!]',
};

function tell(terminal: Terminal, { items, sample }: CollectionReview): void {
  for (const { text, outcome, findings } of items) {
    terminal.out(`${signs[outcome]} ${text}\n`);
    for (const { title, message } of findings) terminal.out(`    ${title === '' ? '' : `${title}: `}${message}\n`);
  }
  terminal.out(`\nSample: ${sampleSentence(sample)}\n`);
  for (const { number, title } of sample.documents) terminal.out(`    ${number === '' ? '' : `${number} `}${title}\n`);
}
