import { InvalidArgumentError, Option } from 'commander';
import type { NoteType } from '../../../../shared/document/notes/note.ts';
import {
  completeDetails,
  type MarkDetails,
  type MarkKind,
  markKinds,
  markSpecification,
} from '../../../../shared/edit/marks/mark-kinds.ts';
import {
  type MarkOutcome,
  markDocument,
  type NoteOutcome,
  noteDocument,
} from '../../../usecases/annotate-documents.ts';
import {
  type AddCommand,
  collectionArgument,
  documentArgument,
  editorOption,
  findOption,
  jsonOption,
  regexOption,
  takeOverOption,
} from '../../terminal/command-options.ts';
import {
  CommandFault,
  counted,
  type ExitCode,
  exitCode,
  outJson,
  sayLine,
  type Terminal,
} from '../../terminal/terminal.ts';
import { changeCollection, resolveDocument } from '../../terminal/with-collection.ts';

interface MarkOptions extends MarkDetails {
  readonly find: string;
  readonly as: MarkKind;
  readonly regex?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite mark <collection> <document> --find X --as italic` */
export const addMarkCommand: AddCommand = (program, environment, end) => {
  program
    .command('mark')
    .description('Say of every hit in a document how it looks, whose hand it is, or how surely it is read')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(findOption())
    .addOption(new Option('--as <kind>', 'what is said of the letters').choices(markKinds).makeOptionMandatory())
    .addOption(regexOption())
    .option('--reason <words>', 'illegible, uncertain, supplied: why')
    .option('--unit <unit>', 'illegible: what is counted: chars, words, lines, pages')
    .option('--quantity <number>', 'illegible: how many of these')
    .option('--certainty <word>', 'uncertain: high, medium, low')
    .option('--place <place>', 'added: above, below, margin …')
    .option('--hand <name>', 'added, other-hand, struck: whose hand')
    .option('--expansion <words>', 'abbreviation: what it is short for')
    .option('--language <tag>', 'foreign: such as fr, de, ru-Latn')
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: MarkOptions) => {
      const details = detailsOf(options);
      const { terminal, signal } = environment;
      const marked = await changeCollection(
        environment,
        folder,
        options,
        async ({ collection, context, documents }) => {
          const document = await resolveDocument(collection, name);
          const query = { text: options.find, regex: options.regex === true };
          const control = { progress: () => undefined, signal };
          const request = { document, query, as: options.as, details };
          return { document, outcome: await markDocument(context, documents, request, control) };
        },
      );
      end(tellMarked(terminal, marked.document, marked.outcome, options));
    });
};

/** @throws CommandFault when something is missing or cannot be said of such a mark */
function detailsOf({
  as,
  reason,
  unit,
  quantity,
  certainty,
  place,
  hand,
  expansion,
  language,
}: MarkOptions): MarkDetails {
  const all = { reason, unit, quantity, certainty, place, hand, expansion, language };
  const details: MarkDetails = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const complete = completeDetails(as, details);
  if (complete.ok) return details;
  const options = markSpecification(as).fields.map((field) => `--${field}`);
  const known = options.length > 0 ? ` “${as}” takes ${options.join(', ')}.` : '';
  throw new CommandFault(exitCode.wrongUse, complete.faults.map((fault) => fault.reason).join(' ') + known);
}

function tellMarked(terminal: Terminal, document: string, outcome: MarkOutcome, options: MarkOptions): ExitCode {
  if (outcome.kind !== 'done') return tellRefused(outcome, options.find);
  const { hits, source } = outcome;
  const marked = hits.filter((hit) => hit.marked).length;
  if (options.json) {
    const { find, as } = options;
    outJson(terminal, { document, source, find, as, hits: hits.length, marked, marks: hits });
  } else {
    for (const { before, text, after, marked: isNew } of hits)
      terminal.out(`${isNew ? 'marked       ' : 'marked before'}  ${before}[${text}]${after}\n`);
    sayLine(
      terminal,
      hits.length === 0 ? 'No hit.' : `${counted(hits.length, 'hit')}, ${marked} marked as ${options.as}.`,
    );
  }
  return hits.length === 0 ? exitCode.findings : exitCode.done;
}

function tellRefused(outcome: Exclude<MarkOutcome, { readonly kind: 'done' }>, find: string): ExitCode {
  switch (outcome.kind) {
    case 'bad expression':
      throw new CommandFault(exitCode.wrongUse, `“${find}” cannot be looked for: ${outcome.reason}.`);
    case 'read-only':
      throw new CommandFault(exitCode.unavailable, outcome.reason);
    default:
      return exitCode.interrupted;
  }
}

/** What a note is called on the command line. */
const noteKinds: Readonly<Record<string, NoteType>> = {
  footnote: 'footnote',
  source: 'source',
  editorial: 'editorial',
  comment: 'editor-comment',
};

interface NoteOptions {
  readonly after?: string;
  readonly onDocument?: true;
  readonly hit?: number;
  readonly text: string;
  readonly kind: string;
  readonly regex?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite note <collection> <document> --after X --text Y [--kind footnote]` */
export const addNoteCommand: AddCommand = (program, environment, end) => {
  program
    .command('note')
    .description('Add a note behind some words of a document, or on the whole document')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .option('--after <words>', 'the words behind which it is called')
    .option('--on-document', 'it is about the whole document, and nothing calls it')
    .option('--hit <number>', 'which of several hits, from 1', hitNumber)
    .requiredOption('--text <text>', 'what it says')
    .addOption(
      new Option('--kind <kind>', 'a comment is in no edition').choices(Object.keys(noteKinds)).default('footnote'),
    )
    .addOption(regexOption())
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: NoteOptions) => {
      checkNote(options);
      const { terminal, signal } = environment;
      const noted = await changeCollection(environment, folder, options, async ({ collection, context, documents }) => {
        const document = await resolveDocument(collection, name);
        const query = { text: options.after ?? '', regex: options.regex === true };
        const request = {
          document,
          after: options.onDocument ? null : { query, hit: options.hit ?? null },
          text: options.text,
          type: noteKinds[options.kind] ?? 'footnote',
        };
        const control = { progress: () => undefined, signal };
        return { document, outcome: await noteDocument(context, documents, request, control) };
      });
      end(tellNoted(terminal, noted.document, noted.outcome, options));
    });
};

