import type { Box } from '../document/layout.ts';
import { inEnglish } from '../translation/retell.ts';
import type { QuotedRange } from './quoted-text.ts';

/** Where an annotation of a page says that it belongs. */
export interface ReadTarget {
  /** What it is about; empty when it is not said. */
  readonly source: string;
  readonly quote: Pick<QuotedRange, 'exact' | 'prefix' | 'suffix'> | null;
  readonly position: Pick<QuotedRange, 'start' | 'end'> | null;
  /** A region of an image, in pixels. */
  readonly box: Box | null;
}

/** An annotation as a file has it. */
export interface ReadAnnotation {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** Its IRI; empty when it has none. */
  readonly id: string;
  /** What it says that the words or the region are, in the words of the file. */
  readonly tags: readonly string[];
  /** Its other bodies, one below the other. */
  readonly comment: string;
  readonly targets: readonly ReadTarget[];
}

export type AnnotationPageRead =
  | { readonly kind: 'read'; readonly annotations: readonly ReadAnnotation[] }
  /** A sentence: why nothing could be read. */
  | { readonly kind: 'fault'; readonly reason: string };

/** How many annotations a file may have. */
const mostAnnotations = 200_000;

/** Reads annotations out of JSON-LD: a page or a collection with its first page, a list, or one annotation, with the names of the model's own context. Everything
 *  else in the file is passed over. Pure. */
export function readAnnotationPage(json: string): AnnotationPageRead {
  const parsed = parse(json);
  if (parsed.kind === 'fault') return parsed;
  const items = itemsOf(parsed.value);
  if (items === null)
    return {
      kind: 'fault',
      reason: inEnglish`it has no annotations of the Web Annotation Data Model: neither an AnnotationPage nor an Annotation`,
    };
  if (items.length > mostAnnotations)
    return {
      kind: 'fault',
      reason: inEnglish`it has ${items.length} annotations, more than the ${mostAnnotations} that are read at once`,
    };
  return { kind: 'read', annotations: items.map((item, index) => annotationOf(item, index + 1)) };
}

function parse(
  json: string,
): { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'fault'; readonly reason: string } {
  try {
    return { kind: 'value', value: JSON.parse(json) };
  } catch (error) {
    return {
      kind: 'fault',
      reason: inEnglish`it is no JSON: ${error instanceof Error ? error.message : inEnglish`it cannot be parsed`}`,
    };
  }
}

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What JSON-LD lets stand alone or in a list. */
const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined || value === null ? [] : [value];
};

const hasType = (value: Values, type: string): boolean => listOf(value.type ?? value['@type']).includes(type);

function itemsOf(value: unknown): readonly Values[] | null {
  if (Array.isArray(value)) return value.filter(isValues);
  if (!isValues(value)) return null;
  if (hasType(value, 'Annotation')) return [value];
  if (hasType(value, 'AnnotationCollection') && isValues(value.first)) return itemsOf(value.first);
  return Array.isArray(value.items) ? value.items.filter(isValues) : null;
}

/** An IRI, alone or as the `id` of a thing. */
const iriOf = (value: unknown): string => (isValues(value) ? textOf(value.id ?? value['@id']) : textOf(value));

function annotationOf(value: Values, number: number): ReadAnnotation {
  const tags: string[] = [];
  const comments: string[] = [];
  for (const body of [...listOf(value.body), ...listOf(value.bodyValue)]) {
    const said = isValues(body) ? textOf(body.value) : textOf(body);
    const purposes = isValues(body) ? listOf(body.purpose ?? value.motivation) : [];
    if (said === '') continue;
    const isTag = purposes.some(
      (purpose) => purpose === 'tagging' || purpose === 'classifying' || purpose === 'identifying',
    );
    (isTag ? tags : comments).push(said);
  }
  const targets = listOf(value.target).map(targetOf);
  return { number, id: iriOf(value), tags, comment: comments.join('\n'), targets };
}

function targetOf(value: unknown): ReadTarget {
  if (!isValues(value)) return { source: textOf(value), quote: null, position: null, box: null };
  const selectors = listOf(value.selector).filter(isValues);
  const quote = selectors.find((selector) => hasType(selector, 'TextQuoteSelector'));
  const position = selectors.find((selector) => hasType(selector, 'TextPositionSelector'));
  const fragment = selectors.find((selector) => hasType(selector, 'FragmentSelector'));
  return {
    source: iriOf(value.source ?? value.id),
    quote: quote ? { exact: textOf(quote.exact), prefix: textOf(quote.prefix), suffix: textOf(quote.suffix) } : null,
    position: position ? positionOf(position) : null,
    box: fragment ? boxOf(textOf(fragment.value)) : null,
  };
}

function positionOf({ start, end }: Values): Pick<QuotedRange, 'start' | 'end'> | null {
  const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  return isPlace(start) && isPlace(end) ? { start, end } : null;
}

function boxOf(fragment: string): Box | null {
  const [, list = ''] = /^xywh=(?:pixel:)?([-\d.,eE+]+)$/.exec(fragment) ?? [];
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN, ...more] = list
    .split(',')
    .map(Number);
  const isBox = more.length === 0 && [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
  return isBox ? { x, y, width, height } : null;
}
