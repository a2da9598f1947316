import { ownTable } from '../../text/own-table.ts';
import { type SourceElement, teiNamespace } from './source-tree.ts';

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that stand between blocks wherever they stand, so that what holds them is no text. */
const blockNames = names(
  'ab addrLine argument attachment back body bodyDiv byline castItem castList castGroup closer dateline div div0 div1 div2 div3 div4 div5 div6 div7 docImprint ' +
    'docTitle epigraph eg entryFree floatingText front group head imprimatur item l lg line list listBibl listEvent listObject listOrg listPerson ' +
    'listPlace listRelation opener org p person place postscript row salute set signed sp speaker superEntry surface table text titlePage titlePart ' +
    'trailer u zone cell sourceDoc TEI teiCorpus prologue epilogue performance biblStruct biblFull listWit listApp',
);

/** Elements that stand among words: loose in a container they make a paragraph of what is around them. */
const phraseNames = names(
  'abbr add am app c choice corr damage date del emph ex expan foreign gap geogName gloss hi lb measure mentioned metamark name num orgName orig pc ' +
    'persName placeName ref reg restore rs s seg sic soCalled space subst supplied surplus term time title unclear w',
);

/** Elements that hold no prose: they are kept whole. */
const islandNames = names(
  'binaryObject encodingDesc egXML facsimile fsdDecl fileDesc formula fvLib fLib fs graphic media notatedMusic standOff teiHeader xenoData profileDesc revisionDesc',
);

const islandNamespaces = names(
  'http://www.w3.org/1998/Math/MathML http://www.w3.org/2000/svg http://www.tei-c.org/ns/Examples http://www.music-encoding.org/ns/mei',
);

export const isBlockName = ({ local }: SourceElement): boolean => blockNames.has(local);

export const isPhrase = ({ local }: SourceElement): boolean => phraseNames.has(local);

export const isIsland = ({ local, uri }: SourceElement): boolean => islandNames.has(local) || islandNamespaces.has(uri);

/** Whether it is an element of TEI; a file without namespaces is one of TEI throughout. */
export const isTei = ({ uri }: SourceElement): boolean => uri === teiNamespace || uri === '';

/** The kinds of tags, by the element of TEI that each is. */
export const annotationElements: Readonly<Record<string, string>> = ownTable<string>({
  persName: 'person',
  placeName: 'place',
  orgName: 'organisation',
  date: 'date',
  term: 'term',
});

/** The text blocks of the document, by the element of TEI that each is. */
export const textBlockElements: Readonly<Record<string, string>> = ownTable<string>({
  p: 'paragraph',
  head: 'heading',
  dateline: 'dateline',
  salute: 'salutation',
  signed: 'signature',
});

/** Which elements hold a block, at any depth: a note does not pass it on, nor does what is kept whole. */
export function blockHolders(root: SourceElement): ReadonlySet<SourceElement> {
  const holders = new Set<SourceElement>();
  const visit = (element: SourceElement): boolean => {
    if (isIsland(element)) return false;
    let holds = false;
    for (const child of element.children)
      if (child.kind === 'element' && (visit(child) || isBlockName(child)) && child.local !== 'note') holds = true;
    if (holds) holders.add(element);
    return holds;
  };
  visit(root);
  return holders;
}
