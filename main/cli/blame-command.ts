import { InvalidArgumentError, Option } from 'commander';
import type { WordBlame } from '../../shared/contract/versions.ts';
import { findMatches } from '../../shared/correct/find.ts';
import { positionInPlainText } from '../../shared/document/block-text.ts';
import { blamePlaces, type Place } from '../jobs/word-blame.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import type { AddCommand } from './add-command.ts';
import { collectionArgument, documentArgument, findOption, jsonOption } from './command-options.ts';
import { CommandFault, exitCode } from './exit-code.ts';
import { outJson, sayLine, type Terminal } from './terminal.ts';
import { readCollection, resolveDocument } from './with-collection.ts';

interface Options {
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
    .action(async (folder: string, name: string, options: Options) => {
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

function placesOf({ state }: DocumentStore, { find, at }: Options): readonly Place[] {
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
