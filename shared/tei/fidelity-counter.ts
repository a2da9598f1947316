import type { Fate, FidelityCount } from '../document/import-report.ts';

/** Counts fates while a document is read. */
export class FidelityCounter {
  private readonly counts = new Map<string, { name: string; fate: Fate; count: number; first: number }>();

  add(name: string, fate: Fate, place: number): void {
    const key = `${fate} ${name}`;
    const known = this.counts.get(key);
    if (known) known.count += 1;
    else this.counts.set(key, { name, fate, count: 1, first: place });
  }

  counted(): readonly FidelityCount[] {
    return [...this.counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
