import { plainCharacters } from '../../xml/xml-tree.ts';

/** Attributes by name; null leaves one out, `''` writes it empty. */
export type HtmlAttributes = Readonly<Record<string, string | number | null>>;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for any place of an HTML or XHTML page. What neither can hold becomes U+FFFD. */
export const escapeHtml = (text: string): string =>
  plainCharacters(text).replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** An element, in a form that HTML and XHTML both read.
 *  @param content markup that is escaped already; null for an element that never has any */
export function html(name: string, attributes: HtmlAttributes, content: string | null): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`)
    .join('');
  return content === null ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A language as a page says it; null for what is none.
 *  @param language BCP 47 */
export const languageOf = (language: string): string | null =>
  /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? language : null;

/** A place that a link may lead to: beside the file, within it, or on the web. Null for what could run a script or read a file from elsewhere. */
export function safeAddress(target: string): string | null {
  const address = target.trim();
  if (/^(?:https?:\/\/|mailto:)/i.test(address)) return address;
  const isOutside = /^[\w+.-]*:|^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(address) || /\p{Cc}/u.test(address);
  return address === '' || isOutside ? null : address;
}
