/** Periods as conditions write them: whole days, hours and minutes of ISO 8601. */
export type Unit = 'days' | 'hours' | 'minutes';

export interface Period {
  amount: number;
  unit: Unit;
}

const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

const minutesOf: Record<Unit, number> = { days: 1440, hours: 60, minutes: 1 };

export const units: readonly Unit[] = ['days', 'hours', 'minutes'];

/** In the largest unit that says it exactly; undefined where it is no such period. */
export function readPeriod(text: string): Period | undefined {
  const found = iso.exec(text);
  if (found === null || text === 'P' || text.endsWith('T')) return undefined;
  const [days = 0, hours = 0, minutes = 0] = found.slice(1).map((part) => Number((part as string | undefined) ?? '0'));
  const all = days * minutesOf.days + hours * minutesOf.hours + minutes;
  const unit = units.find((one) => all % minutesOf[one] === 0) ?? 'minutes';
  return { amount: all / minutesOf[unit], unit };
}

export function writePeriod({ amount, unit }: Period): string {
  switch (unit) {
    case 'days':
      return `P${amount}D`;
    case 'hours':
      return `PT${amount}H`;
    case 'minutes':
      return `PT${amount}M`;
  }
}
