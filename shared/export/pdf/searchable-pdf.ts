import type { PageImage } from '../../document/page-image.ts';
import { GlyphlessFont, glyphWidth } from './glyphless-font.ts';
import type { ShownWords } from './page-words.ts';
import { type PdfDictionary, PdfFile, type PdfReference, pdfNumber, pdfText } from './pdf-file.ts';
import type { PdfPicture } from './pdf-picture.ts';

/** A page of a searchable PDF. */
export interface PdfPage {
  readonly image: Pick<PageImage, 'width' | 'height' | 'turn'>;
  readonly picture: PdfPicture;
  /** In the order in which they are read. */
  readonly words: readonly ShownWords[];
  /** What people call it: `Facsimile 2`. */
  readonly name: string;
}

interface PdfOptions {
  readonly application: { readonly name: string; readonly version: string };
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** When the document was changed last: ISO 8601. */
  readonly changed: string;
  /** 32 hexadecimal digits that tell the document from every other. */
  readonly id: string;
}

/** Scans say seldom at how many dots an inch they were made; this is what archives ask for. */
const dotsPerInch = 300;
const pointsPerPixel = 72 / dotsPerInch;

/** Pages of a PDF are no longer than this on either side (ISO 32000-1, annex C). */
const longestSide = 14_400;

/** Page images as a PDF with the words under them: invisible, each in the box in which the picture shows it, so that they are found, marked and copied. Tagged, with the
 *  pages as bookmarks. The same pages give the same bytes. */
export function searchablePdf(pages: readonly PdfPage[], options: PdfOptions): Uint8Array<ArrayBuffer> {
  const file = new PdfFile();
  const font = new GlyphlessFont();
  const [fontName, tree, list] = [file.reserve(), file.reserve(), file.reserve()];
  const structure: PdfReference[] = [];
  const parents: (string | number)[] = [];
  const kids = pages.map((page, number) => {
    const reference = file.reserve();
    const content = pageContent(page, font);
    const elements = content.blocks.map((_, index) =>
      file.add({ Type: '/StructElem', S: '/P', P: tree, Pg: reference, K: index }),
    );
    structure.push(...elements);
    parents.push(number, `[${elements.join(' ')}]`);
    file.set(reference, pageOf(file, page, { content: content.stream, list, fontName, number }));
    return reference;
  });
  file.set(list, { Type: '/Pages', Kids: kids, Count: kids.length });
  const root = file.add({ Type: '/StructElem', S: '/Document', P: tree, K: structure });
  file.set(tree, { Type: '/StructTreeRoot', K: [root], ParentTree: { Nums: parents } });
  font.addTo(file, fontName);
  const { name, version } = options.application;
  const catalog = file.add({
    Type: '/Catalog',
    Pages: list,
    Lang: pdfText(options.language),
    MarkInfo: { Marked: true },
    StructTreeRoot: tree,
    ViewerPreferences: { DisplayDocTitle: true },
    Outlines: outlines(file, pages, kids),
    PageMode: '/UseOutlines',
  });
  const time = `(D:${options.changed.replace(/\D/g, '').slice(0, 14)}Z)`;
  const info = file.add({
    Title: pdfText(options.title),
    Producer: pdfText(`${name} ${version}`),
    CreationDate: time,
    ModDate: time,
  });
  return file.bytes(catalog, info, options.id);
}

function scaleOf({ width, height }: PdfPage['image']): number {
  return Math.min(pointsPerPixel, longestSide / Math.max(width, height, 1));
}

function pageOf(
  file: PdfFile,
  { image, picture }: PdfPage,
  { content, list, fontName, number }: { content: string; list: PdfReference; fontName: PdfReference; number: number },
): PdfDictionary {
  const scale = scaleOf(image);
  const drawn = file.addStream(picture.dictionary, picture.bytes);
  return {
    Type: '/Page',
    Parent: list,
    MediaBox: [0, 0, image.width * scale, image.height * scale],
    Rotate: image.turn,
    Resources: { XObject: { Im: drawn }, Font: { F: fontName } },
    Contents: file.addDeflated({}, content),
    StructParents: number,
    Tabs: '/S',
  };
}

/** The picture, and over it the words, a marked stretch for each block. Rendering mode 3 draws nothing. */
function pageContent(
  { image, words }: PdfPage,
  font: GlyphlessFont,
): { readonly stream: string; readonly blocks: readonly number[] } {
  const scale = scaleOf(image);
  const size = `${pdfNumber(image.width * scale)} 0 0 ${pdfNumber(image.height * scale)} 0 0`;
  const lines = [`/Artifact BMC q ${size} cm /Im Do Q EMC`];
  const blocks: number[] = [];
  for (const [index, { text, box, block }] of words.entries()) {
    if (index === 0 || blocks.at(-1) !== block) {
      if (blocks.length > 0) lines.push('ET EMC');
      lines.push(`/P <</MCID ${blocks.length}>> BDC BT 3 Tr`);
      blocks.push(block);
    }
    const { hex, glyphs } = font.encode(`${text} `);
    const height = box.height * scale;
    const natural = (glyphs * glyphWidth * height) / 1000;
    const [x, y] = [box.x * scale, (image.height - box.y - box.height) * scale];
    const stretch = pdfNumber((100 * box.width * scale) / natural);
    lines.push(`/F ${pdfNumber(height)} Tf ${stretch} Tz 1 0 0 1 ${pdfNumber(x)} ${pdfNumber(y)} Tm <${hex}> Tj`);
  }
  if (blocks.length > 0) lines.push('ET EMC');
  return { stream: lines.join('\n'), blocks };
}

function outlines(file: PdfFile, pages: readonly PdfPage[], kids: readonly PdfReference[]): PdfReference {
  const root = file.reserve();
  const items = pages.map(() => file.reserve());
  for (const [index, { name }] of pages.entries()) {
    const item = items[index];
    const [previous, next, page] = [items[index - 1], items[index + 1], kids[index]];
    if (!item || !page) continue;
    file.set(item, {
      Title: pdfText(name),
      Parent: root,
      Dest: [page, '/Fit'],
      ...(previous && { Prev: previous }),
      ...(next && { Next: next }),
    });
  }
  const [first, last] = [items[0], items.at(-1)];
  file.set(root, { Type: '/Outlines', Count: items.length, ...(first && last && { First: first, Last: last }) });
  return root;
}
