import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { ApiProblem } from './problem';

export interface Resource<T> {
  /** The latest good answer; while another key is loading, the one before it (see `stale`). */
  data: T | undefined;
  /** True while `data` belongs to the key before. */
  stale: boolean;
  /** Why the latest attempt failed; `data` may be there all the same, from an earlier one. */
  problem: ApiProblem | undefined;
  /** Asks again at once. */
  reload: () => void;
}

interface Loaded<T> {
  key: string;
  data: T | undefined;
  problem: ApiProblem | undefined;
}

/**
 * Loads what `key` names, and again whenever the key changes.
 *
 * @param key identifies what `load` reads: everything that the answer depends on
 * @param everyMillis if given, asks again after so many milliseconds, while the page can be seen
 */
export function useResource<T>(key: string, load: () => Promise<T>, everyMillis?: number): Resource<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>();
  const [attempt, setAttempt] = useState(0);
  const onLoad = useEffectEvent(load);

  useEffect(() => {
    let over = false;
    let timer: number | undefined;

    const run = async () => {
      window.clearTimeout(timer);
      try {
        const data = await onLoad();
        if (over) return;
        setLoaded({ key, data, problem: undefined });
      } catch (thrown) {
        if (over) return;
        const problem = ApiProblem.from(thrown);
        setLoaded((before) => ({ key, data: before?.key === key ? before.data : undefined, problem }));
      }
      // A page that nobody sees asks nothing; it asks at once when it is seen again.
      if (everyMillis !== undefined && !document.hidden) timer = window.setTimeout(() => void run(), everyMillis);
    };
    const onVisible = () => {
      if (everyMillis === undefined) return;
      if (document.hidden) window.clearTimeout(timer);
      else void run();
    };

    void run();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      over = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [key, attempt, everyMillis]);

  const reload = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);

  const current = loaded?.key === key;
  return { data: loaded?.data, stale: !current, problem: current ? loaded.problem : undefined, reload };
}
