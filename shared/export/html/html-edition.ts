import type { DocumentMetadata } from '../../document/metadata.ts';
import { anchorName } from '../../document/page-anchor.ts';
import type { PageTurn } from '../../document/page-image.ts';
import { inlineOf, type ReadingBlock, type ReadingEdition } from '../reading/reading-edition.ts';
import type { ReadingView } from '../reading/reading-marks.ts';
import { blocksHtml, notesHtml } from './html-blocks.ts';
import { type HtmlContext, inlineHtml } from './html-inline.ts';
import { pageHtml } from './html-page.ts';
import { pageStyle } from './html-style.ts';
import { escapeHtml, html, languageOf } from './html-writer.ts';

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
}

/** A document as one HTML page that needs no script and no network: its text with page markers and notes that are linked both ways, switches for the two
 *  views, for corrections and for tags, and beside it the images of its pages. Text is never markup, whatever it says. Pure, O(document).
 *  @param edition of both views, with corrections */
export function htmlEdition(edition: ReadingEdition, options: HtmlOptions): string {
  const { title, metadata, notes } = edition;
  const images = placedImages(edition, options.images);
  const context: HtmlContext = {
    prefix: '',
    notesFile: '',
    notes,
    imageOfPage: new Map(images.flatMap(({ page, elementId }) => (page === null ? [] : [[page, elementId] as const]))),
    told: new Set(),
  };
  const text = textHtml(edition, context, options);
  const page = images.length === 0 ? text : html('div', { class: 'beside' }, `${text}\n${imagesHtml(images)}`);
  const body = [
    html('a', { class: 'skip', href: '#text' }, 'Skip to the text'),
    linksHtml(options.links ?? []),
    controlsHtml(edition, options.view, options.corrections ?? false),
    contentsHtml(edition),
    page,
  ].join('\n');
  return pageHtml({
    title,
    language: metadata.language,
    application: options.application,
    style: pageStyle,
    body,
    scripts: false,
  });
}

/** A language that is none is English, in which the page itself speaks. */
export const languageTag = (language: string): string => languageOf(language) ?? 'en';

function textHtml(edition: ReadingEdition, context: HtmlContext, { source }: HtmlOptions): string {
  const { title, blocks, notes, metadata } = edition;
  const [first] = blocks;
  const head =
    first?.kind === 'heading'
      ? html('h1', {}, inlineHtml(first.content, context))
      : html('h1', { class: 'given' }, escapeHtml(title));
  const rest: readonly ReadingBlock[] = first?.kind === 'heading' ? blocks.slice(1) : blocks;
  const parts = [
    html(
      'article',
      { lang: languageTag(metadata.language) },
      [head, factsHtml(metadata), blocksHtml(rest, context, 1)].join('\n'),
    ),
    notes.length === 0
      ? ''
      : html(
          'section',
          { role: 'doc-endnotes', 'aria-labelledby': 'notes' },
          `\n${html('h2', { id: 'notes' }, 'Notes')}\n${notesHtml(notes, context, '')}\n`,
        ),
    html('footer', {}, escapeHtml(`Made from ${source}.`)),
  ];
  return html('main', { id: 'text', class: 'sheet' }, `\n${parts.filter((part) => part !== '').join('\n')}\n`);
}

function factsHtml({ number, date, placeSent, from, to, classification }: DocumentMetadata): string {
  const facts = [
    ['Number', number],
    ['Date', date?.text ?? ''],
    ['Place', placeSent],
    ['From', from],
    ['To', to],
    ['Classification', classification],
  ] as const;
  const known = facts.filter(([, value]) => value !== '');
  const lines = known.map(([name, value]) => `${html('dt', {}, name)}${html('dd', {}, escapeHtml(value))}`);
  return lines.length === 0 ? '' : html('dl', { class: 'facts' }, lines.join('\n'));
}

function controlsHtml({ blocks }: ReadingEdition, view: ReadingView, areCorrectionsShown: boolean): string {
  const radio = (value: ReadingView, name: string): string => {
    const attributes = {
      type: 'radio',
      name: 'view',
      class: `to-${value}`,
      checked: view === value ? 'checked' : null,
    };
    return html('label', {}, `${html('input', attributes, null)} ${name}`);
  };
  const box = (className: string, name: string, isOn: boolean): string =>
    html(
      'label',
      {},
      `${html('input', { type: 'checkbox', class: className, checked: isOn ? 'checked' : null }, null)} ${name}`,
    );
  const has = { correction: false, tag: false };
  for (const part of inlineOf(blocks)) {
    if (part.kind === 'taken out') has.correction = true;
    if (part.kind !== 'text') continue;
    for (const { kind } of part.marks) if (kind === 'correction' || kind === 'tag') has[kind] = true;
  }
  const views = html(
    'fieldset',
    {},
    `${html('legend', {}, 'View')}${radio('reading', 'Reading')}${radio('diplomatic', 'As on the page')}`,
  );
  const boxes = [
    has.correction ? box('to-corrections', 'Corrections', areCorrectionsShown) : '',
    has.tag ? box('to-tags', 'Tags', false) : '',
  ];
  return html('form', { class: 'controls', 'aria-label': 'What is shown' }, views + boxes.join(''));
}

/** The pages of a document, when there are several to go to. */
function contentsHtml({ pages }: ReadingEdition): string {
  if (pages.length < 2) return '';
  const links = pages.map(({ anchor }, index) =>
    html('li', {}, html('a', { href: `#page-${index + 1}` }, escapeHtml(anchorName(anchor)))),
  );
  return html('nav', { class: 'contents', 'aria-label': 'Pages' }, html('ol', {}, links.join('')));
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

function imagesHtml(images: readonly PlacedImage[]): string {
  const figures = images.map(({ address, width, height, turn, elementId, name, page }) => {
    const alt = page === null ? name : `The page image of ${name}; its text begins at the marker of the page`;
    const picture = turnedImage(
      html('img', { src: address, width, height, alt, loading: 'lazy', style: turnOf(turn, width, height) }, null),
      turn,
      width,
      height,
    );
    const caption = page === null ? escapeHtml(name) : html('a', { href: `#page-${page}` }, escapeHtml(name));
    return html('figure', { id: elementId }, picture + html('figcaption', {}, caption));
  });
  return html('aside', { class: 'images', 'aria-label': 'Page images', tabindex: '0' }, `\n${figures.join('\n')}\n`);
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

function linksHtml(links: NonNullable<HtmlOptions['links']>): string {
  if (links.length === 0) return '';
  const items = links.map(({ name, address }) => html('li', {}, html('a', { href: address }, escapeHtml(name))));
  return html('nav', { class: 'contents', 'aria-label': 'Edition' }, html('ol', {}, items.join('')));
}
