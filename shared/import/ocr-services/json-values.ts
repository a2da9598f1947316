/** A value of JSON that somebody else wrote, looked at without trust. */
export class JsonValue {
  constructor(readonly value: unknown) {}

  /** The value of a name, or of the same with underlines, as libraries of Python write it (`fullTextAnnotation`, `full_text_annotation`); that
   *  of nothing when there is none. */
  at(name: string): JsonValue {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new JsonValue(undefined);
    const written = Object.hasOwn(value, name) ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return new JsonValue(
      Object.hasOwn(value, written) ? (value as Readonly<Record<string, unknown>>)[written] : undefined,
    );
  }

  /** What is in a row; nothing when it is none. */
  get items(): readonly JsonValue[] {
    return Array.isArray(this.value) ? this.value.map((one) => new JsonValue(one)) : [];
  }

  /** Empty when it is no string. */
  get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  /** NaN when it is no number. */
  get number(): number {
    return typeof this.value === 'number' ? this.value : Number.NaN;
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }
}
