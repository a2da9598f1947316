import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { anchorite, test } from './app.ts';
import { savedDocument, shownDocument } from './saved-document.ts';
import { anchorNames, expectSaved, openDocument, runByName, selectWords, transcription } from './workbench-page.ts';

const letter = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter with formulas</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body>
  <p rend='x'>The sum <formula notation="TeX"
     xml:id="f1">x^2</formula> is <pb n="2"/> given <w lemma="here">here</w>.</p>
  <p>Another line of words.</p>
  <figure xml:id="g1"><graphic url="a.png"/></figure>
  <p>The end; see <ref target="other.xml">the other</ref> and <ref target="#f1">the sum</ref>.</p>
</body></text></TEI>
`;

const other = letter
  .replace('A letter with formulas', 'The other letter')
  .replace('Another line', 'Other words, a line');

interface Imported {
  readonly collection: string;
  readonly workFolder: string;
}

/** Puts both letters into the collection and shows the first. */
async function imported({ collection, workFolder }: Imported): Promise<void> {
  const files = [path.join(workFolder, 'letter.xml'), path.join(workFolder, 'other.xml')];
  await writeFile(files[0] ?? '', letter);
  await writeFile(files[1] ?? '', other);
  await anchorite('import', collection, ...files);
}

/** What the first letter is as TEI now. */
async function exported({ collection, workFolder }: Imported): Promise<string> {
  const out = path.join(workFolder, 'out');
  await anchorite('export', collection, '--to', 'tei', '--out', out);
  return readFile(path.join(out, 'letter.xml'), 'utf8');
}

const formulaOf = (page: Page) => transcription(page).locator('[data-carried="formula"]');

test('an attribute of an element that is kept whole is edited beside it, and undone', async ({
  launch,
  collection,
  workFolder,
}) => {
  await imported({ collection, workFolder });
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, /^A letter with formulas/);
  const before = await shownDocument(page);
  await formulaOf(page).dblclick();
  const form = page.getByRole('dialog', { name: 'Attributes of <formula>' });
  const notation = form.getByRole('textbox', { name: 'Value of notation' });
  await expect(notation).toHaveValue('TeX');
  await expect(form).toContainText('x^2');
  await notation.fill('MathML');
  await form.getByRole('button', { name: 'Add an attribute' }).click();
  await form.getByRole('textbox', { name: 'Name' }).last().fill('a b');
  await form.getByRole('textbox', { name: 'Value of a b' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(form).toContainText('A name begins with a letter');
  await form.getByRole('textbox', { name: 'Name' }).last().fill('xml:lang');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(transcription(page)).toBeFocused();
  await expectSaved(page);
  expect(await savedDocument(collection, 'letter.xml')).toBe(await shownDocument(page));

  // The element is still selected: Enter shows what it has now.
  await page.keyboard.press('Enter');
  await expect(form.getByRole('textbox', { name: 'Value of xml:lang' })).toHaveValue('1');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => shownDocument(page)).toBe(before);
  await page.keyboard.press('Control+Y');
  // Of words in an element, and of the paragraph around them, the same form tells.
  await selectWords(page, 'here');
  await runByName(page, 'Attributes of the Element…');
  await page.getByRole('textbox', { name: 'Value of lemma' }).fill('HERE');
  await page.keyboard.press('Enter');
  await expectSaved(page);
  await runByName(page, 'Close Collection');
  expect(await exported({ collection, workFolder })).toBe(
    letter
      .replace('notation="TeX"', 'notation="MathML"')
      .replace('xml:id="f1"', 'xml:id="f1" xml:lang="1"')
      .replace('lemma="here"', 'lemma="HERE"'),
  );
});

test('what is kept whole is moved with cut and paste, deleted, and comes back', async ({
  launch,
  collection,
  workFolder,
}) => {
  await imported({ collection, workFolder });
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, /^A letter with formulas/);
  const [before, anchors] = [await shownDocument(page), await anchorNames(page)];
  await formulaOf(page).click();
  await page.keyboard.press('Control+X');
  await expect(formulaOf(page)).toHaveCount(0);
  await selectWords(page, 'words');
  await page.keyboard.press('ArrowLeft');
  // The editor hears of a caret that the browser moved with the next event.
  await page.evaluate(() => document.dispatchEvent(new Event('selectionchange')));
  await page.keyboard.press('Control+V');
  await expect(transcription(page).locator('p', { hasText: 'Another line' }).locator('[data-carried]')).toHaveCount(1);
  const figure = transcription(page).locator('[data-block="carriedLeaf"]');
  await figure.click();
  await page.keyboard.press('Delete');
  await expect(figure).toHaveCount(0);
  expect(await anchorNames(page)).toEqual(anchors);
  await expectSaved(page);
  await page.keyboard.press('Control+Z');
  await expect(figure).toHaveCount(1);
  for (let act = 0; act < 2; act++) await page.keyboard.press('Control+Z');
  await expect.poll(() => shownDocument(page)).toBe(before);
  for (let act = 0; act < 2; act++) await page.keyboard.press('Control+Y');
  await expect(formulaOf(page)).toHaveCount(1);
  await expectSaved(page);
  await runByName(page, 'Close Collection');
  const formula = /<formula[\s\S]*<\/formula>/.exec(letter)?.[0] ?? '';
  expect(await exported({ collection, workFolder })).toBe(
    letter.replace(formula, '').replace('line of words', `line of ${formula}words`),
  );
});

test('a reference leads to the place or the document that it points at', async ({ launch, collection, workFolder }) => {
  await imported({ collection, workFolder });
  const { page } = await launch([`--collection=${collection}`]);
  await openDocument(page, /^A letter with formulas/);
  await selectWords(page, 'the sum');
  await page.keyboard.press('Shift+F2');
  await page.keyboard.type('!');
  await expect(transcription(page)).toContainText('The sum !');
  await page.keyboard.press('Control+Z');
  await transcription(page)
    .locator('[data-mark="reference"]', { hasText: 'the other' })
    .click({ modifiers: ['Control'] });
  await expect(transcription(page)).toContainText('Other words, a line');
  await selectWords(page, 'the other');
  await page.keyboard.press('Shift+F2');
  await expect(transcription(page)).toContainText('Other words, a line');
});
