const valid = /^[A-Za-z][A-Za-z0-9]{0,11}$/;

/** Why a siglum cannot be taken, as a sentence; null when it can. */
export function siglumError(siglum: string): string | null {
  if (valid.test(siglum)) return null;
  return 'One to twelve letters or digits, beginning with a letter.';
}

/** The siglum that follows from a name while nobody has chosen one: the initials. */
export function siglumOf(name: string): string {
  const initials = name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase()
    .replace(/^[^A-Z]+/, '');
  return initials.slice(0, 12);
}
