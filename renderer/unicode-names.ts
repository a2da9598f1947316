import { unicodeCorrectName } from 'unicode-name';
import type { Plugin } from 'vite';

/** Scripts that nobody looks for by name here: ideographs, syllables by the thousand, and picture writing. */
const leftOut =
  /^(?:CJK|HANGUL|YI |TANGUT|NUSHU|KHITAN|EGYPTIAN|ANATOLIAN|CUNEIFORM|SIGNWRITING|BAMUM|MENDE|VAI |TAG |VARIATION SELECTOR|LANGUAGE TAG|IDEOGRAPHIC DESCRIPTION|MAYAN|ETHIOPIC|CANADIAN|LINEAR|CYPRO|PAHAWH|MEDEFAIDRIN|BYZANTINE|ZNAMENNY|COUNTING ROD|KANGXI|PRESENTATION FORM)/;

/** The last code point that is looked at: behind it stand ideographs. */
const last = 0x1fbff;

/** Every character that can be looked for by its name, a line each: `00A7 SECTION SIGN`. */
export function unicodeNames(): string {
  const lines: string[] = [];
  for (let point = 0xa0; point <= last; point += 1) {
    if (point >= 0xd800 && point <= 0xf8ff) continue;
    const name = unicodeCorrectName(String.fromCodePoint(point));
    if (name !== undefined && !leftOut.test(name))
      lines.push(`${point.toString(16).toUpperCase().padStart(4, '0')} ${name}`);
  }
  return lines.join('\n');
}

const virtual = 'virtual:unicode-names';

/** Makes the names of characters part of the window, when it is built. */
export function unicodeNamesPlugin(): Plugin {
  return {
    name: 'unicode-names',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load: (id) => (id === `\0${virtual}` ? `export default ${JSON.stringify(unicodeNames())};` : null),
  };
}
