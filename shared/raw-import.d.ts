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
