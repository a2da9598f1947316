import { type ReactNode, useEffect } from 'react';
import { t } from '../../../shared/translation/translate.ts';
import { requestSample, sampleOpened } from '../../actions/collection-actions.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { savePreferences } from '../../model/preferences-actions.ts';
import { session, useSession } from '../../model/session.ts';
import { type Mode, patchView, showLeftPane, showPane } from '../../model/workbench-view.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './tour.module.css';

/** A step of the tour: what it says, and how the workbench stands while it does. */
interface TourStep {
  readonly title: string;
  readonly words: () => string;
  readonly mode: Mode;
  readonly show: () => void;
}

const steps: readonly TourStep[] = [
  {
    title: t`The page and its text`,
    words: () =>
      t`On the left is the image of the page, beside it its text. Click a word on either side, and the other follows. The coloured chips are page anchors: no edit ever loses one.`,
    mode: 'correct',
    show: () => showLeftPane('image'),
  },
  {
    title: t`Doubtful words`,
    words: () =>
      t`${keysLabel('suspects.next') ?? t`Next Suspect`} goes to the next word that may have been read wrong. 1 to 5 take a suggestion, Enter keeps the reading, A does it everywhere.`,
    mode: 'correct',
    show: () => patchView({ tab: 'suspects' }),
  },
  {
    title: t`Tags`,
    words: () =>
      t`In Tag mode a selected name is tagged with one key: P for a person, L for a place, O for an organisation, D for a date, T for a term.`,
    mode: 'tag',
    show: () => patchView({ tab: 'tags' }),
  },
  {
    title: t`Versions`,
    words: () =>
      t`Everything is saved as you type. ${keysLabel('document.name-version') ?? t`Name This Version`} gives a state a name, and ${keysLabel('document.compare') ?? t`Compare`} shows word by word what has changed since.`,
    mode: 'correct',
    show: () => patchView({ tab: 'versions' }),
  },
  {
    title: t`The edition`,
    words: () =>
      t`${keysLabel('edition.export') ?? t`Export`} writes TEI, checked before, and editions for readers. ${keysLabel('app.guide') ?? t`Guide`} opens the guide at what you are doing, ${keysLabel('view.palette') ?? t`All Commands`} finds every command.`,
    mode: 'correct',
    show: () => patchView({ tab: 'details' }),
  },
];

/** Index of the step that is shown; null while there is no tour. */
const tour = createStore<number | null>(null);

/** Opens the sample collection and leads through it. */
export async function beginTour(): Promise<void> {
  if (!(await requestSample())) return;
  await startTour();
}

async function startTour(): Promise<void> {
  const documents = session().collection?.documents ?? [];
  const shown = documents.find(({ number }) => number === '1762') ?? documents[0];
  if (shown) await openDocument(shown.id, null);
  go(0);
}

function go(step: number): void {
  const next = steps[step];
  if (!next) {
    end();
    return;
  }
  tour.set(step);
  patchView({ mode: next.mode });
  showPane('inspector');
  next.show();
}

function end(): void {
  tour.set(null);
  if (!session().preferences.toured) void savePreferences({ toured: true });
}

/** The tour, beside the work; it can be left at any step. Begins by itself when the sample is opened first. */
export function TourCard(): ReactNode {
  const step = useWholeStore(tour);
  const opened = useWholeStore(sampleOpened);
  const screen = useSession((now) => now.screen.kind);
  useEffect(() => {
    if (opened > 0 && tour.get() === null && !session().preferences.toured) void startTour();
  }, [opened]);
  useEffect(() => {
    if (screen === 'start' && tour.get() !== null) tour.set(null);
  }, [screen]);
  const shown = step === null ? undefined : steps[step];
  if (step === null || !shown) return null;
  return (
    <aside aria-label={t`Tour`} className={styles.card}>
      <p className={styles.count}>{t`${step + 1} of ${steps.length}`}</p>
      <h2 className={styles.title}>{shown.title}</h2>
      <p aria-live="polite">{shown.words()}</p>
      <div className={styles.buttons}>
        {step > 0 && <Button onPress={() => go(step - 1)}>{t`Back`}</Button>}
        <Button look="primary" onPress={() => go(step + 1)}>
          {step + 1 < steps.length ? t`Next` : t`Done`}
        </Button>
        {step + 1 < steps.length && <Button look="quiet" onPress={end}>{t`Skip the tour`}</Button>}
      </div>
    </aside>
  );
}
