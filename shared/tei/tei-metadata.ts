import { datelineDate } from '../dates/read-dates.ts';
import {
  type ArchiveFacts,
  type DocumentMetadata,
  emptyMetadata,
  knownArchiveFacts,
  type StatedDate,
  unknownRepository,
} from '../document/metadata.ts';
import { type Entities, foldedUnits } from './source/folded-text.ts';
import { attribute, type SourceElement, type SourceNode } from './source/source-tree.ts';

/** What a TEI document says of itself: of a document of a volume its head, its opener and the attributes of its `div`; of a file also its
 *  header (`titleStmt/title`, `correspDesc`, `text/@type`). Nothing is guessed but the parties in a head such as `The Minister in China to
 *  the Secretary of State`, and the day that a dateline names without `date`. */
export function teiMetadata(xml: string, element: SourceElement, entities: Entities): DocumentMetadata {
  const text = (node: SourceElement | null): string => (node ? plainText(xml, node, entities) : '');
  const value = (node: SourceElement | null, name: string): string => (node ? (attribute(xml, node, name) ?? '') : '');
  const isPart = element.local === 'div';
  const body = find(element, (one) => one.local === 'body') ?? element;
  const head = find(body, (one) => one.local === 'head');
  const header = isPart ? null : find(element, (one) => one.local === 'teiHeader');
  const headed = text(head).replace(/^\[?No\. \d+\]?\s*/, '');
  const title = (header ? text(find(header, (one) => one.local === 'title')) : '') || headed;
  const typed = (type: string): string =>
    text(find(body, (one) => partyNames.has(one.local) && attribute(xml, one, 'type') === type));
  const action = (type: string): SourceElement | null =>
    header && find(header, (one) => one.local === 'correspAction' && attribute(xml, one, 'type') === type);
  const party = (type: string): string =>
    text(within(action(type), (one) => one.local === 'persName' || one.local === 'orgName'));
  const parties =
    /^((?:The|Mr\.|President|Secretary)\b.{2,120}?) to ((?:the|Mr\.|President|Secretary)\b.{2,160})$/.exec(headed);
  const dateline = find(body, (one) => one.local === 'dateline');
  const sent = within(action('sent'), (one) => one.local === 'date');
  const dated = find(dateline ?? body, (one) => one.local === 'date') ?? sent;
  const stated = [dated, sent].flatMap((one) => dayAttributes.map((name) => value(one, name)));
  const kinds = [
    value(element, 'subtype'),
    value(
      find(element, (one) => one.local === 'text'),
      'type',
    ),
  ];
  return {
    ...emptyMetadata,
    title,
    number: value(isPart ? element : null, 'n'),
    type: typeOf(`${kinds.join(' ')} ${text(find(body, (one) => one.local === 'opener'))} ${headed || title}`),
    date: dateOf(whenOf(value(element, 'frus:doc-dateTime-min'), ...stated), text(dated), text(dateline)),
    from: typed('from') || parties?.[1] || party('sent'),
    to: typed('to') || parties?.[2] || party('received'),
    placeSent:
      text(within(dateline, (one) => one.local === 'placeName')) ||
      text(within(action('sent'), (one) => one.local === 'placeName' || one.local === 'settlement')),
    language: value(element, 'xml:lang') || 'en',
    ...archiveFactsOf(xml, header, entities),
  };
}

/** A change that the header of a file tells of. TEI: `revisionDesc//change`. */
export interface SourceChange {
  /** As it is written in `@when`, or in the `date` that the change begins with; empty when there is none. */
  readonly when: string;
  /** Who made it, as `@who` or its first `name` or `persName` says; empty when nobody is named. */
  readonly who: string;
  /** `@n` or `@status`, where one is there. */
  readonly state: string;
  readonly text: string;
}

/** The changes that a header tells of, in the order of the file. A document of a volume has none of its own. */
export function sourceChanges(xml: string, element: SourceElement, entities: Entities): readonly SourceChange[] {
  const header = element.children.find((one) => one.kind === 'element' && one.local === 'teiHeader');
  const revisions = header?.kind === 'element' ? find(header, (one) => one.local === 'revisionDesc') : null;
  const changes: SourceChange[] = [];
  const visit = (node: SourceElement): void => {
    for (const child of node.children) {
      if (child.kind !== 'element') continue;
      if (child.local === 'change') changes.push(sourceChange(xml, child, entities));
      else visit(child);
    }
  };
  if (revisions) visit(revisions);
  return changes;
}

