import { body } from '../../api/client';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';

/** Customers by their latest activity; or those whom a search finds. */
export function useCustomers(search: string) {
  const { api } = useSignedIn();
  return usePages(search, {
    read: (after) =>
      body(
        api.GET('/api/customers', {
          params: { query: { ...(search === '' ? {} : { q: search }), ...(after === undefined ? {} : { after }) } },
        }),
      ),
    items: (page) => page.customers,
    next: (page) => page.next,
  });
}
