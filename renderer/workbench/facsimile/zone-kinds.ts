import { type LucideIcon, PenLine, SquareDashed, Stamp, StickyNote } from 'lucide-react';
import { type ZoneKind, zoneKinds } from '../../../shared/document/page-image.ts';

export const zoneIcons: Readonly<Record<ZoneKind, LucideIcon>> = {
  stamp: Stamp,
  signature: PenLine,
  'marginal note': StickyNote,
  other: SquareDashed,
};

export const zoneNames: Readonly<Record<ZoneKind, string>> = {
  stamp: 'Stamp',
  signature: 'Signature',
  'marginal note': 'Marginal note',
  other: 'Something else',
};

export const zoneChoices: readonly { readonly value: ZoneKind; readonly label: string }[] = zoneKinds.map((value) => ({
  value,
  label: zoneNames[value],
}));
