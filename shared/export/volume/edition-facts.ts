import { t } from '../../translation/translate.ts';

/** What is known of an edition as a whole: what a form asks for and the header of its files says. All of it may be empty. */
export interface EditionFacts {
  readonly title: string;
  /** The series that it is a volume of, and which one. */
  readonly series: string;
  readonly volume: string;
  /** What the file and its root are called: `frus1961-63v06`. */
  readonly identifier: string;
  /** Their names, parted by semicolons. */
  readonly editors: string;
  readonly publisher: string;
  readonly place: string;
  /** As it is printed: `1996`. */
  readonly date: string;
  readonly licence: string;
}

export type EditionFact = keyof EditionFacts;

/** What a person calls them, in the order in which they are asked for. */
export const editionFactLabels: Readonly<Record<EditionFact, string>> = {
  title: t`Title of the edition`,
  series: t`Series`,
  volume: t`Volume`,
  identifier: t`Identifier of the volume`,
  editors: t`Editors (parted by ;)`,
  publisher: t`Publisher`,
  place: t`Place`,
  date: t`Year`,
  licence: t`Licence`,
};

export const noEditionFacts: EditionFacts = {
  title: '',
  series: '',
  volume: '',
  identifier: '',
  editors: '',
  publisher: '',
  place: '',
  date: '',
  licence: '',
};
