import { useState } from 'react';
import { body } from '../../api/client';
import type { RejectedEvent } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';

/** Rejected events, newest first, and replaying one. */
export function useRejected() {
  const { api } = useSignedIn();
  const [replayed, setReplayed] = useState<Readonly<Record<string, string>>>({});
  const pages = usePages('rejected', {
    read: (cursor) => body(api.GET('/api/rejected', { params: { query: cursor === undefined ? {} : { cursor } } })),
    items: (page) => page.events,
    next: (page) => page.cursor,
  });

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
  return { pages, events: pages.items?.map(shown), replay };
}
