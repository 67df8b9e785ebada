import { body } from '../api/client';
import { useResource } from '../api/useResource';
import { useSignedIn } from '../auth/context';
import { currencies } from './known';
import type { Offers } from './offers';

/** What a condition can name here. What cannot be read is not offered: every name can be written by hand. */
export function useLoadedOffers(): Offers {
  const { api } = useSignedIn();
  const events = useResource('catalogue', () => body(api.GET('/api/catalogue/events')));
  const audiences = useResource('audiences', () => body(api.GET('/api/audiences')));
  const lists = useResource('lists', () => body(api.GET('/api/lists')));
  const campaigns = useResource('campaigns', () => body(api.GET('/api/campaigns')));
  const settings = useResource('settings', () => body(api.GET('/api/settings')));
  const own = settings.data?.shop.currency;
  return {
    events: events.data?.events ?? [],
    audiences: audiences.data?.audiences ?? [],
    lists: lists.data?.lists ?? [],
    campaigns: campaigns.data?.campaigns ?? [],
    currencies: own === undefined ? currencies : [own, ...currencies.filter((currency) => currency !== own)],
  };
}
