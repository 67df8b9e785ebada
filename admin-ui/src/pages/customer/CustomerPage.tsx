import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { body } from '../../api/client';
import type { Cart, CustomerDetail } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { Because } from '../../components/Because';
import { Icon } from '../../components/Icon';
import { ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { Moment, RunBadge } from '../../components/words';
import { formatMoney } from '../../format/money';
import { Care } from './Care';
import { ConsentHistory } from './ConsentHistory';
import { Consents } from './Consents';
import { Timeline } from './Timeline';
import './customer.css';

const refreshMillis = 15_000;

/** One customer: who it is, and everything that happened and was decided. */
export default function CustomerPage() {
  const { customerId = '' } = useParams();
  return <CustomerRoom key={customerId} id={customerId} />;
}

const nameOf = (customer: CustomerDetail) =>
  customer.name ?? customer.email ?? customer.userId ?? 'Visitor without a name';

function CustomerRoom({ id }: { id: string }) {
  const { api } = useSignedIn();
  const { data, problem, reload } = useResource(
    id,
    () => body(api.GET('/api/customers/{id}', { params: { path: { id } } })),
    refreshMillis,
  );
  useTitle(data ? nameOf(data) : 'Customer');
  return (
    <>
      <Link className="crumb" to="/customers">
        <Icon name="back" /> Customers
      </Link>
      <div className="page-head">
        <div>
          <h1>{data ? nameOf(data) : 'Customer'}</h1>
          <p className="quiet">{data?.id ?? id}</p>
          <ZoneNote />
          {data && (
            <a className="to-about" href="#about">
              Profile, consent, cart and journeys
            </a>
          )}
        </div>
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the customer" rows={4} tall />}
      {data && (
        <div className="customer-columns">
          <Timeline customerId={id} />
          <div className="customer-side" id="about">
            <Profile customer={data} />
            <section className="card" aria-labelledby="consent">
              <h2 id="consent">Consent</h2>
              <Consents consent={data.consent} />
              <ConsentHistory customerId={id} />
              <p>
                <Link to={`/replies/${id}`}>What they wrote on WhatsApp</Link>
              </p>
            </section>
            <section className="card" aria-labelledby="cart">
              <h2 id="cart">Cart</h2>
              {data.cart === undefined || data.cart.lines.length === 0 ? (
                <p className="quiet">The cart is empty.</p>
              ) : (
                <CartLines cart={data.cart} />
              )}
            </section>
            <section className="card" aria-labelledby="runs">
              <h2 id="runs">Journeys</h2>
              {data.runs.length === 0 ? (
                <p className="quiet">None so far.</p>
              ) : (
                <ul className="plain-list">
                  {data.runs.map((run) => (
                    <li key={run.id}>
                      <span>
                        <Link to={`/campaigns/${run.campaign}`}>{run.campaignName ?? run.campaign}</Link>
                        <span className="before">
                          Version {run.version}, <Moment at={run.startedAt} />
                        </span>
                        {run.reason !== undefined && (
                          <div className="before">
                            <Because reason={run.reason} />
                          </div>
                        )}
                      </span>
                      <RunBadge status={run.status} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
            <Care customer={data} />
          </div>
        </div>
      )}
    </>
  );
}

function Profile({ customer }: { customer: CustomerDetail }) {
  const facts: [string, string | undefined][] = [
    ['Email', customer.email],
    ['Phone', customer.phone],
    ['Customer ID in your shop', customer.userId],
    ['Language', customer.locale],
    ['Time zone', customer.timeZone?.replaceAll('_', ' ')],
    ['Anonymous IDs', customer.anonymousIds.length === 0 ? undefined : customer.anonymousIds.join(', ')],
    ...Object.entries(customer.traits).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ];
  return (
    <section className="card" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** A product's picture; where it cannot be loaded, its place stays empty rather than broken. */
function Picture({ src }: { src: string | undefined }) {
  const [broken, setBroken] = useState(false);
  if (src === undefined || !src.startsWith('https:') || broken) return <span className="picture" />;
  return (
    // The error is of loading, not something a person does. An empty text: the product's name stands beside it.
    <img
      className="picture"
      src={src}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => {
        setBroken(true);
      }}
    />
  );
}

function CartLines({ cart }: { cart: Cart }) {
  return (
    <>
      <ul className="plain-list">
        {cart.lines.map((line) => (
          <li key={line.productId} className="cart-line">
            <Picture src={line.imageUrl} />
            <span className="cart-name">
              {line.name ?? line.productId}
              <span className="before">{line.quantity} ×</span>
            </span>
            {line.price && <span>{formatMoney(line.price)}</span>}
          </li>
        ))}
      </ul>
      {cart.total && (
        <p className="cart-total">
          <span>Total</span> <strong>{formatMoney(cart.total)}</strong>
        </p>
      )}
    </>
  );
}
