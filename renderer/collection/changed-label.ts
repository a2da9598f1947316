const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const dayNumber = (date: Date): number => Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);

/** When something happened, as near as a person cares: `today 11:20`, `yesterday`, `Monday`, `3 Nov`, `3 Nov 2024`.
 *  @param time ISO 8601 */
export function changedLabel(time: string, now: Date): string {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return '';
  const daysAgo = dayNumber(now) - dayNumber(then);
  if (daysAgo <= 0) return `today ${clock.format(then)}`;
  if (daysAgo === 1) return `yesterday ${clock.format(then)}`;
  if (daysAgo < 7) return weekday.format(then);
  return then.getFullYear() === now.getFullYear() ? day.format(then) : dayAndYear.format(then);
}
