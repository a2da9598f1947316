import type { ImageFormat } from '../../document/page-image.ts';
import { unreachable } from '../../text/unreachable.ts';
import { inEnglish } from '../../translation/retell.ts';

/** Larger pictures are refused before they are decoded: this many are 800 MB once they are. */
export const mostPixels = 200_000_000;
/** How many pages one file may have. */
export const mostPages = 2_000;

/** Why an image file makes no pages. */
export type ImageFault =
  /** Of none of the formats that can be read. */
  | { readonly kind: 'no image' }
  /** A picture of a kind that is known and not read, such as `JPEG 2000`. */
  | { readonly kind: 'other format'; readonly name: string }
  | { readonly kind: 'empty' }
  /** The file ends before the picture does. */
  | { readonly kind: 'cut off'; readonly format: ImageFormat }
  /** It says of itself what cannot be; `reason` goes on after `because`. */
  | { readonly kind: 'damaged'; readonly format: ImageFormat; readonly reason: string }
  | { readonly kind: 'too many pixels'; readonly width: number; readonly height: number }
  | { readonly kind: 'too many pages'; readonly pages: number }
  | { readonly kind: 'password' }
  /** The disk does not give the file, or does not take what is made of it. */
  | { readonly kind: 'disk'; readonly reason: string }
  /** Well made, and of a kind that cannot be read here: `what` is the subject of a sentence. */
  | { readonly kind: 'not supported'; readonly what: string };

const formatNames: Readonly<Record<ImageFormat, string>> = {
  png: inEnglish`PNG image`,
  jpeg: inEnglish`JPEG image`,
  tiff: inEnglish`TIFF image`,
  webp: inEnglish`WebP image`,
  gif: inEnglish`GIF image`,
  bmp: inEnglish`BMP image`,
  jp2: 'JPEG 2000 image',
  pdf: 'PDF',
};

/** What happened and what to do next, each a sentence or two for a person.
 *  @param name base name of the file */
export function imageFaultSentences(fault: ImageFault, name: string): { readonly what: string; readonly next: string } {
  const file = `“${name}”`;
  switch (fault.kind) {
    case 'no image':
      return {
        what: inEnglish`${file} is no PNG, JPEG, TIFF, WebP, GIF, BMP or JPEG 2000 image and no PDF.`,
        next: inEnglish`Save it in one of these formats first.`,
      };
    case 'other format':
      return {
        what: inEnglish`${file} is a ${fault.name} image, which is not read.`,
        next: inEnglish`Save it as PNG, JPEG or TIFF and import that.`,
      };
    case 'empty':
      return { what: inEnglish`${file} holds no pages.`, next: inEnglish`Check that the right file was chosen.` };
    case 'cut off':
      return {
        what: inEnglish`${file} is cut off: the ${formatNames[fault.format]} ends before its picture does.`,
        next: inEnglish`Copy or scan it again; what is left of it can be saved whole by an image editor.`,
      };
    case 'damaged':
      return {
        what: inEnglish`${file} is a damaged ${formatNames[fault.format]}: ${fault.reason}.`,
        next: inEnglish`Copy or scan it again, or save it anew with an image editor.`,
      };
    case 'too many pixels':
      return {
        what: inEnglish`${file} has ${fault.width} × ${fault.height} pixels (${Math.ceil((fault.width * fault.height) / 1e6)} megapixels); a page may have ${mostPixels / 1e6} megapixels at most.`,
        next: inEnglish`Save it at a lower resolution.`,
      };
    case 'too many pages':
      return {
        what: inEnglish`${file} has ${fault.pages.toLocaleString('en')} pages; one file may have ${mostPages.toLocaleString('en')} at most.`,
        next: inEnglish`Divide it into its documents and import those.`,
      };
    case 'password':
      return {
        what: inEnglish`${file} is locked with a password.`,
        next: inEnglish`Open it in a PDF program, save a copy without the password, and import that.`,
      };
    case 'disk':
      return {
        what: inEnglish`${file} could not be read, or the pictures made of it not kept: ${fault.reason}.`,
        next: inEnglish`See to that file or folder, then try again.`,
      };
    case 'not supported':
      return {
        what: inEnglish`${fault.what} in ${file} cannot be read.`,
        next: inEnglish`Save it as PNG or JPEG and import that.`,
      };
    default:
      return unreachable(fault);
  }
}
