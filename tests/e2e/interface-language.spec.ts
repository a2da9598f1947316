import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { CommandId } from '../../shared/contract/commands/commands.ts';
import { anchorite, screenshot, test } from './app.ts';
import { collectionPanels, documentPanels, runById } from './every-panel.ts';
import { closeApplication, launchApplication } from './launch.ts';

const root = path.join(import.meta.dirname, '../..');

async function preferLanguage(userData: string, language: string): Promise<void> {
  const file = path.join(userData, 'preferences.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), language }));
}

const menuBar = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);

for (const { language, file, edit, sample, preferences } of [
  {
    language: 'de',
    file: '&Datei',
    edit: '&Bearbeiten',
    sample: 'Beispielsammlung öffnen',
    preferences: 'Einstellungen',
  },
  {
    language: 'fr',
    file: '&Fichier',
    edit: 'É&dition',
    sample: 'Ouvrir la collection d’exemple',
    preferences: 'Préférences',
  },
])
  test(`menus, panels and faults speak the language that was chosen: ${language}`, async ({
    userData,
    launch,
    workFolder,
  }) => {
    await preferLanguage(userData, language);
    const { app, page } = await launch();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    expect(await menuBar(app)).toEqual(expect.arrayContaining([file, edit]));
    await page.getByRole('button', { name: sample }).click();
    await expect(page.getByRole('grid').locator('tbody').getByRole('row')).toHaveCount(5);
    await screenshot(page, `language-${language}-collection`);
    await runById(app, page, 'app.preferences');
    await expect(page.getByRole('region', { name: preferences })).toBeVisible();
    await page.getByRole('radio', { name: 'English' }).click();
    await screenshot(page, `language-${language}-preferences`);
    await page.keyboard.press('Escape');
    await page.getByRole('grid').locator('tbody').getByRole('row').nth(3).dblclick();
    await expect(page.getByRole('textbox').first()).toBeVisible();
    await screenshot(page, `language-${language}-workbench`);
    await closeApplication(app);
    expect(JSON.parse(await readFile(path.join(userData, 'preferences.json'), 'utf8'))).toMatchObject({
      language: 'en',
    });
    void workFolder;
  });

/** A language that says of every text that it comes from the catalogue: ⟦so⟧. Names, numbers and words of documents stand outside. */
async function markedLanguage(): Promise<string> {
  const english = JSON.parse(await readFile(path.join(root, 'resources/languages/en.json'), 'utf8'));
  const marked = (text: string): string => `⟦${text}⟧`;
  const each = (texts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, marked(text)]));
  return JSON.stringify({
    language: 'de',
    quotes: english.quotes,
    texts: each(english.texts),
    nouns: Object.fromEntries(
      Object.entries<Record<string, string>>(english.nouns).map(([noun, forms]) => [noun, each(forms)]),
    ),
  });
}

/** The application with another catalogue in the place of the German one. */
async function withCatalogue(folder: string, catalogue: string): Promise<string> {
  await mkdir(folder);
  for (const name of ['package.json', 'out'])
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const name of ['node_modules', 'resources', 'docs', 'LICENSE'])
    await symlink(path.join(root, name), path.join(folder, name));
  await writeFile(path.join(folder, 'out/renderer/catalogue.de.js'), `globalThis.anchoriteCatalogue=${catalogue};\n`);
  return folder;
}

/** Names of languages, formats and parts of the program, what the library of controls and the system say themselves, and what the sample has. */
const sameEverywhere = [
  ...[
    'English',
    'Deutsch',
    'Français',
    'eng',
    'TEI P5',
    'Electron',
    'Chromium',
    'Node',
    'Schließen',
    'November 1962',
    os.release(),
  ],
  ...['Test Editor', 'Sample collection', 'Rogers'],
];

/** Words on the screen, and those that are read aloud, that do not come from the catalogue.
 *  @param data what documents, files and persons are called */
const unmarked = (page: Page, data: readonly string[]): Promise<readonly string[]> =>
  page.evaluate((names) => {
    // What a document or a person wrote, and what is the same in all languages.
    const own =
      '.ProseMirror, body [lang], [data-content], code, kbd, textarea, svg, [data-live-announcer], style, script';
    const bare = (text: string): string => {
      // Images of pages are named by their numbers.
      let rest = text.replace(/\d+\.webp/g, '');
      for (let depth = 0; depth < 4; depth += 1) rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
      for (const name of names) rest = rest.replaceAll(name, '');
      return rest;
    };
    const found = new Set<string>();
    const take = (text: string | null): void => {
      const rest = bare(text ?? '').trim();
      // The telegram that is open is written in capitals.
      if (/\p{L}{3}/u.test(rest) && /\p{Ll}/u.test(rest)) found.add(rest);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Set<Element>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || element.closest(own) || seen.has(element)) continue;
      seen.add(element);
      const words = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      if (element.checkVisibility()) take(words.map(({ textContent }) => textContent).join(''));
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (element.matches(own) || element.parentElement?.closest(own)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) take(element.getAttribute(name));
    }
    return [...found];
  }, data);

/** All texts in a value, the longest first. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length > 2 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value)
    .flatMap(textsIn)
    .sort((one, other) => other.length - one.length);
}

test('every text of the interface comes from the catalogue', async ({ userData, workFolder }) => {
  test.slow();
  await preferLanguage(userData, 'de');
  const application = await withCatalogue(path.join(workFolder, 'application'), await markedLanguage());
  const sample = path.join(userData, 'Sample collection');
  const documents: unknown = JSON.parse(await anchorite('list', sample, '--json'));
  const data = textsIn([documents, sample, process.platform, path.join(userData, 'anchorite.log'), ...sameEverywhere]);
  const { app, page } = await launchApplication(userData, ['--sample'], undefined, application);
  const found: Record<string, readonly string[]> = {};
  const look = async (commands: readonly CommandId[]): Promise<void> => {
    for (const command of commands) {
      await runById(app, page, command);
      const rest = await unmarked(page, data);
      if (rest.length > 0) found[command] = rest;
      await page.keyboard.press('Escape');
    }
  };
  await expect(page.getByRole('grid').locator('tbody').getByRole('row')).toHaveCount(5);
  await look(collectionPanels);
  await page.getByRole('grid').locator('tbody').getByRole('row').nth(3).dblclick();
  await look(documentPanels);
  await closeApplication(app);
  expect(found).toEqual({});
});
