import { Option } from 'commander';
import { type ConflictView, type ImageChoice, imageChoices } from '../../../shared/contract/payloads/sharing.ts';
import { joinCollection } from '../../sharing/join-collection.ts';
import {
  type ShareContext,
  type ShareOutcome,
  shareCollection,
  syncSharedCollection,
} from '../../sharing/share-collection.ts';
import { joinSentence, syncSentence } from '../../sharing/sync-words.ts';
import { nodeFileSystem } from '../../storage/disk/file-system.ts';
import { conflictsOf, settleConflict, type Take } from '../../usecases/settle-conflicts.ts';
import {
  type AddCommand,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import { CommandFault, exitCode, outJson, progressBar, sayLine } from '../terminal/terminal.ts';
import { changeCollection, editorOf, readCollection, storageFor } from '../terminal/with-collection.ts';

interface Options {
  readonly editor?: string;
  readonly json?: true;
}

/** What `--images` and `--no-images` leave. */
export interface ImagesOption {
  readonly images?: ImageChoice | false;
}

interface ShareOptions extends Options, ImagesOption {
  readonly remote: string;
  readonly withoutGit?: true;
}

export const imagesOption = (): Option =>
  new Option(
    '--images <choice>',
    'what becomes of the page images: they go along (include), Git LFS keeps them (lfs), or they stay where they are (leave-out)',
  ).choices(imageChoices);

export const noImagesOption = (): Option => new Option('--no-images', 'the same as --images leave-out');

const choiceOf = ({ images }: ImagesOption): ImageChoice | null => (images === false ? 'leave-out' : (images ?? null));

export const addShareCommand: AddCommand = (program, environment, end) => {
  program
    .command('share')
    .description('Share a collection with others, in a folder or at an address that Git reaches')
    .addArgument(collectionArgument())
    .requiredOption('--remote <place>', 'a folder, empty or with a shared collection, or an address (ssh or https)')
    .option('--without-git', 'share through a plain folder, as is done where Git is not installed')
    .addOption(imagesOption())
    .addOption(noImagesOption())
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: ShareOptions) => {
      const outcome = await changeCollection(environment, folder, options, ({ collection }) =>
        withProgress(environment, options, (context) =>
          shareCollection(
            collection,
            {
              remote: options.remote,
              withoutGit: options.withoutGit === true,
              images: choiceOf(options) ?? 'include',
            },
            context,
          ),
        ),
      );
      tell(environment, outcome, options);
      end(exitCode.done);
    });
};

export const addSyncCommand: AddCommand = (program, environment, end) => {
  program
    .command('sync')
    .description('Give the others what was done here, and take over what they did')
    .addArgument(collectionArgument())
    .addOption(imagesOption())
    .addOption(noImagesOption())
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: Options & ImagesOption) => {
      const outcome = await changeCollection(environment, folder, options, ({ collection }) =>
        withProgress(environment, options, (context) => syncSharedCollection(collection, context, choiceOf(options))),
      );
      // Documents that others took out, or brought back, are put where they belong when the collection is opened.
      await changeCollection(environment, folder, options, async () => undefined);
      tell(environment, outcome, options);
      end(exitCode.done);
    });
};

/** Makes a copy of a shared collection: the second meaning of `join`. */
export async function joinShared(
  environment: ProgramEnvironment,
  remote: string,
  folder: string,
  options: Options & ImagesOption,
): Promise<void> {
  const { storage } = await storageFor(environment, options.editor);
  const images = choiceOf(options) ?? 'include';
  const outcome = await withProgress(environment, options, (context) =>
    joinCollection({ remote, folder, images }, storage, context),
  );
  if (outcome.kind === 'refused') throw new CommandFault(exitCode.unavailable, outcome.why);
  const { kind: _, ...joined } = outcome;
  if (options.json) outJson(environment.terminal, joined);
  sayLine(environment.terminal, joinSentence(folder, outcome));
}

async function withProgress<Result>(
  environment: ProgramEnvironment,
  { editor }: Options,
  work: (context: ShareContext) => Promise<Result>,
): Promise<Result> {
  const bar = progressBar(environment.terminal);
  try {
    return await work({
      fileSystem: nodeFileSystem,
      userFolder: environment.userFolder,
      editor: await editorOf(environment, editor),
      signal: environment.signal,
      onProgress: (what, done, total) => bar.show({ what, done, total }),
    });
  } finally {
    bar.end();
  }
}

function tell({ terminal }: ProgramEnvironment, outcome: ShareOutcome, { json }: Options): void {
  if (outcome.kind === 'refused') throw new CommandFault(exitCode.unavailable, outcome.why);
  const { remote, way, sync } = outcome;
  if (json)
    outJson(terminal, {
      remote,
      way,
      in: sync.came,
      out: sync.went,
      merged: sync.merged,
      conflicts: sync.conflicts,
      waiting: sync.waiting,
      refused: sync.refused,
    });
  sayLine(terminal, syncSentence(sync));
}

export const addConflictsCommand: AddCommand = (program, environment, end) => {
  program
    .command('conflicts')
    .description('List what several people changed otherwise at the same time, with both readings')
    .addArgument(collectionArgument())
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: Options) => {
      const siglum = await editorOf(environment, options.editor);
      const found = await readCollection(environment, folder, ({ collection }) => conflictsOf(collection, siglum));
      if (options.json) outJson(environment.terminal, found);
      else for (const one of found) environment.terminal.out(`${lineOf(one)}\n`);
      sayLine(
        environment.terminal,
        found.length === 0 ? 'There is nothing to settle.' : `${found.length} to be settled.`,
      );
      end(exitCode.done);
    });
};

const lineOf = ({ id, source, fact, ours, theirs, oursBy, theirsBy }: ConflictView): string =>
  `${id}  ${source}${fact === undefined ? '' : `  ${fact}`}  ${oursBy.join(', ')}: ${quoted(ours)}  ${theirsBy.join(', ')}: ${quoted(theirs)}`;

const quoted = (text: string): string => (text === '' ? '(nothing)' : `“${text.replaceAll('\n', ' / ')}”`);

interface SettleOptions extends Options {
  readonly take: string;
}

export const addSettleCommand: AddCommand = (program, environment, end) => {
  program
    .command('settle')
    .description('Settle a conflict: by what you have, by what the others have, or by words of your own')
    .addArgument(collectionArgument())
    .argument('<conflict>', 'its id, as `conflicts` lists it')
    .requiredOption('--take <reading>', 'ours, theirs, or the words to stand there')
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, conflict: string, options: SettleOptions) => {
      const siglum = await editorOf(environment, options.editor);
      const left = await changeCollection(environment, folder, options, async ({ collection }) => {
        const found = (await conflictsOf(collection, siglum)).find(({ id }) => id === conflict);
        if (!found)
          throw new CommandFault(exitCode.wrongUse, `There is no open conflict “${conflict}”. Nothing was changed.`);
        const store = await collection.openDocument(found.document);
        try {
          const outcome = await settleConflict(store, conflict, takeOf(options.take), siglum);
          if (outcome.kind !== 'done')
            throw new CommandFault(
              exitCode.unavailable,
              outcome.kind === 'refused' ? outcome.why : 'It is settled already.',
            );
          return outcome.left;
        } finally {
          await store.close();
        }
      });
      if (options.json) outJson(environment.terminal, { settled: conflict, left });
      sayLine(environment.terminal, `Settled; ${left} left in this document.`);
      end(exitCode.done);
    });
};

const takeOf = (given: string): Take => (given === 'ours' || given === 'theirs' ? { side: given } : { text: given });
