import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { TimelineEntry } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';

const pageSize = 20;
const refreshMillis = 15_000;

export interface Page {
  entries: TimelineEntry[];
  next: string | null;
}

const idOf = (entry: TimelineEntry) => `${entry.kind} ${entry.id}`;

/**
 * The pages read so far with the newest page as it is now: what has changed is replaced, what is new comes first. Where the
 * newest page does not reach down to what was read before, there would be a gap, so reading starts again from it.
 */
export function withNewest(before: Page | undefined, newest: Page): Page {
  if (before === undefined) return newest;
  const fresh = new Set(newest.entries.map(idOf));
  if (!before.entries.some((entry) => fresh.has(idOf(entry)))) return newest;
  const older = before.entries.filter((entry) => !fresh.has(idOf(entry)));
  return older.length === 0 ? newest : { entries: [...newest.entries, ...older], next: before.next };
}

/** Adds an older page; an entry that has moved between two readings is shown once. */
export function withOlder(before: Page, older: Page): Page {
  const known = new Set(before.entries.map(idOf));
  return {
    entries: [...before.entries, ...older.entries.filter((entry) => !known.has(idOf(entry)))],
    next: older.next,
  };
}

/** A customer's timeline, newest first: kept up to date at its top, read on at its end. */
export function useTimeline(id: string) {
  const { api } = useSignedIn();
  const [page, setPage] = useState<Page>();
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [olderProblem, setOlderProblem] = useState<ApiProblem>();

  const read = (before?: string) =>
    body(
      api.GET('/api/customers/{id}/timeline', {
        params: { path: { id }, query: before === undefined ? { limit: pageSize } : { limit: pageSize, before } },
      }),
    );
  const { problem, reload } = useResource(
    id,
    async () => {
      const newest = await read();
      setPage((before) => withNewest(before, newest));
    },
    refreshMillis,
  );
  const loadOlder = async () => {
    if (page?.next === undefined || page.next === null) return;
    setLoadingOlder(true);
    setOlderProblem(undefined);
    try {
      const older = await read(page.next);
      setPage((before) => (before === undefined ? older : withOlder(before, older)));
    } catch (thrown) {
      setOlderProblem(ApiProblem.from(thrown));
    } finally {
      setLoadingOlder(false);
    }
  };
  return { page, problem, reload, loadOlder, loadingOlder, olderProblem };
}
