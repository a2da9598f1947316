import type { Node } from 'prosemirror-model';
import type { ImportReport, Recognition, RecognitionKind } from '../../../shared/document/import-report.ts';
import { t } from '../../../shared/translation/translate.ts';

/** What was recognised of one kind. */
export interface RecognitionGroup {
  readonly kind: RecognitionKind;
  readonly heading: string;
  readonly recognitions: readonly Recognition[];
}

const headings: Readonly<Record<RecognitionKind, string>> = {
  'page anchor': t`Page anchors`,
  'note reference': t`Note references`,
  note: t`Notes`,
  'source note': t`Source notes`,
  heading: t`Headings`,
  number: t`Numbers`,
  dateline: t`Datelines`,
  salutation: t`Salutations`,
  valediction: t`Words of farewell`,
  signature: t`Signatures`,
  postscript: t`Postscripts`,
  'header field': t`Header fields`,
  attachment: t`Attachments`,
  list: t`Lists`,
  table: t`Tables`,
  stamp: t`Stamps`,
  'form work': t`Running heads and shelf marks`,
  'struck text': t`Struck text`,
  'mark by hand': t`Marks by hand`,
  reference: t`References to documents`,
  'line end': t`Line ends`,
  furniture: t`Not part of the document (web page or form)`,
};

/** What an import recognised, by kind, in the order in which kinds are most worth checking. */
export function recognitionGroups(report: ImportReport): readonly RecognitionGroup[] {
  const kinds = Object.keys(headings) as RecognitionKind[];
  return kinds.flatMap((kind) => {
    const recognitions = report.recognitions.filter((recognition) => recognition.kind === kind);
    return recognitions.length === 0 ? [] : [{ kind, heading: headings[kind], recognitions }];
  });
}

/** The recognitions that have left something in a document. O(nodes). */
export function standingRecognitions(doc: Node): ReadonlySet<string> {
  const found = new Set<string>();
  doc.descendants((node) => {
    if (typeof node.attrs.recognition === 'string') found.add(node.attrs.recognition);
    for (const mark of node.marks) if (typeof mark.attrs.recognition === 'string') found.add(mark.attrs.recognition);
  });
  return found;
}

/** Whether the words of a recognition quote its source already. */
export const quotesSource = ({ what, source }: Recognition): boolean =>
  inOneLine(what).includes(inOneLine(source.text));

const inOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Source text as it can stand in a line: ends of lines as a sign, long stretches cut. */
export function sourceSnippet(text: string, most = 140): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ⏎ ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
