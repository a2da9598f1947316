import type { Node } from 'prosemirror-model';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { call, doc, fac, h, note, notes, p, person } from './builders.ts';
import { sampleStems, sampleText } from './import-characters.ts';
import { block, callOf, marked } from './tei-builders.ts';
import { documentState } from './tei-states.ts';

/** The five sample documents right after their import. */
export const sampleStates = (): readonly (DocumentState & { readonly stem: string; readonly text: string })[] =>
  sampleStems.map((stem) => {
    const text = sampleText(stem);
    const { doc: read, metadata, report } = readPlainText(text, { fileName: `${stem}.txt` });
    return { stem, text, ...documentState(read, { metadata, report }) };
  });

/** Words that would be markup, script or formulas if they were not text. */
export const hostileText = `<script>alert("x")</script><img src=x onerror='alert(1)'> & ]]> "' \`code\` [a](javascript:alert(1)) *b* _c_ | # =1+1 ${'\u0001'}{{x}}`;

/** A document in which every place that takes text holds hostile one. */
export const hostileState = (): DocumentState =>
  documentState(hostileDocument(), {
    metadata: {
      title: hostileText,
      number: hostileText,
      type: 'other',
      date: { text: hostileText, when: null },
      from: hostileText,
      to: hostileText,
      placeSent: hostileText,
      classification: hostileText,
      language: '"><script>alert(1)</script>',
    },
    source: { name: `${hostileText}.txt`, bytes: 1, sha256: 'ab'.repeat(32), encoding: 'utf-8' },
  });

const hostileDocument = (): Node =>
  doc(
    h(hostileText, call('n1', hostileText)),
    p(fac(hostileText), hostileText, callOf('n1', hostileText)),
    p(
      marked('see here', ['reference', { id: 'r1', target: 'javascript:alert(1)', recognition: null }]),
      marked(' or here', [
        'reference',
        { id: 'r2', target: 'data:text/html,<script>alert(1)</script>', recognition: null },
      ]),
      marked(' wrong', ['emendation', { id: 'e1', sic: hostileText, cert: 'high' }]),
      person('a1', hostileText),
    ),
    block('division', { type: '"><script>alert(1)</script>' }, p(hostileText)),
    notes(note('n1', hostileText, hostileText)),
  );
