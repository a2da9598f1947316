import type { LayoutFault } from '../../shared/import/ocr/layout-fault.ts';
import type { NamedImage } from '../../shared/import/ocr/match-layouts.ts';
import { isLayoutOf } from '../../shared/import/ocr/match-layouts.ts';
import { type ReadLayoutFile, readLayoutFile } from '../../shared/import/ocr/read-layout.ts';
import { beginsAsJson, readServiceFile } from '../../shared/import/ocr-services/read-service-file.ts';
import { serveTasks } from '../workers/worker-server.ts';
import type { SourceBytes } from './import-worker.ts';

/** An image that a layout may describe. */
export interface SizedImage extends NamedImage {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

export interface LayoutRequest extends SourceBytes {
  /** What is known of the images, for lengths in millimetres and pages without a size; in the order of the pages. */
  readonly images: readonly SizedImage[];
}

export type LayoutAnswer = ReadLayoutFile | LayoutFault;

serveTasks<LayoutRequest, LayoutAnswer>(({ name, bytes, images }, begin) => {
  begin();
  const read = beginsAsJson(bytes) ? readServiceFile : readLayoutFile;
  return read(bytes, {
    imageSize: (page, image) => {
      const own = images.filter((one) => isLayoutOf({ file: name, image }, one));
      const found = own.length > 1 ? own[page - 1] : (own[0] ?? images[page - 1]);
      return found ? { width: found.width, height: found.height, dpi: null } : null;
    },
  });
});
