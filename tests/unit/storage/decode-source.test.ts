import { describe, expect, it } from 'vitest';
import { decodeSource } from '../../../main/storage/document/journal-entries.ts';
import { decodeText } from '../../../shared/import/decode-text.ts';

const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

describe('the text of a source', () => {
  it.each([
    ['UTF-8', Buffer.from('Příloha 5'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\uFEFFPříloha 5'), 'utf-8'],
    ['UTF-16', Buffer.from('\uFEFFPříloha 5', 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', utf16be('\uFEFFPříloha 5'), 'utf-16be'],
    ['Windows-1252', Buffer.from('caf\u00e9', 'latin1'), 'windows-1252'],
  ] as const)('in %s is what the import read', (_name, bytes, encoding) => {
    const read = decodeText(bytes, { encoding });
    expect(read.kind === 'text' && read.text).toBe(decodeSource(bytes, { encoding }));
  });
});
