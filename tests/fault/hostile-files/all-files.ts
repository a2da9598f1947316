import { archiveFiles } from './archive-files.ts';
import { collectionFiles } from './collection-files.ts';
import { dataFiles } from './data-files.ts';
import type { HostileFile } from './hostile-file.ts';
import { layoutFiles } from './layout-files.ts';
import { markupFiles } from './markup-files.ts';
import { pictureFiles } from './picture-files.ts';
import { longTexts, textFiles } from './text-files.ts';

/** Every hostile file, in an order that stays. */
export const hostileFiles: readonly HostileFile[] = [
  ...markupFiles,
  ...layoutFiles,
  ...archiveFiles,
  ...pictureFiles,
  ...textFiles,
  ...dataFiles,
  ...collectionFiles,
  ...longTexts,
];
