import { describe, expect, it } from 'vitest';
import { rangeOf, wordsOf } from './range';

describe('a period in the address', () => {
  it.each(['days=7', 'days=90', 'from=2026-11-01&to=2026-11-20'])('%s comes back', (words) => {
    expect(new URLSearchParams(wordsOf(rangeOf(new URLSearchParams(words)))).toString()).toBe(words);
  });
  it.each(['', 'days=8', 'days=', 'from=2026-11-01', 'from=2026-11-20&to=2026-11-01', 'from=x&to=y'])(
    '“%s” is the last 30 days',
    (words) => {
      expect(rangeOf(new URLSearchParams(words))).toEqual({ days: 30 });
    },
  );
});
