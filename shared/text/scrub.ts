/** Takes out of a line of a log what names persons, folders and documents: paths, addresses, what stands in quotation marks, and ids. The
 *  names of the program's own files and the kind of the fault stay. */
export function scrubbed(line: string): string {
  return line
    .replaceAll(/“[^”]*”|«[^»]*»|"[^"]*"/gu, '“…”')
    .replaceAll(/[\w.+-]+@[\w.-]+\.\w+/gu, '<address>')
    .replaceAll(quotedPath, (_, path: string) => `'${shownPath(path)}'`)
    .replaceAll(plainPath, (run: string) => shownRun(run))
    .replaceAll(/\b[\w-]+_[0-9a-f]{12,}\b/gu, '<document>');
}

/** As Node quotes the path of a file that it could not open, whatever is in it. */
const quotedPath = /'((?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^'\n]*)'/gu;

/** A path, to the end of what could belong to it: folders have blanks in their names. A slash within a word, such as that of km/h, begins
 *  none. */
const plainPath =
  /(?<![\w.<])(?:app:\/\/|file:\/\/)?(?:[A-Za-z]:)?[\\/]?[^\s\\/:()<>'][^\\/:()<>\n']*(?:[\\/]+[^\\/:()<>\n']*)+/gu;

/** What stands for a run of characters that begins with a path, and what follows behind its last name. */
function shownRun(run: string): string {
  const start = /^(?:app:\/\/|file:\/\/|[A-Za-z]:[\\/]|[\\/])/.exec(run);
  // Words with a slash between them.
  if (!start) return run.replaceAll(/(?<=\s)[\\/][^\s\\/].*$/gu, (path) => shownRun(path));
  const last = Math.max(run.lastIndexOf('/'), run.lastIndexOf('\\')) + 1;
  const name = run.slice(last);
  // A file as far as its ending: rather a word too much is taken for its name than one too few.
  const end = /^.*?\.\w{1,8}\b/.exec(name)?.[0].length ?? /^\S*/.exec(name)?.[0].length ?? 0;
  return shownPath(run.slice(0, last + end)) + name.slice(end);
}

/** A file of the window itself names nobody. */
const shownPath = (path: string): string =>
  /^app:\/\/anchorite\/assets\/[\w.-]+$/.test(path) ? path : `<path>/${ownName(path)}`;

/** The name of a file of the program itself, which says where a fault came from; of any other only its ending. */
function ownName(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const isOwn = /[\\/](?:out|app\.asar|node_modules)[\\/]/.test(path);
  return isOwn ? name : (/\.\w{1,8}$/.exec(name)?.[0] ?? '…');
}
