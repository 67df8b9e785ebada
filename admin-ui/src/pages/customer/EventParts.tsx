import { Link } from 'react-router';
import type { Decision } from '../../api/types';
import { Because } from '../../components/Because';
import { Icon } from '../../components/Icon';

/** What each campaign made of an event, and why. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  if (decisions.length === 0) return null;
  return (
    <ul className="decisions" aria-label="Decisions">
      {decisions.map((decision) => (
        <li
          key={`${decision.campaign} ${decision.code} ${decision.reason.sentence}`}
          className={decision.allowed ? 'yes' : 'no'}
        >
          <Icon name={decision.allowed ? 'yes' : 'no'} />
          <span className="visually-hidden">{decision.allowed ? 'Yes:' : 'No:'}</span>
          <div>
            <Link to={`/campaigns/${decision.campaign}`}>{decision.campaignName ?? decision.campaign}</Link>
            <Because reason={decision.reason} decided={decision.code} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const words = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What an event said of the customer and the profile did not take in. */
export function LeftOut({ names }: { names: readonly string[] | undefined }) {
  if (names === undefined || names.length === 0) return null;
  return (
    <p className="entry-reason">
      Not taken into the profile:{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <code>{name}</code>
        </span>
      ))}
      . A value that is too long or cannot be read is left out, and so is one for which there is no room.
    </p>
  );
}

/** Events that shops send by these names, as people call what happened; others are called what the shop calls them. */
const eventWords: Record<string, string | undefined> = {
  identify: 'Profile updated',
  alias: 'Profiles joined',
  Timer: 'Delay over',
};

export function eventName(name: string): string {
  return eventWords[name] ?? name;
}

/** An event's or a customer's own fields, as they came. */
export function Properties({ properties }: { properties: Record<string, unknown> }) {
  const entries = Object.entries(properties);
  if (entries.length === 0) return null;
  return (
    <details className="properties">
      <summary>
        {entries.length} {entries.length === 1 ? 'property' : 'properties'}
      </summary>
      <dl className="facts">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{words(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
