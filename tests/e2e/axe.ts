import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Looks for barriers on what a page shows. What was just announced to screen readers is left out: React Aria names there, for seconds, what
 *  may be gone since. Legacy mode, because the default one opens a second page, which Electron has not. */
export const axeOf = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().exclude('[data-live-announcer]');
