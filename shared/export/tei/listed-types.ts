import type { DivisionType, FormWorkType, HeaderFieldName, StampType } from '../../document/schema-blocks.ts';
import { token } from '../xml/xml-characters.ts';
import type { Attributes } from '../xml/xml-tree.ts';

export const headerFields: readonly HeaderFieldName[] = [
  'control',
  'received',
  'from',
  'to',
  'info',
  'number',
  'action',
  'subject',
  'distribution',
  'file',
  'other',
];
export const stampTypes: readonly StampType[] = ['declassification', 'microfilm', 'copy-quality', 'date', 'other'];
export const formWorkTypes: readonly FormWorkType[] = ['classification', 'header', 'shelfmark', 'letterhead', 'other'];
export const divisionTypes: readonly DivisionType[] = ['main', 'attachment', 'section'];

/** `@type` from a closed list; a word that is not in it is kept as `@subtype` of `other`. */
export function typeAttributes(value: unknown, list: readonly string[], other: string): Attributes {
  if (list.includes(value as string)) return { type: value as string };
  return { type: other, subtype: token(String(value), 'other') };
}
