import { Link } from 'react-router';
import type { Decision } from '../../api/types';
import { Icon } from '../../components/Icon';
import { withInstantsInWords } from '../../format/instants';

/** What each campaign made of an event, and why. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  if (decisions.length === 0) return null;
  return (
    <ul className="decisions" aria-label="Decisions">
      {decisions.map((decision) => (
        <li
          key={`${decision.campaign} ${decision.code} ${decision.reason}`}
          className={decision.allowed ? 'yes' : 'no'}
        >
          <Icon name={decision.allowed ? 'yes' : 'no'} />
          <span className="visually-hidden">{decision.allowed ? 'Yes:' : 'No:'}</span>
          <span>
            <Link to={`/campaigns/${decision.campaign}`}>{decision.campaignName ?? decision.campaign}</Link>{' '}
            <code className="quiet">{decision.code}</code>
            <span className="decision-reason">{withInstantsInWords(decision.reason)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const words = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

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
