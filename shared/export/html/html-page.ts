import { escapeHtml, html, languageOf } from './html-writer.ts';

/** A page of HTML. */
interface Page {
  readonly title: string;
  /** BCP 47. A language that is none is English, in which the page itself speaks. */
  readonly language: string;
  readonly application: { readonly name: string; readonly version: string };
  readonly style: string;
  /** Markup. */
  readonly body: string;
  /** Whether scripts beside the page may run. */
  readonly scripts: boolean;
}

/** Nothing that the page says can be run or fetched. */
const policy = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'";

/** A whole page around its body. */
export function pageHtml({ title, language, application, style, body, scripts }: Page): string {
  const content = scripts ? `${policy}; script-src 'self' file:` : policy;
  const head = [
    html('meta', { charset: 'utf-8' }, null),
    html('meta', { 'http-equiv': 'Content-Security-Policy', content }, null),
    html('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }, null),
    html('meta', { name: 'generator', content: `${application.name} ${application.version}` }, null),
    html('title', {}, escapeHtml(title)),
    `<style>\n${style}\n</style>`,
  ].join('\n');
  const inside = `\n<head>\n${head}\n</head>\n<body>\n${body}\n</body>\n`;
  return `<!DOCTYPE html>\n${html('html', { lang: languageOf(language) ?? 'en' }, inside)}\n`;
}
