/** A RELAX NG schema as text, put into the bundle by the builder. */
declare module '*.rng?raw' {
  const text: string;
  export default text;
}

/** The rules of a Hunspell dictionary as text. */
declare module '*.aff?raw' {
  const text: string;
  export default text;
}

/** The words of a Hunspell dictionary as text. */
declare module '*.dic?raw' {
  const text: string;
  export default text;
}

/** It has no types of its own. */
declare module 'nspell' {
  /** Reads a Hunspell dictionary. */
  export default function nspell(
    rules: string,
    words: string,
  ): {
    /** Every form of every word, each with its flags. */
    readonly data: Readonly<Record<string, readonly string[]>>;
  };
}

/** A text of the program itself, made part of it by the bundler. */
declare module '*.txt?raw' {
  const text: string;
  export default text;
}

/** Rules of Schematron of the program itself. */
declare module '*.sch?raw' {
  const text: string;
  export default text;
}

/** A template of the program itself. */
declare module '*.xml?raw' {
  const text: string;
  export default text;
}

/** The search of a site as a script for a browser, built by the bundler. */
declare module 'virtual:site-search-engine' {
  const script: string;
  export default script;
}

/** Files that the bundler makes part of the program, by their paths. */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly query: '?raw'; readonly import: 'default'; readonly eager: true },
  ): Readonly<Record<string, string>>;
}
