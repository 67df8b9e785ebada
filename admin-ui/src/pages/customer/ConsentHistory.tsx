import { body } from '../../api/client';
import type { ConsentChange } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { ProblemNote } from '../../components/States';
import { Moment, channelName } from '../../components/words';
import { sourceWords } from './Consents';

const stateWords: Record<ConsentChange['state'], string> = {
  subscribed: 'Said yes',
  unsubscribed: 'Said no',
  not_given: 'No yes is known',
  unknown: 'Took the no back',
  forgotten: 'No longer kept',
};

function scopeWords(scope: string): string {
  const [channel = '', topic] = scope.split('/');
  const on = channel === 'all' ? 'everything' : channelName(channel);
  return topic === undefined ? on : `${topic}, ${on}`;
}

/** Every change of consent that was ever made, the latest first: the proof of it. */
export function ConsentHistory({ customerId }: { customerId: string }) {
  const { api } = useSignedIn();
  const { data, problem } = useResource(customerId, () =>
    body(api.GET('/api/customers/{id}/consents', { params: { path: { id: customerId } } })),
  );
  if (problem) return <ProblemNote problem={problem} />;
  if (!data || data.consents.length === 0) return null;
  return (
    <details className="consent-history">
      <summary>History of consent ({data.consents.length})</summary>
      <ol className="plain-list">
        {data.consents.map((change, index) => (
          <li key={`${change.notedAt} ${change.scope} ${String(index)}`}>
            <span>
              {stateWords[change.state]}: {scopeWords(change.scope)}
              <span className="before">
                {change.at !== undefined && <Moment at={change.at} />}
                {change.source !== undefined && `, by ${sourceWords(change.source)}`}
              </span>
              {change.wording !== undefined && <q className="before">{change.wording}</q>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
