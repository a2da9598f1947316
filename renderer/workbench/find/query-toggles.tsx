import { CaseSensitive, Regex, SpellCheck2, WholeWord } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import type { BarQuery } from './find-memory.ts';

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
        label="Match capitals"
        isPressed={query.caseSensitive}
        onPress={() => onChange({ caseSensitive: !query.caseSensitive })}
      />
      <IconButton
        icon={WholeWord}
        label="Whole words"
        isPressed={query.wholeWord}
        onPress={() => onChange({ wholeWord: !query.wholeWord })}
      />
      <IconButton
        icon={SpellCheck2}
        label="Letters match without their accents"
        isPressed={query.foldAccents}
        onPress={() => onChange({ foldAccents: !query.foldAccents })}
      />
      <IconButton
        icon={Regex}
        label="Regular expression"
        isPressed={query.regex}
        onPress={() => onChange({ regex: !query.regex })}
      />
    </>
  );
}
