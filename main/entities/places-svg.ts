import type { PlacesFound, SeenMap } from '../../shared/contract/payloads/entities.ts';

/** The map of the places of a collection as SVG. The atlas is read when it is first asked for.
 *  @param view what is seen of the world; null for as much as has all places
 *  @param title of the collection */
export async function placesSvg({ places }: PlacesFound, view: SeenMap | null, title: string): Promise<string> {
  const { placeMapSvg, viewOf } = await import('../../shared/entities/place-map.ts');
  return placeMapSvg(places, view ?? viewOf(places), `${title}: places`);
}
