import { languageTag } from '../ocr/language-tag.ts';
import { JsonValue } from '../ocr-services/json-values.ts';
import { mostPackagePages, type PackageDocument, type PackagePage, packageDate, saidOf } from './package-document.ts';

/** Reads a manifest of IIIF Presentation 2 or 3: the canvases in their order, with the images that they name. Addresses are only names here: nothing
 *  is fetched. Null when it is no manifest. */
export function readIiifManifest(text: string): PackageDocument | null {
  const root = parsed(text);
  if (root === null) return null;
  const canvases = root.at('sequences').isThere
    ? (root.at('sequences').items[0]?.at('canvases').items ?? [])
    : root.at('items').items;
  const pairs = root
    .at('metadata')
    .items.map((pair) => [labelOf(pair.at('label')), labelOf(pair.at('value'))] as const);
  const dateOf = pairs.find(([name]) => /^date\b/i.test(name))?.[1] || root.at('navDate').text;
  const languageOf = pairs.find(([name]) => /^language\b/i.test(name))?.[1] ?? '';
  const [date, language] = [packageDate(dateOf), languageTag(languageOf)];
  return {
    title: labelOf(root.at('label')),
    metadata: { ...(date && { date }), ...(language && { language }) },
    said: saidOf(pairs.filter(([name]) => !/^(?:date|language|title)\b/i.test(name))),
    pages: canvases.slice(0, mostPackagePages).map(pageOf),
  };
}

function parsed(text: string): JsonValue | null {
  try {
    return new JsonValue(JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** A label of either version: a string, several, or by language. */
function labelOf(label: JsonValue): string {
  if (label.text !== '') return withoutTags(label.text);
  if (label.items.length > 0)
    return label.items
      .map(labelOf)
      .filter((one) => one !== '')
      .join('; ');
  if (label.at('@value').text !== '') return withoutTags(label.at('@value').text);
  if (typeof label.value !== 'object' || label.value === null) return '';
  const languages = Object.keys(label.value);
  const wanted = ['en', 'none'].find((language) => languages.includes(language)) ?? languages[0];
  const inside = wanted === undefined ? null : label.at(wanted);
  return inside === null
    ? ''
    : inside.items
        .map(({ text }) => withoutTags(text))
        .filter((one) => one !== '')
        .join('; ');
}

const withoutTags = (text: string): string =>
  text
    .slice(0, 2_000)
    .replace(/<[^<>]*>/g, '')
    .trim();

function pageOf(canvas: JsonValue): PackagePage {
  const older = canvas.at('images').items.map((image) => image.at('resource'));
  const newer = canvas
    .at('items')
    .items.flatMap((page) => page.at('items').items)
    .filter((annotation) => /^(?:painting)?$/.test(annotation.at('motivation').text))
    .flatMap((annotation) => [annotation.at('body'), ...annotation.at('body').items]);
  const bodies = [...older, ...newer].flatMap((body) =>
    body.at('items').isThere ? body.at('items').items : [body.at('default').isThere ? body.at('default') : body],
  );
  const services = bodies.flatMap((body) => {
    const service = body.at('service');
    return [service, ...service.items].map((one) => one.at('@id').text || one.at('id').text);
  });
  const own = bodies.map((body) => body.at('@id').text || body.at('id').text);
  const layouts = [canvas.at('seeAlso'), ...canvas.at('seeAlso').items].map(
    (one) => one.at('@id').text || one.at('id').text,
  );
  const label = labelOf(canvas.at('label'));
  const names = [...own, ...services].filter((name) => name !== '');
  return {
    images: [...names, ...names.flatMap(identifierOf), ...(label === '' ? [] : [label])],
    layouts: layouts.filter((name) => /\.(?:xml|hocr|html?)(?:[?#]|$)/i.test(name)),
  };
}

/** The picture that an address of the IIIF Image API names: what stands before region, size, rotation and quality. */
function identifierOf(address: string): readonly string[] {
  const found = /([^/]+)\/(?:full|square|[\d.,]+|pct:[\d.,]+)\/[^/]+\/!?[\d.]+\/\w+\.\w+$/.exec(address);
  return found?.[1] === undefined ? [] : [found[1]];
}
