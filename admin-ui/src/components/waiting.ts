import type { CampaignDetail } from '../api/types';
import { formatCount } from '../format/numbers';

export type Waiting = NonNullable<CampaignDetail['waiting']>;

function inCount(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** How many keep their place while the campaign is paused. */
export function waitingWords({ runs, delays, more }: Waiting): string {
  if (runs + delays === 0) return 'Nobody waits for this campaign to be resumed.';
  const who = [
    ...(runs > 0 ? [`${inCount(runs, 'customer', 'customers')} at a message`] : []),
    ...(delays > 0 ? [`${inCount(delays, 'customer', 'customers')} whose delay is over`] : []),
  ].join(' and ');
  return `${more ? 'More than ' : ''}${who} ${runs + delays === 1 ? 'waits' : 'wait'} for this campaign to be resumed.`;
}
