import { body } from '../../api/client';
import type { RunStatus } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';

const pageSize = 50;

/** Whom to list; what is not named is any. */
export interface PeopleFilter {
  status?: RunStatus;
  version?: number;
  step?: string;
  passed?: string;
}

/** Who is in a campaign, newest start first. */
export function usePeople(campaign: string, filter: PeopleFilter) {
  const { api } = useSignedIn();
  return usePages(JSON.stringify([campaign, filter]), {
    read: (cursor) =>
      body(
        api.GET('/api/campaigns/{key}/people', {
          params: {
            path: { key: campaign },
            query: { ...filter, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
          },
        }),
      ),
    items: (page) => page.people,
    next: (page) => page.cursor,
  });
}
