const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;

/** An ISO 8601 duration in words: PT30M is "30 minutes", PT36H "1 day 12 hours", PT0S "at once"; any other text stays as it is. */
export function durationInWords(text: string): string {
  const found = iso.exec(text);
  if (!found || text === 'P' || text.endsWith('T')) return text;
  const parts = found.slice(1).map((part) => Number((part as string | undefined) ?? '0'));
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const wholeMinutes = minutes + Math.floor(seconds / 60);
  const wholeHours = hours + Math.floor(wholeMinutes / 60);
  const amounts = [
    years,
    months,
    weeks,
    days + Math.floor(wholeHours / 24),
    wholeHours % 24,
    wholeMinutes % 60,
    seconds % 60,
  ];
  const words = amounts.flatMap((amount, i) => {
    const unit = units[i] ?? 'second';
    return amount === 0 ? [] : [`${amount} ${unit}${amount === 1 ? '' : 's'}`];
  });
  return words.length === 0 ? 'at once' : words.join(' ');
}

export function isDuration(text: string): boolean {
  return iso.test(text) && text !== 'P' && !text.endsWith('T');
}
