import { archiveFactLabels, knownArchiveFacts } from '../../document/metadata.ts';
import type { EditionImage } from '../html/html-edition.ts';
import { type Catalogued, locationInWords } from './catalogued.ts';

/** Where a viewer finds the bundle: IIIF wants addresses of the web, and this is the one that `python3 -m http.server` gives. Who puts it elsewhere
 *  replaces it. */
export const localBase = 'http://localhost:8000/';

interface Addresses {
  /** The folder of the manifest, with a slash at its end. */
  readonly base: string;
}

/** A manifest of the IIIF Presentation API 3.0: a canvas for each page image, turned as people turned it, with what is known of the
 *  document.
 *  @param images with addresses below the folder of the manifest */
export function iiifManifest(document: Catalogued, images: readonly EditionImage[], { base }: Addresses): string {
  const { archive, date, language } = document;
  const none = (value: string) => ({ none: [value] });
  const facts: readonly (readonly [string, string])[] = [
    ['From', document.from],
    ['To', document.to],
    ['Date', date?.text ?? ''],
    ['Number', document.number],
    ...knownArchiveFacts(archive).map(([name, value]) => [archiveFactLabels[name], value] as const),
  ];
  const rights = /^https?:\/\/(?:creativecommons\.org|rightsstatements\.org)\/\S+$/.test(archive.rights ?? '');
  const location = locationInWords(archive);
  const manifest = {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${base}manifest.json`,
    type: 'Manifest',
    label: { [language || 'none']: [document.title] },
    metadata: facts.flatMap(([label, value]) => (value === '' ? [] : [{ label: { en: [label] }, value: none(value) }])),
    ...(location !== '' && { requiredStatement: { label: { en: ['Source'] }, value: none(location) } }),
    // Creative Commons gives its licences by http.
    ...(rights && { rights: archive.rights?.replace(/^https:/, 'http:') }),
    ...(/^\d{4}-\d\d-\d\d/.test(date?.when ?? '') && { navDate: `${date?.when?.slice(0, 10)}T00:00:00Z` }),
    items: images.map((image, index) => canvas(image, index, base)),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What a static server says of an image that it has in one size only: `info.json` of the IIIF Image API 3.0, level 0. The file is at `full/max/0/default.<format>`.
 *  @param id address of the image, without a slash at its end */
export function iiifImageInfo(
  { width, height }: Pick<EditionImage, 'width' | 'height'>,
  { id, format }: { readonly id: string; readonly format: string },
): string {
  const info = {
    '@context': 'http://iiif.io/api/image/3/context.json',
    id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level0',
    width,
    height,
    sizes: [{ width, height }],
    ...(format !== 'jpg' && { preferredFormats: [format], extraFormats: [format] }),
  };
  return `${JSON.stringify(info, null, 2)}\n`;
}

const types: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

function canvas({ address, width, height, turn }: EditionImage, index: number, base: string): object {
  const id = `${base}canvas/${index + 1}`;
  const isOnItsSide = turn === 90 || turn === 270;
  const size = isOnItsSide ? { width: height, height: width } : { width, height };
  const image = {
    id: base + address,
    type: 'Image',
    format: types[address.split('.').at(-1) ?? ''] ?? 'image/png',
    width,
    height,
  };
  const body =
    turn === 0
      ? image
      : {
          id: `${id}/turned`,
          type: 'SpecificResource',
          source: image,
          selector: { type: 'ImageApiSelector', rotation: String(turn) },
        };
  return {
    id,
    type: 'Canvas',
    label: { none: [String(index + 1)] },
    ...size,
    items: [
      {
        id: `${id}/page`,
        type: 'AnnotationPage',
        items: [{ id: `${id}/image`, type: 'Annotation', motivation: 'painting', body, target: id }],
      },
    ],
  };
}
