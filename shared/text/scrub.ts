/** Takes out of a line of a log what names persons, folders and documents: paths, addresses, what stands in quotation marks, and ids. The
 *  names of the program's own files and the kind of the fault stay. */
export function scrubbed(line: string): string {
  return line
    .replaceAll(/“[^”]*”|«[^»]*»|"[^"]*"/gu, '“…”')
    .replaceAll(/[\w.+-]+@[\w.-]+\.\w+/gu, '<address>')
    .replaceAll(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\s\\/:()]+){2,}/gu, (path) => `<path>/${ownName(path)}`)
    .replaceAll(/\b[\w-]+_[0-9a-f]{12,}\b/gu, '<document>');
}

/** The name of a file of the program itself, which says where a fault came from; of any other only its ending. */
function ownName(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const isOwn = /[\\/](?:out|app\.asar|node_modules)[\\/]/.test(path);
  return isOwn ? name : (/\.\w{1,8}$/.exec(name)?.[0] ?? '…');
}
