import type { DocumentMetadata } from '../../document/metadata.ts';
import { anchorName } from '../../document/page-anchor.ts';
import type { PageTurn } from '../../document/page-image.ts';
import { inlineOf, type ReadingBlock, type ReadingEdition } from '../reading/reading-edition.ts';
import type { ReadingView } from '../reading/reading-marks.ts';
import { blocksHtml, notesHtml } from './html-blocks.ts';
import { type HtmlContext, inlineHtml } from './html-inline.ts';
import { entitiesOfTags, namesHtml } from './html-names.ts';
import { pageHtml } from './html-page.ts';
import { html, languageOf } from './html-writer.ts';
import { builtInTemplates, type Templates } from './template-set.ts';

/** A picture of a page that stands beside the text. */
export interface EditionImage {
  /** The page image that it shows. */
  readonly id: string;
  /** Where it is: a file beside the page, or a data URI. */
  readonly address: string;
  /** In pixels of the file. */
  readonly width: number;
  readonly height: number;
  /** How far a person turned it, clockwise. */
  readonly turn: PageTurn;
}

interface HtmlOptions {
  readonly application: { readonly name: string; readonly version: string };
  readonly images: readonly EditionImage[];
  /** The view that is shown first. */
  readonly view: ReadingView;
  /** Whether corrections are shown from the start; they are not when not given. */
  readonly corrections?: boolean;
  /** Names the file that the document came from. */
  readonly source: string;
  /** Where the pages around it are; none when not given. */
  readonly links?: readonly { readonly name: string; readonly address: string }[];
  /** Where the names of all documents are; nowhere when not given. */
  readonly allNames?: string;
  /** The program's own when not given. */
  readonly templates?: Templates;
}

/** A document as one HTML page that needs no script and no network: its text with page markers and notes that are linked both ways, switches for the two
 *  views, for corrections and for tags, and beside it the images of its pages. Text is never markup, whatever it says. Pure, O(document).
 *  @param edition of both views, with corrections */
export function htmlEdition(edition: ReadingEdition, options: HtmlOptions): string {
  const { title, metadata, notes } = edition;
  const images = placedImages(edition, options.images);
  const { templates = builtInTemplates } = options;
  const context: HtmlContext = {
    prefix: '',
    notesFile: '',
    notes,
    imageOfPage: new Map(images.flatMap(({ page, elementId }) => (page === null ? [] : [[page, elementId] as const]))),
    told: new Set(),
    templates,
    entityOfTag: entitiesOfTags(edition.names),
    namesFile: '',
  };
  const body = templates.fill('html/page.html', {
    title,
    links: templates.fill('html/links.html', {
      links: (options.links ?? []).map(({ name, address }) => ({ name, href: address })),
    }),
    controls: controlsHtml(edition, options, templates),
    contents: contentsHtml(edition, templates),
    text: textHtml(edition, context, options),
    images: images.length === 0 ? '' : imagesHtml(images, templates),
  });
  return pageHtml({
    title,
    language: metadata.language,
    application: options.application,
    style: templates.fill('html/style.css', {}),
    body,
    scripts: false,
  });
}

/** A language that is none is English, in which the page itself speaks. */
export const languageTag = (language: string): string => languageOf(language) ?? 'en';

function textHtml(edition: ReadingEdition, context: HtmlContext, { source, allNames }: HtmlOptions): string {
  const { title, blocks, notes, metadata, names } = edition;
  const { templates } = context;
  const [first] = blocks;
  const heading = first?.kind === 'heading' ? inlineHtml(first.content, context) : '';
  const rest: readonly ReadingBlock[] = first?.kind === 'heading' ? blocks.slice(1) : blocks;
  const content = blocksHtml(rest, context, 1);
  return templates.fill('html/text.html', {
    title,
    language: languageTag(metadata.language),
    heading,
    facts: templates.fill('html/facts.html', { facts: factsOf(metadata) }),
    content,
    notes: notes.length === 0 ? '' : notesHtml(notes, context, ''),
    names: names.length === 0 ? '' : namesHtml(names, context, { textFile: '', allNames: allNames ?? '' }),
    source,
  });
}

const factsOf = ({ number, date, placeSent, from, to, classification }: DocumentMetadata) =>
  [
    { name: 'Number', value: number },
    { name: 'Date', value: date?.text ?? '' },
    { name: 'Place', value: placeSent },
    { name: 'From', value: from },
    { name: 'To', value: to },
    { name: 'Classification', value: classification },
  ].filter(({ value }) => value !== '');

function controlsHtml({ blocks }: ReadingEdition, { view, corrections }: HtmlOptions, templates: Templates): string {
  const has = { correction: false, tag: false };
  for (const part of inlineOf(blocks)) {
    if (part.kind === 'taken out') has.correction = true;
    if (part.kind !== 'text') continue;
    for (const { kind } of part.marks) if (kind === 'correction' || kind === 'tag') has[kind] = true;
  }
  return templates.fill('html/controls.html', {
    isReading: view === 'reading',
    isDiplomatic: view === 'diplomatic',
    hasCorrections: has.correction,
    areCorrectionsShown: corrections ?? false,
    hasTags: has.tag,
  });
}

/** The pages of a document, when there are several to go to. */
function contentsHtml({ pages }: ReadingEdition, templates: Templates): string {
  const links = pages.map(({ anchor }, index) => ({ href: `#page-${index + 1}`, name: anchorName(anchor) }));
  return templates.fill('html/contents.html', { pages: links.length < 2 ? [] : links });
}

interface PlacedImage extends EditionImage {
  /** The number of the page that begins with it; null when it belongs to none. */
  readonly page: number | null;
  readonly elementId: string;
  readonly name: string;
}

/** Images in the order of the pages that begin with them, the others behind. */
function placedImages({ pages }: ReadingEdition, images: readonly EditionImage[]): readonly PlacedImage[] {
  return images
    .map((image, index): PlacedImage => {
      const at = pages.findIndex((page) => page.images.includes(image.id));
      const anchor = pages[at]?.anchor;
      const name = anchor ? anchorName(anchor) : `Image ${index + 1}`;
      return { ...image, page: anchor ? at + 1 : null, elementId: `image-${index + 1}`, name };
    })
    .sort((a, b) => (a.page ?? Number.MAX_SAFE_INTEGER) - (b.page ?? Number.MAX_SAFE_INTEGER));
}

function imagesHtml(images: readonly PlacedImage[], templates: Templates): string {
  const figures = images.map(({ address, width, height, turn, elementId, name, page }) => {
    const alt = page === null ? name : `The page image of ${name}; its text begins at the marker of the page`;
    const picture = turnedImage(
      html('img', { src: address, width, height, alt, loading: 'lazy', style: turnOf(turn, width, height) }, null),
      turn,
      width,
      height,
    );
    return { id: elementId, href: page === null ? '' : `#page-${page}`, name, picture };
  });
  return templates.fill('html/images.html', { images: figures });
}

/** A picture that stands on its side lies in a frame of its own shape, in the middle of which it turns. */
function turnOf(turn: PageTurn, width: number, height: number): string | null {
  if (turn === 0) return null;
  if (turn === 180) return 'transform:rotate(180deg)';
  return `position:absolute;top:50%;left:50%;max-width:none;width:${((100 * width) / height).toFixed(3)}%;transform:translate(-50%,-50%) rotate(${turn}deg)`;
}

const turnedImage = (image: string, turn: PageTurn, width: number, height: number): string =>
  turn === 0 || turn === 180
    ? image
    : html('div', { style: `position:relative;overflow:hidden;aspect-ratio:${height}/${width}` }, image);
