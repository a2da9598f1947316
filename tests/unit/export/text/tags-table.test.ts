import { expect, test } from 'vitest';
import { type Entity, plainEntity } from '../../../../shared/entities/entity.ts';
import { tagsTable } from '../../../../shared/export/text/tags-table.ts';
import { doc, fac, p, person, place, typ } from '../../../helpers/builders.ts';
import { annotationState, documentState } from '../../../helpers/tei-states.ts';

test('every tag is a row, with its words, its pages, and who made it', () => {
  const text = doc(
    p(
      fac(1),
      typ(1359),
      'to ',
      person('a1', 'Kuz'),
      fac(2).mark(person('a1', 'x').marks),
      person('a1', 'netsov'),
      ' in ',
    ),
    p(place('a2', 'New York')),
  );
  const annotations = new Map([
    annotationState('a1', 'person', { comment: 'a "deputy", he', entity: 'e1' as Entity['id'] }),
    annotationState('a2', 'place'),
  ]);
  const deputy: Entity = {
    ...plainEntity('e1' as Entity['id'], 'person', 'Kuznetsov, Vasily'),
    born: '1901',
    identifiers: [{ authority: 'viaf', value: '12' }],
  };
  const state = documentState(text, { annotations });
  expect(tagsTable(state, (id) => (id === 'e1' ? deputy : null))).toBe(
    [
      'document,title,number,date,tag,kind,text,pages,comment,editor,made,entity,entity name,born,died,identifiers',
      'd1,Letter,,,a1,person,Kuznetsov,Facsimile 1; Typeset 1359,"a ""deputy"", he",AA,2026-01-05T10:00:00.000Z,e1,"Kuznetsov, Vasily",1901,,viaf:12',
      'd1,Letter,,,a2,place,New York,Facsimile 2; Typeset 1359,,AA,2026-01-05T10:00:00.000Z,,,,,',
      '',
    ].join('\r\n'),
  );
});

test('no value is a formula to a spreadsheet', () => {
  const rows = tagsTable(documentState(doc(p(person('a1', '=HYPERLINK("x")')))));
  expect(rows).toContain(`"'=HYPERLINK(""x"")"`);
});
