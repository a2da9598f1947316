import { newAnnotationId } from '../../../document/identifier.ts';
import { schema } from '../../../document/schema.ts';
import { type Block, type Draft, isInterruption, isUnclaimed, rangeOf } from '../draft/draft.ts';
import { isTelegramForm } from './telegram-header.ts';
import { typeOfTitle } from './titles.ts';

const number = /^(\d{2,5})\.(?=\s+\S)/;

/** A printed telegram begins its first paragraph with its number: `1223. Eyes only …`. It stays there, as a segment. */
export function recogniseTelegramNumber(draft: Draft): void {
  const title = draft.blocks.find((block) => block.role.kind === 'heading');
  const isTelegram = isTelegramForm(draft) || (title !== undefined && typeOfTitle(title.words) === 'telegram');
  const first = draft.blocks.find((block) => !isBeforeText(block));
  const found = first && isUnclaimed(first) ? number.exec(first.words) : null;
  if (!first || !found || !isTelegram) return;
  const { from } = rangeOf(first);
  const to = from + found[0].length;
  if (draft.text.slice(from, to) !== found[0]) return;
  draft.spans.push({
    sort: 'mark',
    from,
    to,
    finding: { from, to, kind: 'number', what: `Number of the telegram: ${found[1]}`, certainty: 'stated' },
    mark: (recognition) => schema.mark('segment', { id: newAnnotationId(), type: 'number', recognition }),
  });
}

const isBeforeText = (block: Block): boolean =>
  isInterruption(block) || ['heading', 'dateline', 'salutation', 'header field', 'note'].includes(block.role.kind);
