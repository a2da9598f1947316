import { createRequire } from 'node:module';
import { nodeFileSystem } from '../storage/disk/file-system.ts';

/** What is used of the decoders that come with pdf.js. */
interface Decoders {
  readonly JpxImage: {
    setOptions(options: {
      readonly useWasm: boolean;
      readonly useWorkerFetch: boolean;
      readonly wasmUrl: string;
      readonly handler: { sendWithPromise(): Promise<Uint8Array> };
    }): void;
    /** @param options.numComponents 0 for as many as there are */
    decode(bytes: Uint8Array, options: { readonly numComponents: number }): Promise<ArrayLike<number>>;
  };
}

/** Decodes JPEG 2000 with OpenJPEG, as it comes with pdf.js: the samples of each pixel, a byte each, row by row.
 *  @param bytes whose header was found in order
 *  @throws Error when they are damaged */
export async function decodeJpeg2000(bytes: Uint8Array): Promise<ArrayLike<number>> {
  const library: string = 'pdfjs-dist/legacy/image_decoders/pdf.image_decoders.mjs';
  const { JpxImage } = (await import(library)) as Decoders;
  const program = createRequire(import.meta.url).resolve('pdfjs-dist/wasm/openjpeg.wasm');
  // Nothing is fetched: the file goes along with the program.
  const handler = { sendWithPromise: (): Promise<Uint8Array> => nodeFileSystem.readFile(program) };
  JpxImage.setOptions({ useWasm: true, useWorkerFetch: false, wasmUrl: '', handler });
  return JpxImage.decode(new Uint8Array(bytes), { numComponents: 0 });
}
