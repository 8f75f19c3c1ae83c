/** What a misspelt word may have meant. */

/** How many letters must be changed, added, left out, or exchanged with their neighbour to make one word of the other. */
const distance = (a: string, b: string): number => {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const [above = [], row] = [rows[i - 1], [i]];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
};

/** The known words that are nearest to one, at most three, none of them further off than a few letters. */
export const nearest = (word: string, known: readonly string[]): readonly string[] => {
  const apart = known.map((one) => ({ one, by: distance(word, one) }));
  const least = Math.min(...apart.map(({ by }) => by));
  return least > 4 ? [] : apart.flatMap(({ one, by }) => (by === least ? [one] : [])).slice(0, 3);
};
