import { at, type Command, type Place } from './command.ts';

const image = (group: number): Place => at('Page image', 'document', 'image', group);
const light = at('Page image', 'document', 'image', 3, 'Light');

/** Page images. */
export const facsimileCommands = [
  { id: 'facsimile.add', title: 'Add Page Images…', keys: [], ...image(1) },
  { id: 'facsimile.add-layout', title: 'Add a Layout File…', keys: [], ...image(1) },
  { id: 'facsimile.read-page', title: 'Read This Page', keys: [], ...image(1) },
  { id: 'facsimile.read-all', title: 'Read All Pages', keys: [], ...image(1) },
  { id: 'facsimile.draw-zone', title: 'Draw a Zone…', keys: ['Mod+Alt+Z'], ...image(1) },
  {
    id: 'facsimile.zoom-in',
    title: 'Zoom Into the Image',
    keys: ['Mod+Plus', 'Mod+Shift+Plus', 'Mod+='],
    ...image(2),
  },
  { id: 'facsimile.zoom-out', title: 'Zoom Out of the Image', keys: ['Mod+Minus'], ...image(2) },
  { id: 'facsimile.fit-page', title: 'Fit the Page', keys: ['Mod+0'], ...image(2) },
  { id: 'facsimile.fit-width', title: 'Fit the Width', keys: ['Mod+9'], ...image(2) },
  { id: 'facsimile.rotate-right', title: 'Turn the Page Right', keys: ['Mod+Shift+R'], ...image(3) },
  { id: 'facsimile.rotate-left', title: 'Turn the Page Left', keys: ['Mod+Alt+Shift+R'], ...image(3) },
  { id: 'facsimile.treat', title: 'Straighten and Crop This Page…', keys: ['Mod+Alt+Shift+C'], ...image(3) },
  { id: 'facsimile.split-page', title: 'Split a Double Page…', keys: [], ...image(3) },
  { id: 'facsimile.reset', title: 'Show the Whole Image Again', keys: [], ...image(3) },
  { id: 'facsimile.light', title: 'Brightness and Contrast', keys: ['Mod+Alt+B'], ...light },
  { id: 'facsimile.brighter', title: 'Brighter', keys: [], ...light },
  { id: 'facsimile.darker', title: 'Darker', keys: [], ...light },
  { id: 'facsimile.more-contrast', title: 'More Contrast', keys: [], ...light },
  { id: 'facsimile.less-contrast', title: 'Less Contrast', keys: [], ...light },
  { id: 'facsimile.invert', title: 'Invert the Image', keys: ['Mod+Alt+N'], ...light },
  { id: 'facsimile.plain-light', title: 'Original Brightness', keys: [], ...light },
  { id: 'facsimile.thumbnails', title: 'Show or Hide All Pages', keys: ['Mod+Alt+T'], ...image(4) },
  { id: 'facsimile.strip', title: 'Image Strip Above the Line', keys: ['Mod+Alt+L'], ...image(4) },
  { id: 'facsimile.link', title: 'Begin This Page at the Anchor Before the Caret', keys: [], ...image(5) },
  { id: 'facsimile.unlink', title: 'Link This Page to No Anchor', keys: [], ...image(5) },
  { id: 'facsimile.move-earlier', title: 'Move This Page Before the Previous', keys: [], ...image(5) },
  { id: 'facsimile.move-later', title: 'Move This Page After the Next', keys: [], ...image(5) },
  { id: 'facsimile.relink', title: 'Choose the File of This Page Again…', keys: [], ...image(6) },
  { id: 'facsimile.remove', title: 'Take This Page Off', keys: [], ...image(6) },
] as const satisfies readonly Command[];
