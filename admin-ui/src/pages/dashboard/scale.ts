/** Where the lines of an axis go: from 0 in round steps to at least the largest value. */
export function ticks(largest: number, about = 4): number[] {
  if (largest <= 0) return [0, 1];
  const rough = largest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** The same for whole things: no half runs. */
export function wholeTicks(largest: number, about = 4): number[] {
  if (largest <= about) return Array.from({ length: Math.max(1, largest) + 1 }, (_, i) => i);
  return ticks(largest, about).filter((tick) => Number.isInteger(tick));
}

/** Which of so many days carry a label: the first one, and others at equal distances, at most so many. */
export function labelled(days: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(days / most));
  return Array.from({ length: days }, (_, i) => i).filter((i) => i % every === 0);
}
