import type { PageImageId, ZoneId } from '../../../shared/document/identifier.ts';
import { createStore, type Store } from '../../platform/store.ts';
import type { Fit } from './page-geometry.ts';

/** How page images are made easier to read. It changes nothing but the look. */
export interface Light {
  /** In percent; 100 leaves it as it is. */
  readonly brightness: number;
  readonly contrast: number;
  readonly isInverted: boolean;
}

export const plainLight: Light = { brightness: 100, contrast: 100, isInverted: false };

/** The darkest and brightest, and the weakest and strongest contrast, in percent. */
export const lightRange = { least: 40, most: 250, step: 10 } as const;

/** How the page image is looked at. It stays when another document is opened, but for the page. */
export interface FacsimileView {
  /** The page that is shown; null before the first. */
  readonly page: PageImageId | null;
  readonly light: Light;
  /** What the picture keeps to when the page or the pane changes; null when a person has zoomed it. */
  readonly fit: Fit | null;
  /** CSS pixels an image pixel, in percent; null before the picture is there. */
  readonly zoomPercent: number | null;
  readonly isLightShown: boolean;
  readonly areThumbnailsShown: boolean;
  /** Whether a strip of the image lies above the line of the caret. */
  readonly isStripShown: boolean;
  /** The zone that the inspector and the image make stand out. */
  readonly chosenZone: ZoneId | null;
}

export const facsimileView: Store<FacsimileView> = createStore<FacsimileView>({
  page: null,
  light: plainLight,
  fit: 'page',
  zoomPercent: null,
  isLightShown: false,
  areThumbnailsShown: false,
  isStripShown: false,
  chosenZone: null,
});

export const patchFacsimile = (patch: Partial<FacsimileView>): void =>
  facsimileView.update((view) => ({ ...view, ...patch }));

/** Where the menu of the page stands in the window, in CSS pixels, and the zone that it was asked for. */
interface PageMenuPlace {
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly zone: ZoneId | null;
}

/** The menu of the page that is shown; null while it is closed. */
export const pageMenu = createStore<PageMenuPlace | null>(null);

/** Makes the images brighter or darker, their contrast stronger or weaker, by steps. */
export function changeLight(what: 'brightness' | 'contrast', steps: number): void {
  const { light } = facsimileView.get();
  const value = light[what] + steps * lightRange.step;
  patchFacsimile({ light: { ...light, [what]: Math.max(lightRange.least, Math.min(lightRange.most, value)) } });
}

/** The light as a CSS `filter`. */
export function lightFilter({ brightness, contrast, isInverted }: Light): string {
  const parts = [
    brightness !== 100 && `brightness(${brightness}%)`,
    contrast !== 100 && `contrast(${contrast}%)`,
    isInverted && 'invert(1)',
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'none' : parts.join(' ');
}
