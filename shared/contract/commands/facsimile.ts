import { t } from '../../translation/translate.ts';
import { at, type Command, type Place } from './command.ts';

const image = (group: number): Place => at('Page image', 'document', 'image', group);
const light = at('Page image', 'document', 'image', 3, 'Light');

/** Page images. */
export const facsimileCommands = [
  { id: 'facsimile.add', title: t`Add Page Images…`, keys: [], ...image(1) },
  { id: 'facsimile.add-layout', title: t`Add a Layout File…`, keys: [], ...image(1) },
  { id: 'facsimile.read-page', title: t`Read This Page`, keys: [], ...image(1) },
  { id: 'facsimile.read-all', title: t`Read All Pages`, keys: [], ...image(1) },
  { id: 'facsimile.draw-zone', title: t`Draw a Zone…`, keys: ['Mod+Alt+Z'], ...image(1) },
  {
    id: 'facsimile.zoom-in',
    title: t`Zoom Into the Image`,
    keys: ['Mod+Plus', 'Mod+Shift+Plus', 'Mod+='],
    ...image(2),
  },
  { id: 'facsimile.zoom-out', title: t`Zoom Out of the Image`, keys: ['Mod+Minus'], ...image(2) },
  { id: 'facsimile.fit-page', title: t`Fit the Page`, keys: ['Mod+0'], ...image(2) },
  { id: 'facsimile.fit-width', title: t`Fit the Width`, keys: ['Mod+9'], ...image(2) },
  { id: 'facsimile.rotate-right', title: t`Turn the Page Right`, keys: ['Mod+Shift+R'], ...image(3) },
  { id: 'facsimile.rotate-left', title: t`Turn the Page Left`, keys: ['Mod+Alt+Shift+R'], ...image(3) },
  { id: 'facsimile.treat', title: t`Straighten and Crop This Page…`, keys: ['Mod+Alt+Shift+C'], ...image(3) },
  { id: 'facsimile.split-page', title: t`Split a Double Page…`, keys: [], ...image(3) },
  { id: 'facsimile.reset', title: t`Show the Whole Image Again`, keys: [], ...image(3) },
  { id: 'facsimile.light', title: t`Brightness and Contrast`, keys: ['Mod+Alt+B'], ...light },
  { id: 'facsimile.brighter', title: t`Brighter`, keys: [], ...light },
  { id: 'facsimile.darker', title: t`Darker`, keys: [], ...light },
  { id: 'facsimile.more-contrast', title: t`More Contrast`, keys: [], ...light },
  { id: 'facsimile.less-contrast', title: t`Less Contrast`, keys: [], ...light },
  { id: 'facsimile.invert', title: t`Invert the Image`, keys: ['Mod+Alt+N'], ...light },
  { id: 'facsimile.plain-light', title: t`Original Brightness`, keys: [], ...light },
  { id: 'facsimile.thumbnails', title: t`Show or Hide All Pages`, keys: ['Mod+Alt+T'], ...image(4) },
  { id: 'facsimile.strip', title: t`Image Strip Above the Line`, keys: ['Mod+Alt+L'], ...image(4) },
  { id: 'facsimile.link', title: t`Begin This Page at the Anchor Before the Caret`, keys: [], ...image(5) },
  { id: 'facsimile.unlink', title: t`Link This Page to No Anchor`, keys: [], ...image(5) },
  { id: 'facsimile.move-earlier', title: t`Move This Page Before the Previous`, keys: [], ...image(5) },
  { id: 'facsimile.move-later', title: t`Move This Page After the Next`, keys: [], ...image(5) },
  { id: 'facsimile.relink', title: t`Choose the File of This Page Again…`, keys: [], ...image(6) },
  { id: 'facsimile.remove', title: t`Take This Page Off`, keys: [], ...image(6) },
] as const satisfies readonly Command[];
