import type { EditorName } from '../../shared/contract/preferences.ts';

/** A first guess at who edits, from the name of the account, until the person says it.
 *  @param account such as `maria.keller`; gives the siglum MK */
export function defaultEditor(account: string): EditorName {
  const name = account.trim() || 'Editor';
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
  const parts = plain.split(/[^A-Za-z0-9]+/).filter((part) => /^[A-Za-z]/.test(part));
  const initials = parts.map((part) => part.charAt(0)).join('');
  const siglum = parts.length > 1 ? initials : (parts[0] ?? 'ED').slice(0, 3);
  return { name, siglum: siglum.toUpperCase().slice(0, 12) };
}
