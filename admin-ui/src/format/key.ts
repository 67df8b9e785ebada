const longest = 60;

/** A name as a key: lower-case letters, digits and dashes. `otherwise` where nothing of it can be kept. */
export function keyOfName(name: string, otherwise: string): string {
  const key = name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return key === '' ? otherwise : key;
}

/** The key, or with a number behind it that is not taken. */
export function freeKey(key: string, taken: readonly string[]): string {
  if (!taken.includes(key)) return key;
  for (let number = 2; ; number++) {
    const next = `${key.slice(0, longest - 6)}-${number}`;
    if (!taken.includes(next)) return next;
  }
}
