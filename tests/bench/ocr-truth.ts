import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Box, LayoutLine, Point } from '../../shared/document/layout.ts';

/** A line as people transcribed it, and where it is on the page. */
export interface TrueLine {
  readonly text: string;
  /** ALTO: `Polygon/@POINTS`. */
  readonly outline: readonly Point[];
}

/** A page with its ground truth. */
export interface TruePage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** In reading order. */
  readonly lines: readonly TrueLine[];
}

/** The pages of a folder with JPEG images and ALTO files of the same names, in the order of the names. */
export function truePages(folder: string): readonly TruePage[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.jpg'));
  return names.map((file) => {
    const name = file.replace('.jpg', '');
    const alto = readFileSync(path.join(folder, `${name}.xml`), 'utf8');
    const page = alto.match(/<Page[\s\S]*?>/)?.[0] ?? '';
    return {
      name,
      bytes: readFileSync(path.join(folder, file)),
      width: Number(attribute(page, 'WIDTH')),
      height: Number(attribute(page, 'HEIGHT')),
      lines: (alto.match(/<TextLine[\s\S]*?<\/TextLine>/g) ?? []).map(trueLine),
    };
  });
}

function trueLine(xml: string): TrueLine {
  const places = attribute(xml, 'POINTS').trim().split(/[ ,]+/).map(Number);
  const outline = places.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: places[index + 1] ?? 0 }] : []));
  const contents = [...xml.matchAll(/\bCONTENT="([^"]*)"/g)].map(([, content]) => unescaped(content ?? ''));
  return { text: contents.join(' '), outline };
}

const attribute = (xml: string, name: string): string => xml.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '';

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The text of a reading that can be held against the ground truth. That leaves out letterheads, stamps, signatures and lists of
 *  names; so a line of the reading counts, whole and with whatever it holds by mistake, when a word of it lies in a transcribed
 *  line, and does not when none does. */
export function comparableText(lines: readonly Pick<LayoutLine, 'words'>[], truth: readonly TrueLine[]): string {
  const isTranscribed = (box: Box | null): boolean =>
    box !== null && truth.some(({ outline }) => holds(outline, middleOf(box)));
  return folded(
    lines
      .filter(({ words }) => words.some(({ box }) => isTranscribed(box)))
      .map(({ words }) => words.map(({ text }) => text).join(' '))
      .join(' '),
  );
}

/** The transcribed lines in their order. */
export const trueText = (truth: readonly TrueLine[]): string => folded(truth.map(({ text }) => text).join(' '));

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

function holds(outline: readonly Point[], { x, y }: Point): boolean {
  let isInside = false;
  outline.forEach((to, index) => {
    const from = outline.at(index - 1) ?? to;
    if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x)
      isInside = !isInside;
  });
  return isInside;
}
