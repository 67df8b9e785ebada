import type { Money } from '../api/types';
import { readersLocale } from './locale';

/** An amount with its currency, as in €129.90. The decimal string is formatted as it is, without passing through a double. */
export function formatMoney(money: Money, locale = readersLocale()): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
  // Intl takes decimal strings exactly; TypeScript knows them as this template type only.
  return format.format(money.amount as `${number}`);
}

/** Short, for axes: €1.2K. */
export function formatShortMoney(amount: number, currency: string, locale = readersLocale()): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  }).format(amount);
}

/** The amount in one currency of a list, 0 where the list has none. */
export function amountIn(money: readonly Money[], currency: string): number {
  return Number(money.find((entry) => entry.currency === currency)?.amount ?? '0');
}

/** Every currency of the lists, the shop's own first and the others by name. Never empty. */
export function currenciesOf(lists: readonly (readonly Money[])[], own: string): string[] {
  const others = new Set(lists.flatMap((list) => list.map((entry) => entry.currency)));
  const has = others.delete(own);
  const sorted = [...others].sort();
  return has || sorted.length === 0 ? [own, ...sorted] : sorted;
}
