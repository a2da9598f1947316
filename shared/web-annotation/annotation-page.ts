import { type AnnotationKind, type AnnotationState, annotationRanges } from '../document/annotation.ts';
import type { DocumentState } from '../document/document-state.ts';
import type { Zone } from '../document/page-image.ts';
import { QuotedText } from './quoted-text.ts';

/** What identifiers of this program begin with outside of it. */
export const iriPrefix = 'urn:anchorite:';

type AnnotatedState = Pick<DocumentState, 'id' | 'doc' | 'annotations' | 'zones' | 'pages' | 'metadata' | 'source'>;

interface PageOptions {
  readonly application: { readonly name: string; readonly version: string };
  readonly editors: readonly { readonly name: string; readonly siglum: string }[];
}

/** The tags of a document and the zones of its page images as a page of the Web Annotation Data Model (W3C Recommendation, 23 February 2017), as
 *  JSON-LD. What stands in the text or on a page is in it; what was withdrawn is not. The same state gives the same text. Pure, O(document). */
export function annotationPage(state: AnnotatedState, { application, editors }: PageOptions): string {
  const text = new QuotedText(state.doc);
  const targets = new Map<string, { readonly as: AnnotationKind; readonly targets: object[] }>();
  const source = iriPrefix + state.id;
  for (const { id, as, from, to } of annotationRanges(state.doc)) {
    const range = text.quoted(from, to);
    if (!range) continue;
    const known = targets.get(id) ?? { as, targets: [] };
    const { start, end, exact, prefix, suffix } = range;
    known.targets.push({
      source,
      selector: [
        { type: 'TextQuoteSelector', exact, prefix, suffix },
        { type: 'TextPositionSelector', start, end },
      ],
    });
    targets.set(id, known);
  }
  const nameOf = (siglum: string): string => editors.find((editor) => editor.siglum === siglum)?.name ?? siglum;
  const tags = [...targets].map(([id, { as, targets: own }]) =>
    tagAnnotation(id, as, own, state.annotations.get(id as AnnotationState['id']), nameOf),
  );
  const zones = state.zones
    .filter(({ page }) => state.pages.some(({ id }) => id === page))
    .map((zone) => zoneAnnotation(zone, state));
  const page = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${source}:annotations`,
    type: 'AnnotationPage',
    label: state.metadata.title || state.source.name,
    generator: { type: 'Software', name: application.name, 'schema:softwareVersion': application.version },
    startIndex: 0,
    items: [...tags, ...zones],
  };
  return `${JSON.stringify(page, null, 2)}\n`;
}

function tagAnnotation(
  id: string,
  as: AnnotationKind,
  targets: readonly object[],
  state: AnnotationState | undefined,
  nameOf: (siglum: string) => string,
): object {
  const [created] = state?.history ?? [];
  const last = state?.history.at(-1);
  const comment = state?.comment ?? '';
  const tag = { type: 'TextualBody', purpose: 'tagging', value: as };
  const bodies =
    comment === '' ? tag : [tag, { type: 'TextualBody', purpose: 'commenting', format: 'text/plain', value: comment }];
  return {
    id: iriPrefix + id,
    type: 'Annotation',
    motivation: 'tagging',
    ...(created && {
      created: created.time,
      creator: { type: 'Person', name: nameOf(created.editor), nickname: created.editor },
    }),
    ...(last && last !== created && { modified: last.time }),
    body: bodies,
    target: targets.length === 1 ? targets[0] : targets,
  };
}

/** A region of a page image. Pixels are those of the image as its file has it (Media Fragments URI 1.0). */
function zoneAnnotation({ id, page, box, kind, note }: Zone, { id: document, pages }: AnnotatedState): object {
  const image = pages.find((one) => one.id === page);
  const sort = { type: 'TextualBody', purpose: 'tagging', value: kind };
  const bodies =
    note === '' ? sort : [sort, { type: 'TextualBody', purpose: 'describing', format: 'text/plain', value: note }];
  return {
    id: iriPrefix + id,
    type: 'Annotation',
    motivation: 'describing',
    body: bodies,
    target: {
      source: { id: `${iriPrefix}${document}:${page}`, type: 'Image', label: image?.name ?? page },
      selector: {
        type: 'FragmentSelector',
        conformsTo: 'http://www.w3.org/TR/media-frags/',
        value: `xywh=pixel:${[box.x, box.y, box.width, box.height].join(',')}`,
      },
    },
  };
}
