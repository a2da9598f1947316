import { ownTable } from '../../text/own-table.ts';
import { layoutLimits, Stopped, XmlStream, type XmlStreamFault } from '../../xml/xml-stream.ts';
import { languageTag } from '../ocr/language-tag.ts';
import { mostPackagePages, type PackageDocument, type PackagePage, packageDate, saidOf } from './package-document.ts';

interface MetsFile {
  readonly href: string;
  /** Of its group: `MASTER`, `THUMBS`, `ALTO`. */
  readonly use: string;
  readonly type: string;
}

interface Division {
  readonly order: number;
  readonly label: string;
  readonly files: string[];
  readonly inside: Division[];
}

/** Reads METS: files, and the structural map that puts them in the order of pages. Metadata is taken where Dublin Core, MODS or Transkribus
 *  writes it. */
export function readMets(text: string): PackageDocument | XmlStreamFault {
  const reader = new MetsReader();
  const stream = new XmlStream(reader, layoutLimits);
  try {
    stream.write(text);
    stream.end();
    return reader.finish();
  } catch (stopped) {
    if (stopped instanceof Stopped) return stopped.fault as XmlStreamFault;
    throw stopped;
  }
}

/** Elements of metadata that say something of the document, with what they are called. */
const facts: Readonly<Record<string, string>> = ownTable<string>({
  author: 'Author',
  creator: 'Creator',
  namePart: 'Name',
  writer: 'Writer',
  genre: 'Genre',
  identifier: 'Identifier',
  shelfLocator: 'Shelf mark',
  abstract: 'Abstract',
  desc: 'Description',
  description: 'Description',
  publisher: 'Publisher',
});
const dates: ReadonlySet<string> = new Set(['date', 'dateIssued', 'dateCreated', 'created']);
const languages: ReadonlySet<string> = new Set(['language', 'languageTerm']);

class MetsReader {
  private readonly files = new Map<string, MetsFile>();
  private readonly maps: Division[] = [];
  private readonly open_: Division[] = [];
  private readonly uses: string[] = [];
  private readonly said: [string, string][] = [];
  private inMetadata = 0;
  private title = '';
  private label = '';
  private date = '';
  private language = '';
  private captured = '';
  private file: { readonly id: string; readonly type: string } | null = null;

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    this.captured = '';
    switch (name) {
      case 'mets':
        this.label = attributes.get('LABEL') ?? '';
        break;
      case 'dmdSec':
      case 'amdSec':
        this.inMetadata += 1;
        break;
      case 'fileGrp':
        this.uses.push(attributes.get('USE') ?? attributes.get('ID') ?? this.uses.at(-1) ?? '');
        break;
      case 'file':
        this.file = { id: attributes.get('ID') ?? '', type: attributes.get('MIMETYPE') ?? '' };
        break;
      case 'FLocat':
        this.locate(attributes.get('href') ?? '');
        break;
      case 'structMap':
        this.openDivision({ order: 0, label: attributes.get('TYPE') ?? '', files: [], inside: [] }, this.maps);
        break;
      case 'div':
        this.openInside(attributes);
        break;
      case 'fptr':
      case 'area':
        if (attributes.has('FILEID')) this.open_.at(-1)?.files.push(attributes.get('FILEID') ?? '');
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.inMetadata > 0) this.captured += text;
  }

  close(name: string): void {
    const text = this.captured.trim();
    this.captured = '';
    switch (name) {
      case 'dmdSec':
      case 'amdSec':
        this.inMetadata -= 1;
        break;
      case 'fileGrp':
        this.uses.pop();
        break;
      case 'file':
        this.file = null;
        break;
      case 'structMap':
      case 'div':
        this.open_.pop();
        break;
      default:
        if (this.inMetadata > 0 && text !== '') this.note(name, text);
    }
  }

  finish(): PackageDocument {
    const pages = this.maps.map((map) => this.pagesOf(map));
    const [best = []] = [...pages].sort((a, b) => b.length - a.length);
    const language = languageTag(this.language);
    const date = packageDate(this.date);
    return {
      title: this.title || this.label,
      metadata: { ...(date && { date }), ...(language && { language }) },
      said: saidOf(this.said),
      pages: best,
    };
  }

  private note(name: string, text: string): void {
    if (name === 'title' && this.title === '') this.title = text;
    else if (dates.has(name) && this.date === '') this.date = text;
    else if (languages.has(name) && this.language === '') this.language = text;
    else if (facts[name] !== undefined && this.said.length < 100) this.said.push([facts[name], text]);
  }

  private locate(href: string): void {
    if (!this.file || this.files.has(this.file.id)) return;
    this.files.set(this.file.id, { href, use: this.uses.at(-1) ?? '', type: this.file.type });
  }

  private openDivision(division: Division, among: Division[]): void {
    among.push(division);
    this.open_.push(division);
  }

  private openInside(attributes: ReadonlyMap<string, string>): void {
    const order = Number(attributes.get('ORDER') ?? Number.NaN);
    const division = { order, label: attributes.get('LABEL') ?? '', files: [], inside: [] };
    this.openDivision(division, this.open_.at(-1)?.inside ?? []);
  }

  /** Every division that has files is a page; in the order that the file states, else as they stand. */
  private pagesOf(division: Division): readonly PackagePage[] {
    const own = this.pageOf(division.files);
    const isOrdered = division.inside.every(({ order }) => Number.isFinite(order));
    const inside = isOrdered ? [...division.inside].sort((a, b) => a.order - b.order) : division.inside;
    const pages = inside.flatMap((part) => this.pagesOf(part));
    return [...(own ? [own] : []), ...pages].slice(0, mostPackagePages);
  }

  private pageOf(ids: readonly string[]): PackagePage | null {
    const files = ids.flatMap((id) => this.files.get(id) ?? []);
    const images = files.filter(isImage).sort((a, b) => imageRank(a) - imageRank(b));
    const layouts = files.filter(isLayout).sort((a, b) => layoutRank(a) - layoutRank(b));
    if (images.length + layouts.length === 0) return null;
    return { images: images.map(({ href }) => href), layouts: layouts.map(({ href }) => href) };
  }
}

const isImage = ({ href, type }: MetsFile): boolean =>
  /^image\//i.test(type) || /\.(?:jpe?g|png|tiff?|webp|jp2|gif|pdf)(?:[?#]|$)/i.test(href);

const isLayout = (file: MetsFile): boolean => !isImage(file) && /\.(?:xml|hocr|html?)(?:[?#]|$)/i.test(file.href);

const imageRank = ({ use }: MetsFile): number =>
  /thumb/i.test(use) ? 3 : /master|max|orig|^img$/i.test(use) ? 0 : /default/i.test(use) ? 1 : 2;

/** PAGE says more than ALTO. */
const layoutRank = ({ use, href }: MetsFile): number => (/page/i.test(use) || /(?:^|\/)page\//i.test(href) ? 0 : 1);
