/** A text of a work that FromThePage exported. */
export interface FromThePageText {
  /** Of the work, as its folder is called; with `translation` behind it for one. */
  readonly name: string;
  /** The file of the whole text, or one a page, in their order. */
  readonly files: readonly string[];
  readonly isInPages: boolean;
  /** Other forms of the same text, and what says how it was exported. */
  readonly passedOver: readonly string[];
}

/** `work/plaintext/verbatim_transcript.txt`, `work/plaintext/verbatim_transcript_pages/12.txt`, as the export by works has them. */
const byWork =
  /^(?<work>(?:.*\/)?[^/]+)\/plaintext\/(?<form>verbatim|expanded|emended|searchable)_(?<what>transcript|translation)(?:\.txt|(?<pages>_pages)\/[^/]+\.txt)$/;
/** `plaintext_transcript_verbatim/work.txt`, as the export by formats has them. */
const byFormat =
  /^(?<above>(?:.*\/)?)plaintext_(?<what>transcript|translation)_(?<form>verbatim|expanded|emended|searchable)\/(?<name>[^/]+)\.txt$/;

/** The fullest first: what editors wrote as it stands on the page, before what was expanded or made for searching. */
const forms = ['verbatim', 'expanded', 'emended', 'searchable'];

interface FoundForm {
  readonly rank: number;
  readonly file: string;
  readonly isPage: boolean;
}

const pageOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Finds the works of an export of FromThePage among files, and chooses one form of each text: TEI, else pages of their own, else the whole, as it
 *  was transcribed rather than changed.
 *  @param files paths, their folders parted by `/`
 *  @returns nothing when it is no such export */
export function fromThePageTexts(files: readonly string[]): readonly FromThePageText[] {
  const texts = new Map<
    string,
    { readonly work: string; readonly name: string; readonly isTranscript: boolean; readonly found: FoundForm[] }
  >();
  for (const file of files) {
    const groups = byWork.exec(file)?.groups ?? byFormat.exec(file)?.groups;
    if (!groups) continue;
    const { work, above = '', form = '', what = '', pages, name } = groups;
    const folder = work ?? `${above}${name}`;
    const key = `${what} ${folder}`;
    const isTranscript = what === 'transcript';
    const plain = folder.split('/').at(-1) ?? folder;
    const known = texts.get(key) ?? {
      work: folder,
      name: isTranscript ? plain : `${plain} translation`,
      isTranscript,
      found: [],
    };
    known.found.push({
      rank: forms.indexOf(form) * 2 + (pages === undefined ? 1 : 0),
      file,
      isPage: pages !== undefined,
    });
    texts.set(key, known);
  }
  return [...texts.values()].map(({ work, name, isTranscript, found }) => {
    const own = isTranscript ? files.filter((file) => file.startsWith(`${work}/`)) : [];
    const tei = own.filter((file) => file.startsWith(`${work}/tei/`) && /\.xml$/i.test(file));
    const about = own.filter((file) => file.startsWith(`${work}/html/`) || file === `${work}/README.txt`);
    const best = Math.min(...found.map(({ rank }) => rank));
    const chosen = found.filter(({ rank }) => rank === best);
    const inOrder = chosen.map(({ file }) => file).sort(pageOrder.compare);
    const taken = tei.length > 0 ? tei : inOrder;
    const all = [...found.map(({ file }) => file), ...tei, ...about];
    return {
      name,
      files: taken,
      isInPages: tei.length === 0 && (chosen[0]?.isPage ?? false),
      passedOver: all.filter((file) => !taken.includes(file)),
    };
  });
}

/** Puts pages together, a marker before each. */
export const joinedPages = (pages: readonly string[]): string =>
  pages.map((text, index) => `[Facsimile Page ${index + 1}]\n${text.trim()}\n`).join('\n');
