import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { toldApart } from '../../../main/editions/imported-findings.ts';
import type { Finding } from '../../../shared/export/validation/validate-xml.ts';
import { workplace } from '../cli/program.ts';

const place = workplace();

const finding = (message: string, line: number): Finding => ({
  message,
  line,
  column: 1,
  path: 'TEI/p',
  schema: 's',
  nearestId: null,
});

test('of findings that say the same, as many came with the file as the file had', () => {
  const now = [finding('a', 3), finding('a', 5), finding('b', 6)];
  expect(toldApart(now, [finding('a', 1)]).map(({ cameWithFile }) => cameWithFile === true)).toEqual([
    true,
    false,
    false,
  ]);
  expect(toldApart(now, [])).toEqual(now);
});

const rules = `<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:p"><report test="contains(., 'teh') or contains(., 'Telegramm')"><value-of select="."/></report></rule></pattern></schema>`;
const letter = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>L</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<text><body>
<p>teh first</p>
<p>The Telegram came.</p>
</body></text></TEI>
`;

test('faults that came with an imported file are told, and do not keep it from being written; new ones do', async () => {
  const { folder, json, run } = place();
  const at = (name: string): string => path.join(folder, name);
  await writeFile(at('letter.xml'), letter);
  await writeFile(at('rules.sch'), rules);
  await run('import', at('c'), at('letter.xml'));
  const exported = (out: string) =>
    json('export', at('c'), '--to', 'tei', '--out', at(out), '--schema', at('rules.sch'));
  const unchanged = await exported('one');
  expect(unchanged.value).toMatchObject({
    documents: [{ kind: 'written', findings: [{ message: 'teh first', cameWithFile: true, line: 3 }] }],
  });
  const corrected = await run('correct', at('c'), 'letter', '--find', 'Telegram', '--replace', 'Telegramm');
  expect(corrected.code).toBe(0);
  const changed = await exported('two');
  expect(changed.value).toMatchObject({
    documents: [{ kind: 'not valid', findings: [{ cameWithFile: true }, { message: 'The Telegramm came.', line: 4 }] }],
  });
});
