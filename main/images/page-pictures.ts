import os from 'node:os';
import path from 'node:path';
import { nanoid } from 'nanoid';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { type DocumentId, isIdentifier } from '../../shared/document/identifier.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { type ConfinedFileSystem, type ConfinedPath, confined } from '../storage/disk/confined-file-system.ts';
import { type FileSystem, removeTree } from '../storage/disk/file-system.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { imageFileState, readPictureFile } from '../storage/document/page-images.ts';
import { hasLevel, readThumbnail, readTile, tileFolder } from '../storage/document/tile-files.ts';
import type { JobContext } from '../workers/job.ts';
import { type ImageOutcome, type ImageReader, imageReader } from './image-reader.ts';
import { isShownWhole } from './page-views.ts';
import { levelSize, pyramidLevels, tileSizePixels } from './picture-pyramid.ts';

/** Which picture the window wants. */
export interface PictureRequest {
  readonly document: DocumentId;
  readonly page: string;
  /** The beginning of the digest of the page's file. */
  readonly digest: string;
  readonly picture:
    | { readonly kind: 'whole' }
    | { readonly kind: 'thumbnail' }
    | { readonly kind: 'tile'; readonly level: number; readonly column: number; readonly row: number };
}

/** The bytes of a picture; `none` when there is none of that kind or it cannot be made, `closed` when the collection was closed
 *  before it was there. */
export type PictureAnswer = { readonly bytes: Uint8Array; readonly mediaType: string } | 'none' | 'closed';

const mediaTypes: Readonly<Partial<Record<PageImage['format'], string>>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/** What is asked of a document. */
export interface PictureStore extends Pick<DocumentStore, 'id' | 'files' | 'facsimileFolder'> {
  readonly state: Pick<DocumentStore['state'], 'pages'>;
}

/** A folder of pictures, and the gate that leads to it. */
interface PicturePlace {
  readonly files: ConfinedFileSystem;
  readonly folder: string;
}

/** Others may write to the folder that it is in, so that its name cannot be guessed. */
const temporaryPlace = async (fileSystem: FileSystem): Promise<PicturePlace> => ({
  files: await confined(fileSystem, os.tmpdir()),
  folder: path.join(os.tmpdir(), `anchorite-tiles-${nanoid()}`),
});

/** Tiles of a page on their way. */
interface Making {
  /** Which levels are there, waited for by whoever wants one of their tiles. */
  readonly levels: readonly { readonly promise: Promise<void>; readonly resolve: () => void }[];
  readonly ended: Promise<void>;
}

/** The pictures of one collection's pages for its window. Thumbnails and tiles are made when they are first wanted and kept beside the
 *  images; of a collection that can only be read, in a folder that goes when it is closed. */
export class PagePictures {
  readonly #context: Pick<JobContext, 'fileSystem' | 'startChild' | 'workers'>;
  readonly #isReadOnly: boolean;
  readonly #onFault: (fault: Fault) => void;
  readonly #stop = new AbortController();
  readonly #thumbnails = new Map<string, Promise<void>>();
  readonly #tiles = new Map<string, Making>();
  /** Two, so that the small pictures of a list do not wait for the large one. */
  readonly #small: ImageReader;
  readonly #large: ImageReader;
  #temporary: Promise<PicturePlace> | null = null;

  /** @param onFault called with why a picture could not be made */
  constructor(
    context: Pick<JobContext, 'fileSystem' | 'startChild' | 'workers'>,
    isReadOnly: boolean,
    onFault: (fault: Fault) => void,
  ) {
    this.#context = context;
    this.#isReadOnly = isReadOnly;
    this.#onFault = onFault;
    this.#small = imageReader(context);
    this.#large = imageReader(context);
  }

  /** A picture of an open document. */
  async picture(store: PictureStore, request: PictureRequest): Promise<PictureAnswer> {
    const page = store.state.pages.find(({ id }) => id === request.page);
    if (!page?.sha256.startsWith(request.digest)) return 'none';
    if ((await imageFileState(store.files, store.facsimileFolder, page)) !== 'present') return 'none';
    const { picture } = request;
    switch (picture.kind) {
      case 'whole': {
        const mediaType = mediaTypes[page.format];
        if (mediaType === undefined || !isShownWhole(page)) return 'none';
        return { bytes: await readPictureFile(store.files, path.join(store.facsimileFolder, page.file)), mediaType };
      }
      case 'thumbnail':
        return this.#answer(await this.#thumbnail(store, page));
      case 'tile':
        return isTileOf(page, picture) ? this.#answer(await this.#tile(store, page, picture)) : 'none';
    }
  }