function sourceChange(xml: string, change: SourceElement, entities: Entities): SourceChange {
  const value = (name: string): string => attribute(xml, change, name) ?? '';
  const inner = (names: readonly string[]): string => {
    const found = find(change, (one) => names.includes(one.local));
    return found ? plainText(xml, found, entities) : '';
  };
  return {
    when: value('when') || value('when-iso') || inner(['date']),
    who: value('who').replace(/(^|\s)#/g, '$1') || inner(['name', 'persName', 'respStmt']),
    state: value('n') || value('status'),
    text: plainText(xml, change, entities),
  };
}

/** What `msDesc` says of where the paper is kept. An `idno` that does not say of what it is, is the call number. */
function archiveFactsOf(xml: string, header: SourceElement | null, entities: Entities): ArchiveFacts {
  const description = header && find(header, (one) => one.local === 'msDesc');
  const identifier = within(description, (one) => one.local === 'msIdentifier');
  if (!description || !identifier) return {};
  const type = (one: SourceElement): string => attribute(xml, one, 'type') ?? '';
  const text = (one: SourceElement | null | undefined): string => (one ? plainText(xml, one, entities) : '');
  const parts = identifier.children.filter((one) => one.kind === 'element');
  const part = (...names: readonly string[]): string => text(parts.find(({ local }) => names.includes(local)));
  const number = (isIt: (name: string) => boolean): string =>
    text(parts.find((one) => one.local === 'idno' && isIt(type(one))));
  const persistent = parts.find((one) => one.local === 'altIdentifier' && type(one) === 'persistent');
  const availability = within(description, (one) => one.local === 'availability');
  const original = within(description, (one) => one.local === 'custEvent' && type(one) === 'original');
  const repository = part('repository') || part('institution');
  const found: ArchiveFacts = {
    repository: repository === unknownRepository ? '' : repository,
    fonds: part('collection'),
    box: number((name) => name === 'box'),
    folder: number((name) => name === 'folder'),
    item: number((name) => name === 'item'),
    callNumber: number((name) => !['box', 'folder', 'item'].includes(name)),
    rights: text(within(availability, (one) => one.local === 'licence')),
    access: text(within(availability, (one) => one.local === 'p')),
    originalHolder: text(original),
    persistentIdentifier: text(within(persistent ?? null, (one) => one.local === 'idno')),
  };
  return Object.fromEntries(knownArchiveFacts(found));
}

/** In the order in which they say the day (att.datable.w3c). */
const dayAttributes = ['when', 'notBefore', 'from', 'notAfter'] as const;

/** @param when what attributes say
 *  @param text of a `date`
 *  @param dateline read only where neither is there */
function dateOf(when: string | null, text: string, dateline: string): StatedDate | null {
  if (text !== '' || when !== null) return { text: text || (when ?? ''), when };
  const read = dateline === '' ? null : datelineDate(dateline);
  return read && { text: read.text, when: whenOf(read.when ?? '') };
}

const partyNames: ReadonlySet<string> = new Set(['persName', 'orgName', 'gloss', 'placeName', 'name', 'rs']);

/** The first that is a day, a month or a year. */
function whenOf(...values: readonly string[]): string | null {
  for (const value of values) {
    const found = /^\d{4}(?:-\d\d(?:-\d\d)?)?/.exec(value);
    if (found) return found[0];
  }
  return null;
}

function typeOf(text: string): DocumentMetadata['type'] {
  const words = text.toLowerCase();
  return (['telegram', 'memorandum', 'letter', 'message'] as const).find((type) => words.includes(type)) ?? 'other';
}

/** The first element inside, in the order of the source, that is looked for; not one of a note. */
function find(element: SourceElement, isIt: (one: SourceElement) => boolean): SourceElement | null {
  for (const child of element.children) {
    if (child.kind !== 'element' || child.local === 'note') continue;
    const found = isIt(child) ? child : find(child, isIt);
    if (found) return found;
  }
  return null;
}

const within = (element: SourceElement | null, isIt: (one: SourceElement) => boolean): SourceElement | null =>
  element && find(element, isIt);

/** What is read in an element without its notes, white space as one space. */
function plainText(xml: string, element: SourceElement, entities: Entities): string {
  let text = '';
  const visit = (node: SourceNode): void => {
    if (node.kind === 'element') {
      if (node.local === 'lb') text += ' ';
      if (node.local !== 'note') node.children.forEach(visit);
    } else if (node.kind === 'text' || node.kind === 'cdata')
      for (const { char } of foldedUnits(xml, node, { preserves: false, entities })) text += char ?? '';
  };
  visit(element);
  return text.replace(/\s+/g, ' ').trim();
}
