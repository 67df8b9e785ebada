import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { RejectedEvent, RejectedList } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';

interface Older {
  /** The first page that these pages follow. */
  after: RejectedList;
  events: RejectedEvent[];
  cursor: string | null;
}

/** Rejected events, newest first: a page, and those after it as they are asked for. */
export function useRejected() {
  const { api } = useSignedIn();
  const [older, setOlder] = useState<Older>();
  const [replayed, setReplayed] = useState<Readonly<Record<string, string>>>({});
  const [loading, setLoading] = useState(false);
  const [olderProblem, setOlderProblem] = useState<ApiProblem>();

  const read = (cursor?: string) =>
    body(api.GET('/api/rejected', { params: { query: cursor === undefined ? {} : { cursor } } }));
  const { data: first, problem, reload } = useResource('rejected', () => read());
  const following = older?.after === first ? older : undefined;
  const cursor = following ? following.cursor : (first?.cursor ?? null);

  const loadMore = async () => {
    if (first === undefined || cursor === null) return;
    setLoading(true);
    setOlderProblem(undefined);
    try {
      const page = await read(cursor);
      setOlder({ after: first, events: [...(following?.events ?? []), ...page.events], cursor: page.cursor });
    } catch (thrown) {
      setOlderProblem(ApiProblem.from(thrown));
    } finally {
      setLoading(false);
    }
  };

  /** As it was, or mended. Throws an ApiProblem where it would be rejected again. */
  const replay = async (id: string, event?: Record<string, unknown>) => {
    const answer = await body(
      api.POST('/api/rejected/{id}/replay', { params: { path: { id } }, ...(event && { body: { event } }) }),
    );
    setReplayed((before) => ({ ...before, [id]: answer.replayedAt }));
  };

  const shown = (event: RejectedEvent): RejectedEvent => {
    const replayedAt = replayed[event.id];
    return replayedAt === undefined ? event : { ...event, replayedAt };
  };
  return {
    events: first && [...first.events, ...(following?.events ?? [])].map(shown),
    more: cursor !== null,
    problem,
    reload,
    loadMore,
    loading,
    olderProblem,
    replay,
  };
}
