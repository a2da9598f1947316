import type { AnchorId, DocumentId } from '../../../shared/document/identifier.ts';
import { anchorName, anchorsNamed, anchorsOf } from '../../../shared/document/page-anchor.ts';
import type { Documents } from '../../storage/collection/named-documents.ts';
import { type DivisionOutcome, joinWithDocument, splitDocument } from '../../usecases/divide-documents.ts';
import {
  type AddCommand,
  collectionArgument,
  documentArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
} from '../terminal/command-options.ts';
import { CommandFault, exitCode, outJson, sayLine } from '../terminal/terminal.ts';
import { changeCollection, resolveDocument } from '../terminal/with-collection.ts';
import { type ImagesOption, imagesOption, joinShared, noImagesOption } from './sharing-commands.ts';

interface Options {
  readonly title?: string;
  readonly editor?: string;
  readonly json?: true;
}

/** `anchorite split <collection> <document> <page> [--title title]` */
export const addSplitCommand: AddCommand = (program, environment, end) => {
  program
    .command('split')
    .description(
      'Divide a document at a page: what follows becomes a new document, with its notes, tags, images and history',
    )
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .argument('<page>', 'the page anchor at which the new document begins, such as “Facsimile 3”, its label or its id')
    .option('--title <title>', 'the title of the new document')
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, page: string, options: Options) => {
      const outcome = await changeCollection(
        environment,
        folder,
        options,
        async ({ collection, documents, context }) => {
          const document = await resolveDocument(collection, name);
          const at = await resolvePage(documents, document, page);
          return splitDocument(context, collection, { document, at, title: options.title ?? null }, environment.signal);
        },
      );
      tell(environment, outcome, options);
      end(exitCode.done);
    });
};

/** `anchorite join <collection> <document> <other>` */
export const addJoinCommand: AddCommand = (program, environment, end) => {
  program
    .command('join')
    .description(
      'Put a document behind another one; itself is kept among the removed documents. With a shared place and a new folder: make a copy of a collection that others share',
    )
    .argument('<collection>', 'the folder of the collection; or the folder or address where one is shared')
    .argument('<document>', `${documentArgument().description}; or the new folder`)
    .argument('[other]', 'the document to put behind it, named in the same way')
    .addOption(imagesOption())
    .addOption(noImagesOption())
    .addOption(editorOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, other: string | undefined, options: Options & ImagesOption) => {
      if (other === undefined) {
        await joinShared(environment, folder, name, options);
        end(exitCode.done);
        return;
      }
      const outcome = await changeCollection(environment, folder, options, async ({ collection }) => {
        const both = [await resolveDocument(collection, name), await resolveDocument(collection, other)] as const;
        return joinWithDocument(collection, both, environment.signal);
      });
      tell(environment, outcome, options);
      end(exitCode.done);
    });
};

/** @throws CommandFault when there is none of that name, or more than one */
function resolvePage(documents: Documents, document: DocumentId, name: string): Promise<AnchorId> {
  return documents.withDocument(document, async ({ state: { doc } }) => {
    const [found, ...others] = anchorsNamed(doc, name);
    if (found && others.length === 0) return found.anchor.id;
    const list = (found ? [found, ...others] : anchorsOf(doc)).map(
      ({ anchor }) => `${anchorName(anchor)} (${anchor.id})`,
    );
    const what = found ? `More than one page is named “${name}”` : `The document has no page “${name}”`;
    throw new CommandFault(
      exitCode.wrongUse,
      `${what}. Nothing was changed. ${list.length === 0 ? 'It has no page anchors.' : `Its pages: ${list.join(', ')}.`}`,
    );
  });
}

function tell({ terminal }: ProgramEnvironment, outcome: DivisionOutcome, { json }: Options): void {
  if (outcome.kind === 'refused') throw new CommandFault(exitCode.wrongUse, `${outcome.reason} Nothing was changed.`);
  const { first, second, sentence } = outcome;
  if (json) outJson(terminal, { first, second });
  else terminal.out(`${first}\n${second}\n`);
  sayLine(terminal, sentence);
}
