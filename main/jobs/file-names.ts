/** Names files after the sources of documents: the stem of the source, or the document's id when another file has that name
 *  already. Names that differ in their capitals only count as the same, because some disks take them so.
 *  @param ending of the names, with its dot */
export function fileNames(ending: string): (source: string, id: string) => string {
  const taken = new Set<string>();
  return (source, id) => {
    const stem = safeStem(source);
    const isFree = stem !== '' && !taken.has(stem.toLowerCase());
    const name = isFree ? stem : `${stem === '' ? '' : `${stem}-`}${id}`;
    taken.add(name.toLowerCase());
    return name + ending;
  };
}

const longestStem = 120;

/** The name of a source without its ending and without what some system does not take in a name. */
function safeStem(source: string): string {
  const dot = source.lastIndexOf('.');
  const stem = dot > 0 ? source.slice(0, dot) : source;
  const plain = [...stem].map((sign) => (isTaken(sign) ? '_' : sign)).join('');
  const cut = plain.slice(0, longestStem).replace(/^[. ]+|[. ]+$/g, '');
  return reserved.test(cut) ? `${cut}_` : cut;
}

const isTaken = (sign: string): boolean => sign.charCodeAt(0) < 32 || '/\\:*?"<>|'.includes(sign);

/** Names of devices on Windows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