  #answer(bytes: Uint8Array | null): PictureAnswer {
    if (bytes) return { bytes, mediaType: 'image/jpeg' };
    return this.#stop.signal.aborted ? 'closed' : 'none';
  }

  /** Decodes pages for small pictures, until the collection is closed. */
  get reader(): ImageReader {
    return this.#small;
  }

  /** Stops what is being made and removes what only this collection's being open needed. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#small.close();
    this.#large.close();
    const temporary = await this.#temporary;
    if (temporary && (await temporary.files.stat(temporary.folder)))
      await removeTree(temporary.files, temporary.folder);
  }

  async #thumbnail(store: PictureStore, page: PageImage): Promise<Uint8Array | null> {
    const place = await this.#placeOf(store, page);
    const { files, folder } = place;
    const there = await readThumbnail(files, folder);
    if (there) return there;
    const making = this.#thumbnails.get(folder) ?? this.#makeThumbnail(store, page, place);
    this.#thumbnails.set(folder, making);
    await making.finally(() => this.#thumbnails.delete(folder));
    return readThumbnail(files, folder);
  }

  async #makeThumbnail(store: PictureStore, page: PageImage, place: PicturePlace): Promise<void> {
    const options = { name: page.name, signal: this.#stop.signal };
    this.#note(await this.#small.makePictures('thumbnail', sourceOf(store, page), targetOf(place), options));
  }

  /** Whoever waits for a picture sees that there is none; why is for the log. */
  #note(outcome: ImageOutcome<null>): void {
    if (outcome.kind === 'refused') this.#onFault(outcome.fault);
  }

  async #tile(
    store: PictureStore,
    page: PageImage,
    tile: { readonly level: number; readonly column: number; readonly row: number },
  ): Promise<Uint8Array | null> {
    const place = await this.#placeOf(store, page);
    const { files, folder } = place;
    if (!(await hasLevel(files, folder, tile.level))) {
      const making = this.#tiles.get(folder) ?? this.#makeTiles(store, page, place);
      await Promise.race([making.levels[tile.level]?.promise, making.ended]);
    }
    return readTile(files, folder, tile);
  }

  #makeTiles(store: PictureStore, page: PageImage, place: PicturePlace): Making {
    const { folder } = place;
    const levels = Array.from({ length: pyramidLevels(page) }, newSignal);
    const options = {
      name: page.name,
      signal: this.#stop.signal,
      onLevel: (level: number) => levels[level]?.resolve(),
    };
    const ended = this.#large.makePictures('tiles', sourceOf(store, page), targetOf(place), options).then((outcome) => {
      this.#tiles.delete(folder);
      this.#note(outcome);
    });
    const making = { levels, ended };
    this.#tiles.set(folder, making);
    return making;
  }

  async #placeOf(store: PictureStore, page: PageImage): Promise<PicturePlace> {
    if (!this.#isReadOnly) return { files: store.files, folder: tileFolder(store.facsimileFolder, page) };
    this.#temporary ??= temporaryPlace(this.#context.fileSystem);
    const { files, folder } = await this.#temporary;
    return { files, folder: tileFolder(path.join(folder, store.id), page) };
  }
}

function newSignal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const targetOf = ({ files, folder }: PicturePlace): ConfinedPath => ({ root: files.root, path: folder });

/** What the process that decodes images is told of a page. */
export const sourceOf = (
  store: Pick<PictureStore, 'files' | 'facsimileFolder'>,
  { file, format, frame, width, height }: PageImage,
) => ({
  root: store.files.root,
  path: path.join(store.facsimileFolder, file),
  format,
  frame,
  width,
  height,
});

function isTileOf(
  page: PageImage,
  { level, column, row }: { readonly level: number; readonly column: number; readonly row: number },
): boolean {
  if (isShownWhole(page) || level >= pyramidLevels(page)) return false;
  const { width, height } = levelSize(page, level);
  return column * tileSizePixels < width && row * tileSizePixels < height;
}

const address =
  /^\/facsimile\/([^/]+)\/([^/]+)\/([0-9a-f]{16})\/(whole|thumbnail\.jpg|tiles\/(\d{1,2})\/(\d{1,5})_(\d{1,5})\.jpg)$/;

/** What the path of an address asks for; null when it is none of those that the window is given. */
export function pictureRequest(pathname: string): PictureRequest | null {
  const match = address.exec(pathname);
  if (!match) return null;
  const [, document = '', page = '', digest = '', what = '', level, column, row] = match;
  if (!isIdentifier(document) || !isIdentifier(page)) return null;
  const base = { document: document as DocumentId, page, digest };
  if (what === 'whole') return { ...base, picture: { kind: 'whole' } };
  if (what === 'thumbnail.jpg') return { ...base, picture: { kind: 'thumbnail' } };
  return { ...base, picture: { kind: 'tile', level: Number(level), column: Number(column), row: Number(row) } };
}
