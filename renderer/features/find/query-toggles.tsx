import { CaseSensitive, Regex, SpellCheck2, WholeWord } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../../shared/translation/translate.ts';
import { IconButton } from '../../ui/button.tsx';

/** What the find bar looks for. */
export interface BarQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly foldAccents: boolean;
  /** The text is a regular expression. */
  readonly regex: boolean;
}

let last: BarQuery = { text: '', caseSensitive: false, wholeWord: false, foldAccents: true, regex: false };

/** The query of the find bar while it is closed, also over documents. */
export const findMemory = {
  get query(): BarQuery {
    return last;
  },
  keep: (query: BarQuery): BarQuery => {
    last = query;
    return query;
  },
};

interface QueryTogglesProps {
  readonly query: BarQuery;
  readonly onChange: (patch: Partial<BarQuery>) => void;
}

/** How the words of a search are taken. */
export function QueryToggles({ query, onChange }: QueryTogglesProps): ReactNode {
  return (
    <>
      <IconButton
        icon={CaseSensitive}
        label={t`Match capitals`}
        isPressed={query.caseSensitive}
        onPress={() => onChange({ caseSensitive: !query.caseSensitive })}
      />
      <IconButton
        icon={WholeWord}
        label={t`Whole words`}
        isPressed={query.wholeWord}
        onPress={() => onChange({ wholeWord: !query.wholeWord })}
      />
      <IconButton
        icon={SpellCheck2}
        label={t`Letters match without their accents`}
        isPressed={query.foldAccents}
        onPress={() => onChange({ foldAccents: !query.foldAccents })}
      />
      <IconButton
        icon={Regex}
        label={t`Regular expression`}
        isPressed={query.regex}
        onPress={() => onChange({ regex: !query.regex })}
      />
    </>
  );
}
