import type { LayoutRole, LayoutSpanKind } from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import type { RawPage } from './raw-page.ts';
import { countLeft, looksNamed, roleNamed, spanKindNamed } from './raw-spans.ts';

type Attributes = ReadonlyMap<string, string>;

/** What an element refers to. */
interface Referring {
  readonly name: string;
  readonly tags: readonly string[];
  /** Of `@STYLE` and `@STYLEREFS`; null when it says nothing. */
  readonly looks: readonly string[] | null;
}

/** Elements that may say what their words are. */
const bearers: ReadonlySet<string> = new Set([
  'Page',
  'PrintSpace',
  'ComposedBlock',
  'TextBlock',
  'TextLine',
  'String',
]);

/** Gathers what ALTO says of blocks and words: `Tags` with `NamedEntityTag`, `LayoutTag`, `StructureTag`, `RoleTag`, `OtherTag`, to which `@TAGREFS`
 *  refers, and `Styles` with `TextStyle`, to which `@STYLEREFS` does. */
export class AltoTags {
  private readonly tags = new Map<string, { readonly sort: string; readonly called: string; readonly type: string }>();
  private readonly looks = new Map<string, readonly string[]>();
  private readonly around: Referring[] = [];

  open(name: string, attributes: Attributes): void {
    const id = attributes.get('ID');
    if (/Tag$/.test(name) && id !== undefined) {
      const [label, type] = [attributes.get('LABEL') ?? '', attributes.get('TYPE') ?? ''];
      this.tags.set(id, { sort: name, called: label || type, type: type || label });
    } else if (name === 'TextStyle' && id !== undefined) this.looks.set(id, namesIn(attributes.get('FONTSTYLE')));
    else if (bearers.has(name)) this.around.push(this.referring(name, attributes));
  }

  close(name: string): void {
    if (this.around.at(-1)?.name === name) this.around.pop();
  }

  /** What the block or line that was just opened is said to be. */
  role(page: RawPage | null): LayoutRole | null {
    for (const id of this.around.at(-1)?.tags ?? []) {
      const tag = this.tags.get(id);
      if (!tag || tag.sort === 'NamedEntityTag') continue;
      const role = roleNamed(tag.called, page);
      if (role) return role;
    }
    return null;
  }

  /** What the word that was just opened is said to be, and how it looks. */
  spans(page: RawPage | null): readonly LayoutSpanKind[] {
    const looks = this.around.findLast((one) => one.looks !== null)?.looks ?? [];
    const { kept, left } = looksNamed(looks);
    for (const look of left) countLeft(page, inEnglish`the look “${look}”`);
    const own = this.around.at(-1)?.tags ?? [];
    const line = this.around.at(-2);
    const entities = (line?.name === 'TextLine' ? [...own, ...line.tags] : own).flatMap((id) => {
      const tag = this.tags.get(id);
      if (!tag) return [];
      // Those of a block are its role; of a word there is none.
      if (tag.sort !== 'NamedEntityTag') {
        if (own.includes(id)) countLeft(page, inEnglish`the tag “${tag.called}”`);
        return [];
      }
      const kind = spanKindNamed(tag.type) ?? spanKindNamed(tag.called);
      if (kind === null) countLeft(page, inEnglish`the tag “${tag.type}”`);
      return kind ?? [];
    });
    return [...new Set([...entities, ...kept])];
  }

  private referring(name: string, attributes: Attributes): Referring {
    const refs = namesIn(attributes.get('STYLEREFS'));
    const styles = refs.filter((id) => this.looks.has(id));
    const own = attributes.get('STYLE');
    const looks =
      own !== undefined ? namesIn(own) : styles.length > 0 ? styles.flatMap((id) => this.looks.get(id) ?? []) : null;
    return { name, tags: namesIn(attributes.get('TAGREFS')), looks };
  }
}

const namesIn = (value: string | undefined): readonly string[] =>
  (value ?? '').split(/\s+/).filter((name) => name !== '');
