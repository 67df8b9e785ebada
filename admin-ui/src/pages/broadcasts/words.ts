import type { Broadcast } from '../../api/types';
import { formatCount } from '../../format/numbers';

const states: Record<Broadcast['state'], string> = {
  scheduled: 'Scheduled',
  collecting: 'Its recipients are being found',
  sending: 'In progress',
  stopping: 'Being stopped',
  stopped: 'Stopped',
  finished: 'Finished',
};

export function stateInWords(broadcast: Broadcast): string {
  if (broadcast.state === 'finished' && broadcast.pending > 0) return 'The last messages are on their way';
  return states[broadcast.state];
}

/** When it goes out, and how fast. */
export function timeInWords({ at, localTime, zone, perMinute }: Broadcast): string {
  const pace = perMinute === undefined ? '' : `, to at most ${formatCount(perMinute)} a minute`;
  if (at === undefined) return `At once${pace}.`;
  const [day, time] = at.split('T');
  const clock = localTime ? 'on each recipient’s own clock' : `(${zone})`;
  return `On ${day ?? ''} at ${(time ?? '').slice(0, 5)} ${clock}${pace}.`;
}

const periods: Record<string, string> = {
  P1D: 'Again every day.',
  P7D: 'Again every week.',
  P1M: 'Again every month.',
};

export function recurrenceInWords({ every }: Broadcast): string {
  return every === undefined ? '' : (periods[every] ?? `Again after ${every}.`);
}
