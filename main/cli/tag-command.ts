import { Option } from 'commander';
import { type AnnotationKind, annotationKinds } from '../../shared/document/annotation.ts';
import { type TagOutcome, tagDocument } from '../jobs/tag-documents.ts';
import type { AddCommand } from './add-command.ts';
import {
  collectionArgument,
  documentArgument,
  editorOption,
  findOption,
  jsonOption,
  regexOption,
  takeOverOption,
} from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './exit-code.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { changeCollection, resolveDocument } from './with-collection.ts';

interface Options {
  readonly find: string;
  readonly as: AnnotationKind;
  readonly regex?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** `anchorite tag <collection> <document> --find X --as person` */
export const addTagCommand: AddCommand = (program, environment, end) => {
  program
    .command('tag')
    .description('Tag every hit in a document that is not so tagged yet')
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(findOption())
    .addOption(new Option('--as <kind>', 'what the words are').choices(annotationKinds).makeOptionMandatory())
    .addOption(regexOption())
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: Options) => {
      const { terminal, signal } = environment;
      const tagged = await changeCollection(
        environment,
        folder,
        options,
        async ({ collection, context, documents }) => {
          const document = await resolveDocument(collection, name);
          const query = { text: options.find, regex: options.regex === true };
          const control = { progress: () => undefined, signal };
          return {
            document,
            outcome: await tagDocument(context, documents, { document, query, as: options.as }, control),
          };
        },
      );
      end(tellOutcome(terminal, tagged.document, tagged.outcome, options));
    });
};

function tellOutcome(terminal: Terminal, document: string, outcome: TagOutcome, options: Options): ExitCode {
  switch (outcome.kind) {
    case 'bad expression':
      throw new CommandFault(exitCode.wrongUse, `“${options.find}” cannot be looked for: ${outcome.reason}.`);
    case 'read-only':
      throw new CommandFault(exitCode.unavailable, outcome.reason);
    case 'cancelled':
      return exitCode.interrupted;
    default:
      break;
  }
  const { hits, source } = outcome;
  const tagged = hits.filter(({ tag }) => tag !== null).length;
  if (options.json) {
    const { find, as } = options;
    outJson(terminal, { document, source, find, as, hits: hits.length, tagged, tags: hits });
  } else {
    for (const { before, text, after, tag } of hits)
      terminal.out(`${tag ?? 'tagged before'}  ${before}[${text}]${after}\n`);
    sayLine(terminal, hitSentence(hits.length, tagged, options.as));
  }
  return hits.length === 0 ? exitCode.findings : exitCode.done;
}

function hitSentence(hits: number, tagged: number, kind: AnnotationKind): string {
  if (hits === 0) return 'No hit.';
  const before = hits - tagged;
  return `${tagged} tagged as ${kind}${before === 0 ? '' : `, ${before} tagged so before`}.`;
}
