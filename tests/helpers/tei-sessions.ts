import type { Node } from 'prosemirror-model';
import { undo } from '../../shared/edit/undo-history.ts';
import { type ActName, actNames, runAct } from './editing-acts.ts';
import { EditingSession } from './editing-session.ts';
import { SeededRandom } from './seeded-random.ts';
import { type ImportedTei, importedTei, teiFile } from './tei-round-trip.ts';

/** Files with all that is easily lost. */
const files: readonly string[] = [
  teiFile(`
    <div type="document" xml:id="d1" n="1">
      <pb n="1" xml:id="pg_1" facs="0001"/>
      <head>The Minister to the <hi rend="smallcaps">Secretary</hi><note n="1" xml:id="fn1">Not  printed.</note></head>
      <opener><dateline><placeName>Peking</placeName>, <date when="1901-05-05">May 5</date></dateline></opener>
      <p xml:id="p1">I have <!-- so --> the <persName corresp="#a">A</persName><persName corresp="#b">B</persName> honor &amp;
        to report<lb/>the <hi rend="italic">fall<pb n="2" xml:id="pg_2"/></hi> of Taku.</p>
      <pb n="3" xml:id="pg_3"/>
      <p xml:id="p2" rend='flush'>It is <choice><sic>teh</sic><corr>the</corr></choice> end<note n="2" xml:id="fn2"><p>One.</p><p>Two <hi>more</hi>.</p></note>
        of <![CDATA[a<b & c]]> it.</p>
      <list type="ordered"><label>(1)</label><item>First thing</item><label>(2)</label><pb n="4"/><item>Second</item></list>
      <list>
        <item>Loose words <list><item>deep</item></list> after</item>
        <pb n="5"/>
        <item><p>In a paragraph</p></item>
      </list>
      <table><row role="label"><cell>one</cell><cell>two</cell></row><pb n="6"/><row><cell>three</cell><cell><p>four</p></cell></row></table>
      <quote><p>Quoted <foreign xml:lang="fr">mots</foreign></p></quote>
      <pb n="7"/>
      <closer><signed>Conger</signed></closer>
      <pb n="8"/>
    </div>`),
  teiFile(
    '<p>Sir <name>Sir <name>Robert</name> X</name> goes.</p><lg><l>One line</l><l>Another line</l></lg><p/><p>End<pb n="1"/></p>',
  ),
];

/** What people do most. */
const choices: readonly ActName[] = [...actNames, 'type', 'type', 'deleteRange', 'enter', 'tag', 'undo'];

/** An imported document after random hands, and after all of it was undone. */
export interface TeiSession {
  readonly imported: ImportedTei;
  readonly names: readonly ActName[];
  readonly edited: Node;
  readonly undone: Node;
}

/** A session of 1 to 25 acts; the same seed gives the same session. */
export function teiSession(seed: number): TeiSession {
  const random = new SeededRandom(seed * 7919);
  const fraction = (): number => random.below(1_000) / 1_000;
  const imported = importedTei(files[seed % files.length] ?? '');
  const editing = new EditingSession(imported.doc);
  const names = Array.from({ length: 1 + random.below(25) }, () => {
    const name = choices[random.below(choices.length)] ?? 'type';
    runAct(editing, { name, a: fraction(), b: fraction(), c: fraction() });
    return name;
  });
  const edited = editing.state.doc;
  let { state } = editing;
  let isMore = true;
  while (isMore)
    isMore = undo(state, (transaction) => {
      state = state.apply(transaction);
    });
  return { imported, names, edited, undone: state.doc };
}
