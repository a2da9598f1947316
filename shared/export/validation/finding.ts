/** Something that validation found. */
export interface Finding {
  /** In words: `element "item" is not allowed here; expected: …`. */
  readonly message: string;
  /** Place in the XML, both from 1; 0 when the validator gives none. */
  readonly line: number;
  readonly column: number;
  /** The names of the elements around it, outermost first: `TEI/text/body/div/p`. */
  readonly path: string;
  /** Which schema it breaks: `Anchorite`, `tei_all` or the name of a person's own schema file. */
  readonly schema: string;
  /** The `xml:id` of the nearest element around it that has one, which leads back into the text; null when none has. */
  readonly nearestId: string | null;
}
