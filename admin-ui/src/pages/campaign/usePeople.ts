import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { PeoplePage, RunStatus } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';

const pageSize = 50;

/** Whom to list; what is not named is any. */
export interface PeopleFilter {
  status?: RunStatus;
  version?: number;
  step?: string;
  passed?: string;
}

interface Older {
  /** The first page that these pages follow. */
  after: PeoplePage;
  people: PeoplePage['people'];
  cursor: string | null;
}

/** Who is in a campaign, newest start first: a first page, and those after it as they are asked for. */
export function usePeople(campaign: string, filter: PeopleFilter) {
  const { api } = useSignedIn();
  const [older, setOlder] = useState<Older>();
  const [loading, setLoading] = useState(false);
  const [olderProblem, setOlderProblem] = useState<ApiProblem>();

  const read = (cursor?: string) =>
    body(
      api.GET('/api/campaigns/{key}/people', {
        params: {
          path: { key: campaign },
          query: { ...filter, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
        },
      }),
    );
  const { data: first, stale, problem, reload } = useResource(JSON.stringify([campaign, filter]), () => read());
  const following = older?.after === first ? older : undefined;
  const cursor = following ? following.cursor : (first?.cursor ?? null);

  const loadMore = async () => {
    if (first === undefined || cursor === null) return;
    setLoading(true);
    setOlderProblem(undefined);
    try {
      const page = await read(cursor);
      setOlder({ after: first, people: [...(following?.people ?? []), ...page.people], cursor: page.cursor });
    } catch (thrown) {
      setOlderProblem(ApiProblem.from(thrown));
    } finally {
      setLoading(false);
    }
  };
  return {
    people: first && [...first.people, ...(following?.people ?? [])],
    steps: first?.steps ?? [],
    more: cursor !== null,
    stale,
    problem,
    reload,
    loadMore,
    loading,
    olderProblem,
  };
}
