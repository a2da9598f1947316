import type { PagePicture, PageView } from '../../shared/contract/payloads/facsimile.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { type ImageFileState, imageFileState } from '../storage/document/page-images.ts';
import { pyramidLevels, tileOverlapPixels, tileSizePixels } from './picture-pyramid.ts';

/** What addresses of pictures begin with. */
const pictureAddress = 'app://anchorite/facsimile/';

/** The page images of a document as its list has them; what acts say of how they lie in their pictures, the window follows by itself. Looks at
 *  the size of each file. */
export async function pageViews(store: DocumentStore): Promise<readonly PageView[]> {
  const states = new Map<string, ImageFileState>();
  const { pages, treated } = store.state;
  const listed = treated?.listed ?? pages;
  for (const page of listed)
    if (!states.has(page.file)) states.set(page.file, await imageFileState(store.files, store.facsimileFolder, page));
  return listed.map((page) => pageView(store.id, page, states.get(page.file) ?? 'missing'));
}

function pageView(document: DocumentId, page: PageImage, state: ImageFileState): PageView {
  if (state !== 'present') return { ...page, state, picture: null, thumbnail: null };
  // The digest is in the address, so that no old picture is shown after a file took the place of another.
  const base = `${pictureAddress}${document}/${page.id}/${page.sha256.slice(0, 16)}/`;
  return { ...page, state, picture: pagePicture(page, base), thumbnail: `${base}thumbnail.jpg` };
}

const pagePicture = (page: PageImage, base: string): PagePicture =>
  isShownWhole(page)
    ? { kind: 'whole', address: `${base}whole` }
    : {
        kind: 'tiles',
        address: `${base}tiles/`,
        tileSize: tileSizePixels,
        overlap: tileOverlapPixels,
        levels: pyramidLevels(page),
      };

const wholeFormats: ReadonlySet<PageImage['format']> = new Set(['png', 'jpeg', 'webp']);
const largestWholePixels = 24_000_000;
const largestWholeBytes = 128 * 1024 * 1024;

/** Whether the window gets the file as it is: it knows the format, and decodes it soon enough. */
export const isShownWhole = ({ format, width, height, bytes }: PageImage): boolean =>
  wholeFormats.has(format) && width * height <= largestWholePixels && bytes <= largestWholeBytes;
