import { Building2, CalendarDays, type LucideIcon, MapPin, Quote, UserRound } from 'lucide-react';
import type { CommandId } from '../../shared/contract/commands/commands.ts';
import type { AnnotationKind } from '../../shared/document/annotation.ts';

export const tagIcons: Readonly<Record<AnnotationKind, LucideIcon>> = {
  person: UserRound,
  place: MapPin,
  organisation: Building2,
  date: CalendarDays,
  term: Quote,
};

export const tagNames: Readonly<Record<AnnotationKind, string>> = {
  person: 'Person',
  place: 'Place',
  organisation: 'Organisation',
  date: 'Date',
  term: 'Term',
};

/** Kinds as the heading over several. */
export const tagPlurals: Readonly<Record<AnnotationKind, string>> = {
  person: 'Persons',
  place: 'Places',
  organisation: 'Organisations',
  date: 'Dates',
  term: 'Terms',
};

export const tagCommand = (kind: AnnotationKind): CommandId => `tag.${kind}`;
