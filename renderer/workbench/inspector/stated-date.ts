import type { StatedDate } from '../../../shared/document/metadata.ts';

/** A date of two fields; null when both are empty. */
export const statedDate = (text: string, when: string | null): StatedDate | null =>
  text === '' && when === null ? null : { text, when };

/** Why a date cannot be taken as W3C form, as a sentence; null when it can. */
export function whenError(value: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  const [, year, month, day] = match ?? [];
  if (value === '' || (year && month === undefined)) return null;
  if (year && month && Number(month) >= 1 && Number(month) <= 12) {
    const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (day === undefined || (Number(day) >= 1 && Number(day) <= days)) return null;
  }
  return 'As in 1962-11-13, 1962-11 or 1962.';
}
