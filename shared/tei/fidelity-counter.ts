import type { Fate, FidelityCount } from '../document/import-report.ts';

type Counted = { name: string; fate: Fate; count: number; first: number };

/** Counts fates while a document is read. */
export class FidelityCounter {
  private readonly counts: Counted[] = [];
  private readonly byFate = new Map<Fate, Map<string, Counted>>();

  add(name: string, fate: Fate, place: number): void {
    const named = this.byFate.get(fate) ?? new Map<string, Counted>();
    const known = named.get(name);
    if (known) {
      known.count += 1;
      return;
    }
    const fresh = { name, fate, count: 1, first: place };
    this.counts.push(fresh);
    this.byFate.set(fate, named.set(name, fresh));
  }

  counted(): readonly FidelityCount[] {
    return [...this.counts].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
