/** What a file is, as far as reading it goes. */
export type FileFormat = 'plain-text' | 'tei' | 'hocr' | 'alto' | 'page-xml' | 'image' | 'pdf' | 'unknown';

/** How many bytes of a file `detectFormat` wants to see; fewer are enough for a shorter file. */
export const detectionBytes = 4096;

const imageSignatures: readonly (readonly (number | null)[])[] = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x49, 0x49, 0x2a, 0x00], // TIFF, little-endian
  [0x4d, 0x4d, 0x00, 0x2a], // TIFF, big-endian
  [0x49, 0x49, 0x2b, 0x00], // BigTIFF
  [0x4d, 0x4d, 0x00, 0x2b],
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50], // WebP
  [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20], // JPEG 2000
  [0xff, 0x4f, 0xff, 0x51],
];

const pdfSignature = [0x25, 0x50, 0x44, 0x46, 0x2d];

const otherSignatures: readonly (readonly (number | null)[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // ZIP: office documents, e-books
  [0xd0, 0xcf, 0x11, 0xe0], // older office documents
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // programs
];

const pictureName = /\.(?:(?:png|jpe?g|tiff?|webp|gif|jp2|bmp)|(pdf))$/i;

/** What the ending of a file's name says that it is, of what is looked at and not read; null when it says nothing of the kind. */
export function pictureNamed(fileName: string): 'image' | 'PDF' | null {
  const found = pictureName.exec(fileName);
  if (!found) return null;
  return found[1] === undefined ? 'image' : 'PDF';
}

const textNames = /\.(?:txt|text|md|asc|ocr|log|csv|tsv)$|(?:^|[\\/])[^.\\/]+$/i;
const xmlBeginning = /^(?:\uFEFF|ï»¿|ÿþ|þÿ)?\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_])/;
const teiElement = /<(?:[\w.-]+:)?(?:TEI|teiCorpus)[\s>]|http:\/\/www\.tei-c\.org\/ns\/1\.0/;
const altoElement = /<(?:[\w.-]+:)?alto[\s>]/;
const pageElement = /<(?:[\w.-]+:)?PcGts[\s>]/;
const htmlElement = /<html[\s>]/i;
/** What the head of hOCR says of its writer, or its first page. */
const hocrSign = /\bocr-(?:system|capabilities)\b|\bocr_page\b/;
const hocrName = /\.hocr$/i;

/** Tells a file's format by how it begins; the name only decides what its bytes leave open.
 *  @param firstBytes the beginning of the file, up to `detectionBytes` */
export function detectFormat(fileName: string, firstBytes: Uint8Array): FileFormat {
  if (imageSignatures.some((signature) => begins(firstBytes, signature))) return 'image';
  if (begins(firstBytes, pdfSignature)) return 'pdf';
  if (otherSignatures.some((signature) => begins(firstBytes, signature))) return 'unknown';
  const beginning = asLatin(firstBytes);
  if (xmlBeginning.test(beginning)) return xmlFormat(fileName, beginning);
  // A text with stray NUL bytes is still opened as one: decoding then says where they are.
  return textNames.test(fileName) || !firstBytes.includes(0) ? 'plain-text' : 'unknown';
}

const begins = (bytes: Uint8Array, signature: readonly (number | null)[]): boolean =>
  signature.every((byte, index) => byte === null || bytes[index] === byte);

/** A text file may begin with an angle bracket; a file named for it is XML of another kind. */
function xmlFormat(fileName: string, beginning: string): FileFormat {
  if (teiElement.test(beginning)) return 'tei';
  if (altoElement.test(beginning)) return 'alto';
  if (pageElement.test(beginning)) return 'page-xml';
  if (htmlElement.test(beginning) && (hocrSign.test(beginning) || hocrName.test(fileName))) return 'hocr';
  return textNames.test(fileName) ? 'plain-text' : 'unknown';
}

function asLatin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes.subarray(0, detectionBytes)) if (byte !== 0) text += String.fromCharCode(byte);
  return text;
}
