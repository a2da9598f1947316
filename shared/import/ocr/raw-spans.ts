import type { LayoutRole, LayoutSpan, LayoutSpanKind } from '../../document/layout.ts';
import { ownTable } from '../../text/own-table.ts';
import { inEnglish } from '../../translation/retell.ts';
import { numberOf, type RawLine, type RawPage } from './raw-page.ts';

/** A tag of PAGE's `@custom`, such as `person {offset:0; length:9; firstname:John;}`. */
export interface CustomTag {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
}

/** So much of it is looked at; no line of text has more tags than that. */
const longestCustom = 20_000;
const customTag = /([\w.:-]{1,60})\s*\{([^{}]*)\}/g;

/** The tags of an attribute `custom`, as Transkribus and eScriptorium write them. */
export const customTags = (value: string | undefined): readonly CustomTag[] =>
  [...(value ?? '').slice(0, longestCustom).matchAll(customTag)].map(([, name = '', inside = '']) => ({
    name,
    properties: new Map(
      inside.split(';').flatMap((property): [string, string][] => {
        const colon = property.indexOf(':');
        return colon < 0 ? [] : [[property.slice(0, colon).trim(), property.slice(colon + 1).trim()]];
      }),
    ),
  }));

const kindNames: readonly (readonly [LayoutSpanKind, RegExp])[] = [
  ['person', /^(?:b-|i-)?(?:pers(?:on|name|on[-_ ]?name)?|per|people)$/],
  ['place', /^(?:b-|i-)?(?:place(?:name)?|loc(?:ation)?|gpe|geog(?:name)?)$/],
  ['organisation', /^(?:b-|i-)?(?:org(?:ani[sz]ation|name)?|institution)$/],
  ['date', /^(?:b-|i-)?(?:date|time)$/],
  ['term', /^(?:b-|i-)?(?:term|keyword)$/],
  ['unclear', /^unclear$/],
  ['supplied', /^supplied$/],
  ['struck', /^(?:del|deletion|strikethrough|blackening)$/],
];

/** The tag of this program that a file calls so; null when there is none. */
export const spanKindNamed = (name: string): LayoutSpanKind | null =>
  kindNames.find(([, pattern]) => pattern.test(name.trim().toLowerCase()))?.[0] ?? null;

const lookNames: Readonly<Record<string, LayoutSpanKind>> = ownTable<LayoutSpanKind>({
  bold: 'bold',
  italic: 'italic',
  italics: 'italic',
  underline: 'underline',
  underlined: 'underline',
  smallcaps: 'smallcaps',
  superscript: 'superscript',
  strikethrough: 'struck',
});

/** Of the names that a file gives to looks of letters, those that are kept here and those that are not. */
export function looksNamed(names: readonly string[]): {
  readonly kept: readonly LayoutSpanKind[];
  readonly left: readonly string[];
} {
  const found = names.map((name) => [name, lookNames[name.toLowerCase()]] as const);
  return {
    kept: found.flatMap(([, look]) => look ?? []),
    left: found.flatMap(([name, look]) => (look === undefined && otherLooks.has(name.toLowerCase()) ? [name] : [])),
  };
}

/** Looks that mean something and that no mark here has. Faces, sizes and colours are those of the page image. */
const otherLooks: ReadonlySet<string> = new Set(['subscript', 'subscripts', 'letterspaced', 'reverse']);

/** Whether a tag or look is said of something, at a place. */
const isSwitchedOn = (value: string | undefined): boolean => value !== undefined && /^(?:true|1)$/i.test(value);

/** The looks of PAGE: attributes of `TextStyle`, or properties of `textStyle`. */
export const looksOf = (attributes: ReadonlyMap<string, string>): readonly string[] =>
  [...attributes].flatMap(([name, value]) => (isSwitchedOn(value) ? [name] : []));

