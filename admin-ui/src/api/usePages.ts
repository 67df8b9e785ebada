import { useState } from 'react';
import { ApiProblem } from './problem';
import { useResource } from './useResource';

/** What a reader of pages has to know about one. */
interface Reading<P, T> {
  read: (cursor?: string) => Promise<P>;
  items: (page: P) => readonly T[];
  /** Asks for the page after it; null on the last one. */
  next: (page: P) => string | null;
}

interface Following<P> {
  /** The first page that these pages follow. */
  after: P;
  pages: readonly P[];
}

export interface Pages<P, T> {
  /** The page that was read first; what is said of the whole stands in it. */
  first: P | undefined;
  items: readonly T[] | undefined;
  more: boolean;
  stale: boolean;
  problem: ApiProblem | undefined;
  reload: () => void;
  loadMore: () => Promise<void>;
  loading: boolean;
  /** Why the pages after the first could not be read. */
  olderProblem: ApiProblem | undefined;
}

/** What comes in pages: the first, read again whenever the key changes, and those after it as they are asked for. */
export function usePages<P, T>(key: string, reading: Reading<P, T>): Pages<P, T> {
  const [later, setLater] = useState<Following<P>>();
  const [loading, setLoading] = useState(false);
  const [olderProblem, setOlderProblem] = useState<ApiProblem>();

  const { data: first, stale, problem, reload } = useResource(key, () => reading.read());
  const following = later !== undefined && later.after === first ? later.pages : [];
  const last = following.at(-1) ?? first;
  const cursor = last === undefined ? null : reading.next(last);

  const loadMore = async () => {
    if (first === undefined || cursor === null) return;
    setLoading(true);
    setOlderProblem(undefined);
    try {
      const page = await reading.read(cursor);
      setLater({ after: first, pages: [...following, page] });
    } catch (thrown) {
      setOlderProblem(ApiProblem.from(thrown));
    } finally {
      setLoading(false);
    }
  };

  return {
    first,
    items: first && [first, ...following].flatMap((page) => reading.items(page)),
    more: cursor !== null,
    stale,
    problem,
    reload,
    loadMore,
    loading,
    olderProblem,
  };
}
