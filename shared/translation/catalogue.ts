/** The languages that the interface speaks: tags of BCP 47. */
export const interfaceLanguages = ['en', 'de', 'fr'] as const;

export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** What a person chooses: a language, or that of the system. */
export type LanguageChoice = 'system' | InterfaceLanguage;

/** What the interface says in a language other than English. */
export interface Catalogue {
  /** Tag of BCP 47; besides those of `interfaceLanguages`, a test has languages of its own. */
  readonly language: string;
  /** What stands around a name. */
  readonly quotes: { readonly open: string; readonly close: string };
  /** Each text by its English one. Values stand as `{0}`, `{1}`, in any order. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is counted, by its English singular: its forms by the categories of `Intl.PluralRules`, without the number. */
  readonly nouns: Readonly<Record<string, Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>;
}

/** The language of the interface for somebody whose system prefers these languages, best first: English where it speaks none. */
export function languageFor(preferred: readonly string[]): InterfaceLanguage {
  for (const tag of preferred) {
    const [language = ''] = tag.toLowerCase().split(/[-_.]/);
    const known = interfaceLanguages.find((one) => one === language);
    if (known) return known;
  }
  return 'en';
}
