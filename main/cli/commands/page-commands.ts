import { InvalidArgumentError, Option } from 'commander';
import type { ProposedTreatment } from '../../../shared/contract/payloads/facsimile.ts';
import type { Box } from '../../../shared/document/layout.ts';
import { type PageImage, untreated } from '../../../shared/document/page-image.ts';
import type { WantedTreatment } from '../../../shared/document/pages/treated-page.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import { layPage, proposeTreatment } from '../../images/treat-pages.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import type { JobContext } from '../../workers/job.ts';
import {
  type AddCommand,
  collectionArgument,
  documentArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../terminal/command-options.ts';
import { CommandFault, exitCode, outJson, textTable } from '../terminal/terminal.ts';
import { changeCollection, readCollection, resolveDocument } from '../terminal/with-collection.ts';

interface PagesOptions {
  readonly page?: number;
  readonly find?: true;
  readonly apply?: true;
  readonly angle?: number;
  readonly crop?: Box;
  readonly gutter?: number;
  readonly reset?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

function whole(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}

function degrees(value: string): number {
  if (/^[-+]?\d{1,2}(\.\d+)?$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a number of degrees, such as -1.5.');
}

/** `120,80,1400,2000` */
function part(value: string): Box {
  const [, x, y, width, height] = /^(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})$/.exec(value) ?? [];
  if (height === undefined)
    throw new InvalidArgumentError('It must be left, top, width and height in pixels, as in 120,80,1400,2000.');
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

/** `anchorite pages <collection> <document> [--page n] [--find [--apply]] [--angle a] [--crop x,y,w,h] [--gutter x] [--reset]` */
export const addPagesCommand: AddCommand = (program, environment, end) => {
  program
    .command('pages')
    .description(
      'List the page images of a document and where each page lies in its image; or straighten and cut out one of them, or split one that shows two pages. Image files are never changed',
    )
    .addArgument(collectionArgument())
    .addArgument(documentArgument())
    .addOption(new Option('--page <number>', 'the page, by its number in the list').argParser(whole))
    .addOption(new Option('--find', 'look at the image for angle, edges and gutter; changes nothing without --apply'))
    .addOption(new Option('--apply', 'with --find: lay the page so, and split it where two pages are found'))
    .addOption(new Option('--angle <degrees>', 'turn the image clockwise by so much').argParser(degrees))
    .addOption(new Option('--crop <part>', 'left,top,width,height of the page in the turned image').argParser(part))
    .addOption(new Option('--gutter <pixels>', 'split it there, from the left of the image').argParser(whole))
    .addOption(
      new Option('--reset', 'the whole image is one page again').conflicts(['angle', 'crop', 'gutter', 'find']),
    )
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, name: string, options: PagesOptions) => {
      await pages(environment, folder, name, options);
      end(exitCode.done);
    });
};

async function pages(
  environment: ProgramEnvironment,
  folder: string,
  name: string,
  options: PagesOptions,
): Promise<void> {
  const isChange =
    options.reset || options.apply || [options.angle, options.crop, options.gutter].some((one) => one !== undefined);
  if ((isChange || options.find) && options.page === undefined)
    throw new CommandFault(exitCode.wrongUse, 'Say which page with --page. Nothing was changed.');
  if (isChange) {
    const after = await changeCollection(environment, folder, options, async ({ collection, documents, context }) =>
      documents.withDocument(await resolveDocument(collection, name), (store) =>
        change(context, store, options, environment.signal),
      ),
    );
    tell(environment, after, options);
    return;
  }
  await readCollection(environment, folder, async ({ collection, documents, context }) => {
    const document = await resolveDocument(collection, name);
    await documents.withDocument(document, async (store) => {
      if (!options.find) return tell(environment, store.state.pages, options);
      const found = await proposed(context, store, pageOf(store, options.page), environment.signal);
      if (options.json) outJson(environment.terminal, found);
      else environment.terminal.out(`${foundInWords(found)}\n`);
    });
  });
}

async function change(
  context: JobContext,
  store: DocumentStore,
  { page: number, reset, find, angle, crop, gutter }: PagesOptions,
  signal: AbortSignal,
): Promise<readonly PageImage[]> {
  const page = pageOf(store, number);
  const found = find ? await proposed(context, store, page, signal) : null;
  const before = page.treatment ?? untreated;
  const wanted: WantedTreatment = {
    angle: angle ?? found?.angle ?? before.angle,
    crop: crop ?? found?.crop ?? before.crop,
    gutter: gutter ?? found?.gutter ?? null,
  };
  const reply = await layPage(store, page.id, reset ? null : wanted);
  if (!reply.ok) throw new CommandFault(exitCode.wrongUse, faultSentences(reply.fault));
  return store.state.pages;
}

function pageOf({ state }: DocumentStore, number: number | undefined): PageImage {
  const page = state.pages[(number ?? 1) - 1];
  if (page) return page;
  const there = state.pages.length === 0 ? 'It has no page images.' : `It has the pages 1 to ${state.pages.length}.`;
  throw new CommandFault(exitCode.wrongUse, `The document has no page ${number}. ${there} Nothing was changed.`);
}

async function proposed(
  context: JobContext,
  store: DocumentStore,
  { id }: PageImage,
  signal: AbortSignal,
): Promise<ProposedTreatment> {
  const reply = await proposeTreatment(context, store, id, signal);
  if (!reply.ok) throw new CommandFault(exitCode.unavailable, faultSentences(reply.fault));
  return reply.value;
}

const boxInWords = (box: Box | null): string => (box ? [box.x, box.y, box.width, box.height].join(',') : 'all');

const foundInWords = ({ angle, crop, gutter }: ProposedTreatment): string =>
  `angle ${angle}, crop ${boxInWords(crop)}, ${gutter === null ? 'one page' : `two pages that meet at ${gutter}`}`;

function tell({ terminal }: ProgramEnvironment, list: readonly PageImage[], { json }: PagesOptions): void {
  if (json) {
    outJson(terminal, list);
    return;
  }
  const rows = list.map(({ name, frame, turn, treatment = untreated }, index) => [
    String(index + 1),
    frame > 0 ? `${name}, ${frame + 1}` : name,
    `${turn}`,
    `${treatment.angle}`,
    boxInWords(treatment.crop),
  ]);
  terminal.out(textTable(['page', 'image', 'turn', 'angle', 'crop'], rows, null));
}
