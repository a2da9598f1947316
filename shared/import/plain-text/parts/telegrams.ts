import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { type Block, type Draft, isInterruption, isUnclaimed, rangeOfLines } from '../draft/draft.ts';
import { readDateline } from './datelines.ts';
import { isTelegramFile } from './file-numbers.ts';
import { isTelegramForm } from './header-fields.ts';
import { isTelegramRemark } from './opening-lines.ts';
import { titleForm, typeOfTitle } from './titles.ts';

/** Whether something says that the document is a telegram: its form, its title, its file number (`713.00/28: Telegram`), an editor's
 *  remark (`[Telegram]`), or the number before its text. */
export function isTelegram(draft: Draft): boolean {
  return isCalledTelegram(draft) || beginsWithNumber(draft);
}

function isCalledTelegram(draft: Draft): boolean {
  if (isTelegramForm(draft)) return true;
  for (const { role, words, opening } of draft.blocks) {
    if (role.kind === 'attachment heading') return false;
    if (role.kind === 'heading' && role.level === 1 && typeOfTitle(words) === 'telegram') return true;
    if (opening && role.kind === 'dateline' && /gram$/i.test(readDateline(words)?.paper ?? '')) return true;
    if (opening && role.kind === 'header field' && (isTelegramFile(words) || isTelegramRemark(words))) return true;
  }
  return false;
}

const number = /^(\d{1,5})\.(?=\s+\S)/;

/** No list begins with a number so high, and no letter with a number. */
const unmistakable = /^\d{3,5}\.\s+["“]?\p{Lu}/u;

/** Whether a paper of `X to Y` begins at once with a number such as `1038.`, as the telegrams in printed volumes do. */
const beginsWithNumber = ({ blocks }: Draft): boolean =>
  blocks.some(({ role, words }) => role.kind === 'heading' && titleForm(words) === 'parties') &&
  !blocks.some(({ role, opening }) => role.kind === 'salutation' && opening) &&
  unmistakable.test(blocks.find((block) => !isBeforeText(block))?.words.slice(0, 12) ?? '');

/** A printed telegram begins its first paragraph with its number: `1223. Eyes only …`. It stays there, as a segment. */
export function recogniseTelegramNumber(draft: Draft): void {
  const first = draft.blocks.findIndex((block) => !isBeforeText(block));
  const block = draft.blocks[first];
  const found = block && isUnclaimed(block) ? number.exec(block.words) : null;
  if (!block || !found || !isTelegram(draft) || countsOn(Number(found[1]), draft.blocks[first + 1])) return;
  const { from } = rangeOfLines(block);
  const to = from + found[0].length;
  if (draft.text.slice(from, to) !== found[0]) return;
  const certainty = isCalledTelegram(draft) ? 'stated' : 'inferred';
  draft.spans.push({
    sort: 'mark',
    from,
    to,
    finding: { from, to, kind: 'number', what: inEnglish`Number of the telegram: ${found[1] ?? ''}`, certainty },
    mark: (recognition) => schema.mark('segment', { id: newAnnotationId(), type: 'number', recognition }),
  });
}

/** Whether the next paragraph has the next number: then both are numbered paragraphs. */
const countsOn = (value: number, next: Block | undefined): boolean =>
  value < 100 && next !== undefined && Number(number.exec(next.words)?.[1] ?? 0) === value + 1;

const isBeforeText = (block: Block): boolean =>
  isInterruption(block) || ['heading', 'dateline', 'salutation', 'header field', 'note'].includes(block.role.kind);
