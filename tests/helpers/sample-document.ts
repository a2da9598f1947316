import type { Node } from 'prosemirror-model';
import {
  attachment,
  call,
  doc,
  fac,
  h,
  label,
  li,
  lineEnd,
  list,
  note,
  notes,
  p,
  pag,
  person,
  place,
  salutation,
  signature,
  stamp,
  table,
  td,
  tr,
  typ,
} from './builders.ts';

/** A small document with every structure in which a page anchor can stand. */
export const sampleDocument = (): Node =>
  doc(
    h('495. Draft letter', call('n1', '1')),
    salutation(fac(1, 'before block'), 'Dear Mr. Chairman:'),
    p('I am ', person('a1', 'surprised that'), ' in the letter ', fac(2), ' which UNI', typ(1359), 'TED reached'),
    p(
      typ(1360, 'before block'),
      fac(3),
      'RECONNAIS-',
      lineEnd(true),
      'SANCE over ',
      place('a2', 'Cuba'),
      lineEnd(),
      'was',
    ),
    list(
      li(label('(1)'), p('Remove the bombers,')),
      stamp('TOP SECRET'),
      li(label(fac(4, 'before item'), '(2)'), p('the missiles ', pag('200'), ' too.')),
    ),
    table(tr(td(p('ACTION')), td(p(fac(5, 'before row'), 'DATE'))), tr(td(p()), td(p('OFFICE')))),
    attachment(p(fac(6, 'before block'), 'TO: USUN'), p('Eyes only Stevenson'), signature('STEVENSON', fac(7))),
    notes(note('n1', '1', 'List of weapons.')),
  );
