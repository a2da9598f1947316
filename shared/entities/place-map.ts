import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import atlas from 'world-atlas/countries-110m.json';
import type { EntityId } from '../document/identifier.ts';
import type { Coordinates } from './entity.ts';

/** A place that is drawn. */
export interface MapPlace {
  readonly id: EntityId;
  readonly name: string;
  readonly coordinates: Coordinates;
  /** How many tags mean it. */
  readonly mentions: number;
}

/** What of the world is seen, in the units of the map. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** All of it. */
export const wholeWorld: MapView = { x: 0, y: 0, width: 960, height: 500 };

type Atlas = Parameters<typeof feature>[0];
// The file is read as text of which nothing is known beforehand; it comes with the program.
const world = atlas as unknown as Atlas;

const projection = geoNaturalEarth1().fitExtent(
  [
    [4, 4],
    [wholeWorld.width - 4, wholeWorld.height - 4],
  ],
  { type: 'Sphere' },
);

/** Land and borders as paths of SVG. The borders are those of the years in which the atlas was made (Natural Earth, public domain), not those of a
 *  document's time. */
export function worldShapes(): { readonly land: string; readonly borders: string } {
  const { land, countries } = world.objects;
  const path = geoPath(projection);
  const between = mesh(world, countries as unknown as Parameters<typeof mesh>[1], (one, other) => one !== other);
  return { land: (land && path(feature(world, land))) ?? '', borders: path(between) ?? '' };
}

/** Where a place lies on the map. */
export function onMap({ latitude, longitude }: Coordinates): { readonly x: number; readonly y: number } {
  const [x, y] = projection([longitude, latitude]) ?? [0, 0];
  return { x, y };
}

/** How large the point of a place is, in units of what is seen: its area goes with how often it is mentioned. */
export const pointRadius = (mentions: number, view: MapView): number =>
  ((6 + Math.min(12, 1.5 * Math.sqrt(mentions))) * view.width) / wholeWorld.width;

/** The least part of the world that is shown: farther in the coasts are too coarse. */
const leastWidth = 60;

/** A part of the world about a point, in the proportions of the map, within it. */
export function viewAbout(x: number, y: number, width: number): MapView {
  const wide = Math.min(wholeWorld.width, Math.max(leastWidth, width));
  const high = (wide * wholeWorld.height) / wholeWorld.width;
  const within = (at: number, size: number, most: number): number => Math.max(0, Math.min(most - size, at - size / 2));
  return { x: within(x, wide, wholeWorld.width), y: within(y, high, wholeWorld.height), width: wide, height: high };
}

/** The part of the world that has all of some places, with a margin. */
export function viewOf(places: readonly MapPlace[]): MapView {
  if (places.length === 0) return wholeWorld;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { coordinates } of places) {
    const { x, y } = onMap(coordinates);
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  const high = ((bottom - top) * wholeWorld.width) / wholeWorld.height;
  return viewAbout((left + right) / 2, (top + bottom) / 2, 1.25 * Math.max(right - left, high));
}

/** So many places have their names beside them, as far as there is room. */
const mostNames = 60;

/** The map as one picture for print and for other programs: the places that are mentioned most have their names beside them. Pure.
 *  @param title of the picture */
export function placeMapSvg(places: readonly MapPlace[], view: MapView, title: string): string {
  const { land, borders } = worldShapes();
  const unit = view.width / wholeWorld.width;
  const sorted = places.toSorted((a, b) => b.mentions - a.mentions);
  const points = sorted.map(({ name, coordinates, mentions }) => {
    const { x, y } = onMap(coordinates);
    return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(pointRadius(mentions, view))}"><title>${escaped(name)}: ${mentions}</title></circle>`;
  });
  const box = [view.x, view.y, view.width, view.height].map(short).join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${wholeWorld.width}" height="${wholeWorld.height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${short(view.x)}" y="${short(view.y)}" width="${short(view.width)}" height="${short(view.height)}" fill="#ffffff"/>`,
    `<path d="${land}" fill="#eae4d8"/>`,
    `<path d="${borders}" fill="none" stroke="#b9ae9a" stroke-width="${short(0.6 * unit)}"/>`,
    `<g fill="#2b7040" fill-opacity=".65" stroke="#1b4628" stroke-width="${short(0.8 * unit)}">${points.join('')}</g>`,
    `<g font-family="Georgia, serif" font-size="${short(11 * unit)}" fill="#000000">${namesOf(sorted.slice(0, mostNames), view).join('')}</g>`,
    '</svg>\n',
  ].join('\n');
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A name that would lie over another is left out. */
function namesOf(places: readonly MapPlace[], view: MapView): readonly string[] {
  const unit = view.width / wholeWorld.width;
  const taken: Box[] = [];
  return places.flatMap(({ name, coordinates, mentions }) => {
    const { x, y } = onMap(coordinates);
    const left = x + pointRadius(mentions, view) + 2 * unit;
    const box: Box = { left, right: left + 6 * unit * name.length, top: y - 6 * unit, bottom: y + 6 * unit };
    if (taken.some((other) => overlap(box, other))) return [];
    taken.push(box);
    return [`<text x="${short(left)}" y="${short(y + 4 * unit)}">${escaped(name)}</text>`];
  });
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const short = (value: number): string => String(Math.round(value * 100) / 100);

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ').replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
