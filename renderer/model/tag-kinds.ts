import { Building2, CalendarDays, type LucideIcon, MapPin, Quote, UserRound } from 'lucide-react';
import type { CommandId } from '../../shared/contract/commands/commands.ts';
import type { AnnotationKind } from '../../shared/document/annotation.ts';
import { t } from '../../shared/translation/translate.ts';

export const tagIcons: Readonly<Record<AnnotationKind, LucideIcon>> = {
  person: UserRound,
  place: MapPin,
  organisation: Building2,
  date: CalendarDays,
  term: Quote,
};

export const tagNames: Readonly<Record<AnnotationKind, string>> = {
  person: t`Person`,
  place: t`Place`,
  organisation: t`Organisation`,
  date: t`Date`,
  term: t`Term`,
};

/** Kinds within a sentence: “tagged as person”. */
export const tagWithin: Readonly<Record<AnnotationKind, string>> = {
  person: t`person`,
  place: t`place`,
  organisation: t`organisation`,
  date: t`date`,
  term: t`term`,
};

/** Kinds as the heading over several. */
export const tagPlurals: Readonly<Record<AnnotationKind, string>> = {
  person: t`Persons`,
  place: t`Places`,
  organisation: t`Organisations`,
  date: t`Dates`,
  term: t`Terms`,
};

export const tagCommand = (kind: AnnotationKind): CommandId => `tag.${kind}`;
