import { describe, expect, it } from 'vitest';
import { countDays, dateIn, formatDays, lastDays, problemOf } from './days';
import { durationInWords, isDuration } from './duration';
import { exactInstant, withInstantsInWords, zoneInWords } from './instants';
import { readersLocale } from './locale';
import { currenciesOf, formatMoney } from './money';
import { changeOf, changeOfRate, formatRate } from './numbers';

describe('money', () => {
  it('keeps every digit of a decimal string', () => {
    expect(formatMoney({ amount: '90071992547409931.07', currency: 'EUR' }, 'en-GB')).toBe(
      '€90,071,992,547,409,931.07',
    );
  });
  it('uses the places of its currency', () => {
    expect(formatMoney({ amount: '1200', currency: 'JPY' }, 'en-US')).toBe('¥1,200');
    expect(formatMoney({ amount: '12.5', currency: 'EUR' }, 'en-US')).toBe('€12.50');
  });
  it('lists the shop’s currency first, and names one even where nothing was recovered', () => {
    const chf = { amount: '1.00', currency: 'CHF' };
    const usd = { amount: '1.00', currency: 'USD' };
    expect(currenciesOf([[usd], [chf]], 'USD')).toEqual(['USD', 'CHF']);
    expect(currenciesOf([[usd, chf]], 'EUR')).toEqual(['CHF', 'USD']);
    expect(currenciesOf([[], []], 'EUR')).toEqual(['EUR']);
  });
});

describe('changes', () => {
  it('are short for the eye and whole for the ear', () => {
    expect(changeOf(120, 100, '100', 'en')).toEqual({
      direction: 'up',
      short: '+20%',
      words: 'up 20% from 100 in the period before',
    });
    expect(changeOf(97, 100, '100', 'en')).toMatchObject({ direction: 'down', short: '−3%' });
    expect(changeOf(98.5, 100, '100', 'en')).toMatchObject({ direction: 'down', short: '−1.5%' });
  });
  it('have no percentage from nothing', () => {
    expect(changeOf(5, 0, '0', 'en')).toMatchObject({ direction: 'new', short: 'New' });
    expect(changeOf(0, 0, '0', 'en')).toMatchObject({ direction: 'same', short: '0%' });
  });
  it('are more than ten times as much at the most', () => {
    expect(changeOf(1099, 100, '100', 'en')).toMatchObject({ short: '+999%' });
    expect(changeOf(5552, 100, '100', 'en')).toEqual({
      direction: 'up',
      short: '>+999%',
      words: 'up more than 999% from 100 in the period before',
    });
  });
  it('of rates are in points', () => {
    expect(changeOfRate(0.089, 0.211, '21.1%', 'en')).toEqual({
      direction: 'down',
      short: '−12.2 points',
      words: 'down 12.2 percentage points from 21.1% in the period before',
    });
    expect(changeOfRate(0.31, 0.3, '30.0%', 'en').short).toBe('+1 point');
    expect(changeOfRate(0.2, 0, '0.0%', 'en').short).toBe('+20 points');
    expect(changeOfRate(0.2, 0.2, '20.0%', 'en').direction).toBe('same');
  });
  it('show rates with one decimal', () => {
    expect(formatRate(0.1249, 'en')).toBe('12.5%');
  });
});

describe('durations', () => {
  it.each([
    ['PT30M', '30 minutes'],
    ['P1D', '1 day'],
    ['PT24H', '1 day'],
    ['PT36H', '1 day 12 hours'],
    ['PT168H', '7 days'],
    ['PT90S', '1 minute 30 seconds'],
    ['P2W', '2 weeks'],
    ['PT0S', 'at once'],
  ])('%s is %s', (text, words) => {
    expect(durationInWords(text)).toBe(words);
  });
  it('leaves alone what is none', () => {
    expect(durationInWords('P')).toBe('P');
    expect(durationInWords('soon')).toBe('soon');
    expect(isDuration('PT')).toBe(false);
  });
});

describe('days', () => {
  it('are those of the shop’s zone', () => {
    expect(dateIn('Europe/Berlin', '2026-11-19T23:30:00Z')).toBe('2026-11-20');
    expect(dateIn('America/New_York', '2026-11-20T03:30:00Z')).toBe('2026-11-19');
  });
  it('count today, across a change of the clocks', () => {
    const days = lastDays(30, '2026-11-20');
    expect(days).toEqual({ from: '2026-10-22', to: '2026-11-20' });
    expect(countDays(days)).toBe(30);
  });
  it('are written as a period', () => {
    expect(formatDays({ from: '2026-11-14', to: '2026-11-20' }, 'en-GB')).toMatch(/^14\s?[–-]\s?20 Nov 2026$/);
  });
  it('of one’s own are checked', () => {
    const today = '2026-11-20';
    expect(problemOf({ from: '2026-11-01', to: '2026-11-20' }, today)).toBeUndefined();
    expect(problemOf({ from: '2026-11-21', to: '2026-11-20' }, today)).toBe(
      'The first day must not be after the last.',
    );
    expect(problemOf({ from: '2026-11-20', to: '2026-11-21' }, today)).toBe('The last day must not be in the future.');
    expect(problemOf({ from: '', to: '2026-11-20' }, today)).toBe('Give both days.');
    expect(problemOf({ from: '2025-11-01', to: '2026-11-20' }, today)).toBe('A period has at most 366 days.');
  });
});

describe('instants', () => {
  it('name the zone with its offset at that time', () => {
    expect(zoneInWords('America/New_York', '2026-07-01T00:00:00Z', 'en')).toBe('America/New York (GMT-4)');
    expect(zoneInWords('America/New_York', '2026-12-01T00:00:00Z', 'en')).toBe('America/New York (GMT-5)');
  });
  it('are exact to the millisecond', () => {
    expect(exactInstant('2026-11-20T10:00:00.12+01:00')).toBe('2026-11-20T09:00:00.120Z');
  });
  it('speak the reader’s English', () => {
    expect(readersLocale(['de-DE', 'en-US'])).toBe('en-US');
    expect(readersLocale(['de-DE'])).toBe('en-GB');
  });
});

describe('sentences of the server', () => {
  it('say their instants in the reader’s zone', () => {
    const said = withInstantsInWords('Timer set for 2026-11-22T07:29:50Z: 2 items', 'en-GB');
    expect(said).toMatch(/^Timer set for 22 Nov 2026, \d\d:29: 2 items$/);
  });
  it('stay as they are without one', () => {
    expect(withInstantsInWords('The cart is empty')).toBe('The cart is empty');
  });
});
