/**
 * An independent and slow calendar, for comparison only: the host's `Date` in UTC, counting day by day, the Butcher
 * computus, and the lists of the two acts written out once more.
 */
const DAY = 86_400_000;

export const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** 1 §, by walking: to the first day of the end month, then forward as long as the wanted day number is not passed. */
export const naiveEndDay = (start: string, amount: number, unit: 'days' | 'weeks' | 'months' | 'years'): string => {
  if (unit === 'days' || unit === 'weeks') {
    let ms = utc(start);
    for (let i = 0; i < amount * (unit === 'weeks' ? 7 : 1); i += 1) ms += DAY;
    return iso(ms);
  }
  let [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
  for (let i = 0; i < amount * (unit === 'years' ? 12 : 1); i += 1) {
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
  const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  let found = `${prefix}-01`;
  while (found.slice(8) < start.slice(8)) {
    const next = iso(utc(found) + DAY);
    if (!next.startsWith(prefix)) break;
    found = next;
  }
  return found;
};

const butcher = (year: number): number => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
};

/** 1989:253 and 1930:173 2 §, asked of one day. */
export const naiveNonWorking = (date: string): boolean => {
  const ms = utc(date);
  const weekday = new Date(ms).getUTCDay();
  if (weekday === 0 || weekday === 6) return true;
  const [year, rest] = [Number(date.slice(0, 4)), date.slice(5)];
  if (['01-01', '01-06', '05-01', '12-24', '12-25', '12-26', '12-31'].includes(rest)) return true;
  if (rest === '06-06' && year >= 2005) return true;
  if (weekday === 5 && rest >= '06-19' && rest <= '06-25') return true;
  const fromEaster = (ms - butcher(year)) / DAY;
  return fromEaster === -2 || fromEaster === 1 || fromEaster === 39 || (fromEaster === 50 && year <= 2004);
};

export const naiveRoll = (date: string, step: 1 | -1): string => {
  let found = date;
  while (naiveNonWorking(found)) found = iso(utc(found) + step * DAY);
  return found;
};

const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The Swedish day, by the host's time zone data. */
export const intlSwedishDay = (ms: number): string => stockholm.format(ms);
