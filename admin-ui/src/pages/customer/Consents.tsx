import type { Consent } from '../../api/types';
import { Because } from '../../components/Because';
import { Moment, channelName } from '../../components/words';

const tones = { subscribed: 'good', unsubscribed: 'bad', unknown: '' } as const;
const stateWords = { subscribed: 'Subscribed', unsubscribed: 'Unsubscribed', unknown: 'Unknown' } as const;
const suppressedWords = {
  bounced: 'Bounced',
  complained: 'Reported as spam',
  unsubscribed: 'Unsubscribed',
  stopped: 'Stopped',
  erased: 'Erased',
} as const;

/** Where a statement comes from, as people say it; a shop's own words for its forms stay as they are. */
export function sourceWords(source: string): string {
  const [kind = '', where] = source.split(': ');
  switch (kind) {
    case 'event':
      return where === undefined ? 'your shop’s server' : `your shop’s server, ${where}`;
    case 'browser':
      return 'your shop’s website or app';
    case 'unsubscribe-link':
      return 'the unsubscribe link in a message';
    case 'complaint':
      return 'a message that was reported as spam';
    case 'reply':
      return 'an answer to a message';
    case 'preferences-page':
      return 'the page of preferences';
    default:
      return source;
  }
}

function unconfirmed(policy: Consent['policy'], confirmed: boolean | undefined): boolean {
  return policy === 'confirmed' && confirmed === false;
}

/** What nothing being known leads to on a channel. */
function unknownWords(channel: string, policy: Consent['policy']): string {
  const marketing = `${channelName(channel)} marketing`;
  return policy !== 'implied'
    ? `${marketing} is not sent until this customer opts in.`
    : `${marketing} is sent unless this customer opts out.`;
}

/** What a customer said about each channel, when and where; and why an address is not written to. */
export function Consents({ consent }: { consent: Record<string, Consent> }) {
  const entries = Object.entries(consent);
  if (entries.length === 0) return <p className="quiet">Nothing is known.</p>;
  return (
    <ul className="plain-list">
      {entries.map(([channel, { state, at, source, policy, confirmed, suppressed }]) => (
        <li key={channel}>
          <span>
            {channelName(channel)}
            {state === 'unknown' ? (
              <span className="before">
                Nothing was said.{suppressed === undefined && ` ${unknownWords(channel, policy)}`}
              </span>
            ) : (
              at !== undefined && (
                <span className="before">
                  {stateWords[state]} since <Moment at={at} />
                  {source !== undefined && `, by ${sourceWords(source)}`}
                  {unconfirmed(policy, confirmed) &&
                    `. ${channelName(channel)} marketing is not sent until this customer confirms it.`}
                </span>
              )
            )}
            {suppressed !== undefined && (
              <div className="before">
                <Because reason={suppressed.reason} />
              </div>
            )}
          </span>
          <span
            className={`badge ${suppressed !== undefined ? 'bad' : unconfirmed(policy, confirmed) ? '' : tones[state]}`}
          >
            {suppressed !== undefined
              ? suppressedWords[suppressed.why]
              : unconfirmed(policy, confirmed)
                ? 'Not confirmed'
                : stateWords[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}