/** Words of a file that say what a block is. Those of PAGE, of SegmOnto (eScriptorium), and of those who make their own. */
const roleNames: readonly (readonly [LayoutRole, RegExp])[] = [
  ['heading', /^(?:heading|head|title|subtitle|headline)$/],
  ['header', /^(?:header|runningtitle(?:zone)?|running-?(?:head|title))$/],
  ['footer', /^(?:footer|signature-?mark|quiremarks?(?:zone)?)$/],
  ['page number', /^(?:page-?number|numbering(?:zone)?|pageno)$/],
  ['catch-word', /^catch-?word$/],
  ['footnote', /^(?:footnote|endnote)$/],
  ['dateline', /^dateline$/],
  ['salutation', /^(?:salutation|salute|greeting)$/],
  ['signature', /^(?:signature|signed)$/],
  ['stamp', /^stamp(?:zone)?$/],
];

/** Says nothing but that there is text, or nothing that readers look for. */
const plainRole =
  /^(?:paragraph|text|main(?:zone)?|default|other|p|par|textblock|table(?:zone)?|content|body|_?(?:none|null))$/;

/** Notes what a file calls a block. What has no counterpart here is counted. */
export function roleNamed(name: string | undefined, page: RawPage | null): LayoutRole | null {
  if (name === undefined || name.trim() === '') return null;
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[:#].*$/, '');
  const role = roleNames.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
  if (role === null && !plainRole.test(plain)) countLeft(page, inEnglish`the kind of block “${name.trim()}”`);
  return role;
}

/** Counts something that a file says and that is not kept. */
export function countLeft(page: RawPage | null, what: string): void {
  if (!page || (page.notKept.size >= mostNames && !page.notKept.has(what))) return;
  page.notKept.set(what, (page.notKept.get(what) ?? 0) + 1);
}

/** More names than any file has; a hostile one could have a million. */
const mostNames = 50;

/** Reads `custom` of a line: its tags and looks, by offsets into its own text.
 *  @param text as the offsets count it
 *  @param page gets what is not kept */
export function spansOfCustom(value: string | undefined, text: string, page: RawPage | null): readonly LayoutSpan[] {
  return customTags(value).flatMap(({ name, properties }) => {
    const [from, length] = [numberOf(properties.get('offset')), numberOf(properties.get('length'))];
    if (!(from >= 0 && length > 0 && from < text.length)) return [];
    const place = inWords(text, from, Math.min(text.length, from + length));
    if (place.from >= place.to) return [];
    if (name === 'textStyle') {
      const { kept, left } = looksNamed(looksOf(properties));
      for (const look of left) countLeft(page, inEnglish`the look “${look}”`);
      return kept.map((as): LayoutSpan => ({ as, ...place }));
    }
    const as = spanKindNamed(name);
    if (as !== null) return [{ as, ...place }];
    const said = [...properties].find(([key]) => key === 'expansion' || key === 'correction')?.[1];
    countLeft(page, said === undefined ? inEnglish`the tag “${name}”` : inEnglish`the tag “${name}” (“${said}”)`);
    return [];
  });
}

/** Offsets into a text as offsets into its words with one space between each two. */
function inWords(text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  const inside = text.slice(from, to);
  const first = from + (inside.length - inside.trimStart().length);
  const before = wordsLength(text.slice(0, first));
  const start = before + (before > 0 && /\s/.test(text.charAt(first - 1)) ? 1 : 0);
  return { from: start, to: start + wordsLength(inside) };
}

const wordsLength = (text: string): number => text.replace(/\s+/g, ' ').trim().length;

/** All that is said of a line's stretches, in order, what touches and is the same taken together. */
export function spansOf({ words, spans = [] }: RawLine): readonly LayoutSpan[] {
  const found: LayoutSpan[] = [...spans];
  let at = 0;
  const open = new Map<LayoutSpanKind, LayoutSpan>();
  for (const { text, as = [] } of words) {
    const plain = text.replace(/\s+/g, ' ').trim();
    if (plain === '') continue;
    for (const kind of as) {
      const before = open.get(kind);
      open.set(kind, { as: kind, from: before?.from ?? at, to: at + plain.length });
    }
    for (const [kind, span] of open) {
      if (as.includes(kind)) continue;
      found.push(span);
      open.delete(kind);
    }
    at += plain.length + 1;
  }
  return [...found, ...open.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}