function hitNumber(value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('A hit is named by its number, from 1.');
}

/** @throws CommandFault when it is not said where the note stands, or what it says */
function checkNote({ after, onDocument, text }: NoteOptions): void {
  if ((after ?? '') === '' && !onDocument)
    throw new CommandFault(exitCode.wrongUse, 'Say behind which words it stands: --after <words>, or --on-document.');
  if (after !== undefined && onDocument)
    throw new CommandFault(exitCode.wrongUse, 'A note stands behind some words or on the document, not both.');
  if (text.trim() === '') throw new CommandFault(exitCode.wrongUse, 'Write what the note shall say: --text <text>.');
}

function tellNoted(terminal: Terminal, document: string, outcome: NoteOutcome, options: NoteOptions): ExitCode {
  const after = options.after ?? null;
  if (outcome.kind === 'no such place') return tellNoPlace(terminal, document, outcome.hits, options);
  if (outcome.kind !== 'done') return tellRefused(outcome, after ?? '');
  const { source, note, label, hits } = outcome;
  if (options.json) outJson(terminal, { document, source, after, kind: options.kind, note, label, hits });
  else sayLine(terminal, `Added as note ${label} of ${source}.`);
  return exitCode.done;
}

function tellNoPlace(terminal: Terminal, document: string, hits: number, options: NoteOptions): ExitCode {
  const after = options.after ?? null;
  if (options.json) outJson(terminal, { document, after, kind: options.kind, note: null, hits });
  if (hits === 0) sayLine(terminal, `No note was added: “${after}” does not stand there.`);
  else if (options.hit === undefined)
    sayLine(terminal, `No note was added: “${after}” stands there ${hits} times. Say which with --hit, or add words.`);
  else sayLine(terminal, `No note was added: “${after}” stands there only ${counted(hits, 'time')}.`);
  return exitCode.findings;
}
