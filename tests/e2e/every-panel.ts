import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { eventMessage } from '../../shared/contract/channel-names.ts';
import type { CommandId } from '../../shared/contract/commands/commands.ts';

/** Commands that show a sheet, a card or a dialog of its own, over the table of a collection. */
export const collectionPanels: readonly CommandId[] = [
  'app.preferences',
  'app.shortcuts',
  'app.about',
  'app.guide',
  'collection.statistics',
  'collection.correspondence',
  'collection.date-findings',
  'collection.vocabulary',
  'collection.entities',
  'collection.tag-types',
  'collection.facts',
  'collection.contact-sheet',
  'collection.sample',
  'collection.second-reading',
  'collection.removed',
  'collection.share',
  'collection.join',
  'collection.conflicts',
  'collection.search-texts',
  'collection.replace',
  'edition.export',
  'edition.review',
  'suspects.alike',
  'view.palette',
  'view.go-to',
];

/** The same over an open document, and the parts of the workbench. */
export const documentPanels: readonly CommandId[] = [
  'document.versions',
  'document.compare',
  'document.print',
  'document.name-version',
  'edit.replace',
  'edit.find',
  'view.import-report',
  'view.source',
  'suspects.list',
  'suspects.next',
  'tag.layers',
  'tag.everywhere',
  'facsimile.light',
  'facsimile.treat',
  'mark.character',
  'note.footnote',
];

/** Runs a command as the menu does: in every language. */
export async function runById(app: ElectronApplication, page: Page, command: CommandId): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [channel, id]) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, { event: 'command', value: { command: id } });
    },
    [eventMessage, command] as const,
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  // What fades in is looked at when it is there.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
}
