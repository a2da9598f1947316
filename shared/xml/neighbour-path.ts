/** Where a file lies that another one names, relative to the folder of the first of them: `a/b.rng` that names `c.rng` means `a/c.rng`.
 *  Null when it is an address of the network, an absolute path, or leads out of that folder.
 *  @param base the path of the file that names it, `''` for the first */
export function neighbourPath(base: string, href: string): string | null {
  if (/^[a-z][\w+.-]*:|^[\\/]|\\/i.test(href)) return null;
  const parts = base.split('/').slice(0, -1);
  for (const part of decoded(href).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? null : parts.join('/');
}

/** A space is often written `%20`. */
function decoded(href: string): string {
  const plain = href.replace(/#.*$/, '');
  try {
    const whole = decodeURIComponent(plain);
    return /[\\\0]|^\//.test(whole) ? plain : whole;
  } catch {
    return plain;
  }
}

/** The files that a schema names: RELAX NG `include` and `externalRef`, Schematron `include` and `extends`. */
export const namedFiles = (schema: string): readonly string[] =>
  [
    ...schema.matchAll(/<(?:[\w.-]+:)?(?:include|externalRef|extends)\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/g),
  ].map((match) => match[1] ?? match[2] ?? '');
