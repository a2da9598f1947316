import { createCanvas } from '@napi-rs/canvas';
import type { ProposedTreatment } from '../../shared/contract/payloads/facsimile.ts';
import type { ImageFormat, PageTreatment, PageTurn } from '../../shared/document/page-image.ts';
import type { ImageFault } from '../../shared/import/images/image-fault.ts';
import { detectImage, imageDetectionBytes, otherImage } from '../../shared/import/images/image-header.ts';
import { readTiffHeader } from '../../shared/import/images/tiff-header.ts';
import { type ConfinedFileSystem, type ConfinedPath, confined } from '../storage/disk/confined-file-system.ts';
import { errorCode, nodeFileSystem } from '../storage/disk/file-system.ts';
import { readPictureFile } from '../storage/document/page-images.ts';
import { serveProcess } from '../workers/process-server.ts';
import { cutPictures } from './cut-pictures.ts';
import { greyscaleOf } from './greyscale-picture.ts';
import type { ImageAnswer, ImageRequest, ImageTold, PictureSource } from './image-reader.ts';
import { proposedTreatment } from './page-frame.ts';
import { openPdf } from './pdf-pages.ts';
import { type Decoded, decodePlainImage, decodeTiff, type Picture } from './picture-decoding.ts';
import { writePyramid, writeThumbnail } from './write-pyramid.ts';

type Tell = (told: ImageTold) => void;

const refused = (fault: ImageFault): ImageAnswer => ({ kind: 'refused', fault });

serveProcess<ImageRequest, ImageTold, ImageAnswer>(async (request, tell) => {
  try {
    return await answer(request, tell);
  } catch (error) {
    if (!(error instanceof Error) || errorCode(error) === null) throw error;
    return refused({ kind: 'disk', reason: error.message });
  }
});

async function answer(request: ImageRequest, tell: Tell): Promise<ImageAnswer> {
  if (request.kind === 'inspect') return inspect(await pictureBytes(request.file), tell);
  const decoded = await decode(request.source);
  if (!decoded.ok) return refused(decoded.fault);
  const { picture } = decoded;
  switch (request.kind) {
    case 'thumbnail':
      await writeThumbnail(picture, await gateTo(request.folder), request.folder.path);
      return { kind: 'written' };
    case 'tiles':
      await writePyramid(picture, await gateTo(request.folder), request.folder.path, (level) =>
        tell({ kind: 'level', level }),
      );
      return { kind: 'written' };
    case 'render':
      return { kind: 'rendered', bytes: await asPng(picture, request.treatment) };
    case 'propose':
      return { kind: 'proposed', treatment: proposed(picture, request.turn) };
    case 'cut out':
      return { kind: 'cut out', pictures: await cutPictures(picture, request.turn, request.boxes) };
  }
}

const gateTo = ({ root }: ConfinedPath): Promise<ConfinedFileSystem> => confined(nodeFileSystem, root);

const pictureBytes = async (file: ConfinedPath): Promise<Buffer> => readPictureFile(await gateTo(file), file.path);

async function inspect(bytes: Buffer, tell: Tell): Promise<ImageAnswer> {
  if (bytes.length === 0) return refused({ kind: 'empty' });
  const format = detectImage(bytes.subarray(0, imageDetectionBytes));
  if (format === null) {
    const name = otherImage(bytes.subarray(0, imageDetectionBytes));
    return refused(name === null ? { kind: 'no image' } : { kind: 'other format', name });
  }
  if (format === 'pdf') return inspectPdf(bytes, tell);
  const total = format === 'tiff' ? tiffPages(bytes) : 1;
  if (typeof total !== 'number') return refused(total);
  for (let frame = 0; frame < total; frame++) {
    const decoded = await decodePicture(format, bytes, frame);
    if (!decoded.ok) return refused(decoded.fault);
    const { width, height, drawable } = decoded.picture;
    // Some decoders begin only now.
    createCanvas(1, 1).getContext('2d').drawImage(drawable, 0, 0, 1, 1);
    tell({ kind: 'page', page: { frame, width, height, layout: null }, total });
  }
  return { kind: 'inspected', format };
}

function tiffPages(bytes: Buffer): number | ImageFault {
  const header = readTiffHeader(bytes);
  return header.ok ? header.pictures.length : header.fault;
}

async function inspectPdf(bytes: Buffer, tell: Tell): Promise<ImageAnswer> {
  const opened = await openPdf(bytes);
  if (!opened.ok) return refused(opened.fault);
  const { pdf } = opened;
  try {
    for (let frame = 0; frame < pdf.pages; frame++)
      tell({ kind: 'page', page: { frame, ...(await pdf.inspect(frame)) }, total: pdf.pages });
    return { kind: 'inspected', format: 'pdf' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused({ kind: 'damaged', format: 'pdf', reason });
  } finally {
    await pdf.close();
  }
}

async function decode(source: PictureSource): Promise<Decoded> {
  const { format, frame, width, height } = source;
  const bytes = await pictureBytes(source);
  if (format !== 'pdf') return decodePicture(format, bytes, frame);
  const opened = await openPdf(bytes);
  if (!opened.ok) return opened;
  try {
    return { ok: true, picture: await opened.pdf.render(frame, { width, height }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: { kind: 'damaged', format, reason } };
  } finally {
    await opened.pdf.close();
  }
}

const decodePicture = async (format: Exclude<ImageFormat, 'pdf'>, bytes: Buffer, frame: number): Promise<Decoded> =>
  format === 'tiff' ? decodeTiff(bytes, frame) : decodePlainImage(format, bytes);

/** The page as it lies in its picture. What a damaged journal says is larger than twice its picture is cut. */
async function asPng(picture: Picture, { angle, crop }: PageTreatment): Promise<Uint8Array> {
  const { width, height, drawable } = picture;
  const part = crop ?? { x: 0, y: 0, width, height };
  const canvas = createCanvas(Math.min(part.width, 2 * width), Math.min(part.height, 2 * height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.translate(width / 2 - part.x, height / 2 - part.y);
  if (angle !== 0) context.rotate((angle * Math.PI) / 180);
  context.drawImage(drawable, -width / 2, -height / 2);
  return canvas.encode('png');
}

/** More detail tells no more of where a page lies. */
const mostLookedAt = 800_000;

const proposed = (picture: Picture, turn: PageTurn): ProposedTreatment =>
  proposedTreatment(greyscaleOf(picture, turn, mostLookedAt), turn, picture);
