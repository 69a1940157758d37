// On a night on which the reader's clocks change, a time of day alone does not say which of two it is.

const hour = 3_600_000;
const around = 24 * hour;

// changes tells whether they change within a day of the dates, or between them.
function changes(dates) {
  const times = dates.map(Number);
  const first = Math.min(...times) - around;
  const last = Math.max(...times) + around;
  const offset = new Date(first).getTimezoneOffset();
  for (let t = first; t < last; t += hour) if (new Date(t).getTimezoneOffset() !== offset) return true;
  return new Date(last).getTimezoneOffset() !== offset;
}

// clockName is what stands behind the time of day of a date: the name of the zone then, or its offset; on other nights it is
// empty. The dates with which it is written belong to it.
export function clockName(locale, date, ...others) {
  if (!changes([date, ...others])) return '';
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(date);
  return ` ${parts.find((part) => part.type === 'timeZoneName').value.replace(/^GMT(?=[+-])/, 'UTC').replace('\u2212', '-')}`;
}
