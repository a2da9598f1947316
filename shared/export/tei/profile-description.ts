import { textNodes, token } from '../xml/xml-characters.ts';
import { container, element, type XmlElement } from '../xml/xml-tree.ts';
import type { EditionPlan } from './edition-plan.ts';
import { w3cDate } from './w3c-date.ts';

/** `profileDesc`: language, hands, sender and recipient, sort of document and classification. */
export function profileDescription(plan: EditionPlan): XmlElement {
  return container('profileDesc', {}, [
    languageUsage(plan),
    ...handNotes(plan),
    ...correspondence(plan),
    textClass(plan),
  ]);
}

const languageTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** A BCP 47 tag; `und` when the document's language is none. */
export function languageOf(plan: EditionPlan): string {
  const { language } = plan.state.metadata;
  return languageTag.test(language) ? language : 'und';
}

function languageUsage(plan: EditionPlan): XmlElement {
  const language = languageOf(plan);
  return container('langUsage', {}, [element('language', { ident: language }, [language])]);
}

/** `handNotes` in `profileDesc`, because `msDesc/physDesc/handDesc` needs the archive and shelf mark, which nobody stated. */
function handNotes(plan: EditionPlan): readonly XmlElement[] {
  if (plan.hands.size === 0) return [];
  const notes = [...plan.hands].map(([hand, identifier]) =>
    element('handNote', { 'xml:id': identifier }, textNodes(hand)),
  );
  return [container('handNotes', {}, notes)];
}

/** `correspDesc`, as far as sender, place, date and recipient are known. */
function correspondence(plan: EditionPlan): readonly XmlElement[] {
  const { from, to, placeSent, date } = plan.state.metadata;
  const sent = [
    ...stated('name', from),
    ...stated('placeName', placeSent),
    ...(date === null ? [] : [element('date', { when: w3cDate(date.when) }, textNodes(date.text))]),
  ];
  const received = stated('name', to);
  const actions = [
    ...(sent.length > 0 ? [container('correspAction', { type: 'sent' }, sent)] : []),
    ...(received.length > 0 ? [container('correspAction', { type: 'received' }, received)] : []),
  ];
  return actions.length > 0 ? [container('correspDesc', {}, actions)] : [];
}

const stated = (name: string, value: string): readonly XmlElement[] =>
  value.trim() === '' ? [] : [element(name, {}, textNodes(value))];

function textClass(plan: EditionPlan): XmlElement {
  const { type, classification } = plan.state.metadata;
  const terms = [element('term', { type: 'document-type' }, [token(type, 'other')])];
  if (classification.trim() !== '') terms.push(element('term', { type: 'classification' }, textNodes(classification)));
  return container('textClass', {}, [container('keywords', {}, terms)]);
}
