/** A value of JSON that somebody else wrote, looked at without trust. */
export class JsonValue {
  constructor(readonly value: unknown) {}

  /** The value of a name; that of nothing when there is none. */
  at(name: string): JsonValue {
    const { value } = this;
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name);
    return new JsonValue(isRecord ? (value as Readonly<Record<string, unknown>>)[name] : undefined);
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
