/** Hands out the `xml:id`s of one edition, each of them once.
 *
 *  Identifiers of the document are XML names already and come through unchanged. Only a copy of one, or a name that
 *  something else has, gets a number behind it. */
export class XmlIdentifiers {
  private readonly taken = new Set<string>();
  private readonly known = new Map<string, string>();

  /** A new identifier, as like to `wish` as can be. */
  claim(wish: string): string {
    const base = xmlName(wish);
    let identifier = base;
    for (let copy = 2; this.taken.has(identifier); copy += 1) identifier = `${base}-${copy}`;
    this.taken.add(identifier);
    return identifier;
  }

  /** The identifier of one thing, the same at every call. Things of different `sort` never share one. */
  of(sort: string, name: string): string {
    const key = `${sort} ${name}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const identifier = this.claim(name);
    this.known.set(key, identifier);
    return identifier;
  }
}

/** Letters that are name characters in every edition of XML 1.0, so that every validator takes them. */
const name = /^[A-Za-z_À-ÖØ-öø-ÿ][\w.À-ÖØ-öø-ÿ-]*$/;

function xmlName(wish: string): string {
  const word = wish.replace(/[^\w.À-ÖØ-öø-ÿ-]+/g, '-');
  return name.test(word) ? word : `x-${word}`;
}

/** A pointer to an identifier of the same file. TEI: `teidata.pointer`. */
export const pointerTo = (identifier: string): string => `#${identifier}`;
