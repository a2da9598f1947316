import type { PageImageId, ReplicaId } from '../../document/identifier.ts';
import type { LanguageChoice } from '../../translation/catalogue.ts';
import type { OwnKeys } from '../commands/own-keys.ts';

/** What a person set, kept in `preferences.json` of the user's data folder. */
export interface Preferences {
  readonly format: 1;
  readonly editor: EditorName;
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  /** Of the interface; another one is spoken from the next start on. */
  readonly language: LanguageChoice;
  /** Size of the transcription's type, in CSS pixels, 12–32. */
  readonly textSizePx: number;
  readonly showCorrections: boolean;
  readonly showLineEnds: boolean;
  /** How strongly doubtful words are underlined in the transcription. */
  readonly suspectMarks: SuspectMarkChoice;
  /** Identity of this installation. In journals each folder of a collection that it writes to has one of its own. */
  readonly replica: ReplicaId;
  /** A person's own `.rng` for validation besides the built-in one; null when none. */
  readonly schemaFile: string | null;
  /** A person's own `.sch`, as well; null when none. */
  readonly rulesFile: string | null;
  /** Whether what breaks the schemas is marked while somebody types. */
  readonly liveFindings: boolean;
  /** Keys that were changed on this machine. */
  readonly keys: OwnKeys;
  /** Whether the collection and the document that were open when the program was closed are opened again. */
  readonly reopen: boolean;
  /** Whether the tour of the sample was shown, or is not wanted. */
  readonly toured: boolean;
  /** Whether the name was asked for yet. */
  readonly introduced: boolean;
}

type SuspectMarkChoice = 'none' | 'soft' | 'strong';

/** Who edits. TEI: `respStmt`; the siglum is what journal records and `@resp` carry. */
export interface EditorName {
  readonly name: string;
  /** 1–12 letters or digits, beginning with a letter. */
  readonly siglum: string;
}

/** Where a person was in a document when they left it. Positions are of the text as it was then. */
export interface LeftPlace {
  /** Both ends of the selection; the same for a caret. */
  readonly anchor: number;
  readonly head: number;
  /** The position that stood at the top of what was seen. */
  readonly top: number;
  /** The page whose image was shown; null when none was. */
  readonly page: PageImageId | null;
}
