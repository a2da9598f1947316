import type { ImageFault } from './image-fault.ts';

/** Width and height of a picture as it is shown, in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** What a header says, or why it says nothing that can be relied upon. */
export type HeaderReading =
  | { readonly ok: true; readonly size: ImageSize }
  | { readonly ok: false; readonly fault: ImageFault };
