import { useEffect, useState } from 'react';
import { body } from '../../api/client';
import type { ApiProblem } from '../../api/problem';
import type { AudiencePreview } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import type { JsonObject } from '../../condition/json';

/** Time for a condition to be changed further before it is asked for. */
const pauseMillis = 400;

export interface Preview {
  data: AudiencePreview | undefined;
  /** True while `data` is of a condition before. */
  pending: boolean;
  problem: ApiProblem | undefined;
  reload: () => void;
}

/** How many customers a condition would hold for, asked a moment after its latest change; of null nothing is asked. */
export function usePreview(condition: JsonObject | null): Preview {
  const { api } = useSignedIn();
  const text = condition === null ? '' : JSON.stringify(condition);
  const [asked, setAsked] = useState(text);

  useEffect(() => {
    if (asked === text) return undefined;
    const timer = window.setTimeout(() => {
      setAsked(text);
    }, pauseMillis);
    return () => {
      window.clearTimeout(timer);
    };
  }, [asked, text]);

  const { data, stale, problem, reload } = useResource(asked, () =>
    asked === ''
      ? Promise.resolve(undefined)
      : body(api.POST('/api/audiences/preview', { body: { condition: JSON.parse(asked) as unknown } })),
  );
  const pending = stale || asked !== text;
  return { data, pending, problem: pending ? undefined : problem, reload };
}
