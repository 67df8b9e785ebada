import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Customer, CustomerList } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';

interface Older {
  /** The first page that these pages follow. */
  after: CustomerList;
  customers: Customer[];
  next: string | null;
}

/** Customers by their latest activity, a page and those after it as they are asked for; or those whom a search finds. */
export function useCustomers(search: string) {
  const { api } = useSignedIn();
  const [older, setOlder] = useState<Older>();
  const [loading, setLoading] = useState(false);
  const [olderProblem, setOlderProblem] = useState<ApiProblem>();

  const read = (after?: string) =>
    body(
      api.GET('/api/customers', {
        params: { query: { ...(search === '' ? {} : { q: search }), ...(after === undefined ? {} : { after }) } },
      }),
    );
  const { data: first, stale, problem, reload } = useResource(search, () => read());
  const following = older?.after === first ? older : undefined;
  const next = following ? following.next : (first?.next ?? null);

  const loadMore = async () => {
    if (first === undefined || next === null) return;
    setLoading(true);
    setOlderProblem(undefined);
    try {
      const page = await read(next);
      setOlder({ after: first, customers: [...(following?.customers ?? []), ...page.customers], next: page.next });
    } catch (thrown) {
      setOlderProblem(ApiProblem.from(thrown));
    } finally {
      setLoading(false);
    }
  };
  return {
    customers: first && [...first.customers, ...(following?.customers ?? [])],
    more: next !== null,
    stale,
    problem,
    reload,
    loadMore,
    loading,
    olderProblem,
  };
}
