import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { body } from '../../api/client';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { Icon } from '../../components/Icon';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { useTitle } from '../../components/title';
import { Moment } from '../../components/words';
import { readersZone, zoneInWords } from '../../format/instants';
import './customers.css';

/** Time for a word to be typed before it is asked for. */
const pauseMillis = 250;

/** Finds a customer by id, email, phone or name; without words, those seen last. */
export default function CustomersPage() {
  useTitle('Customers');
  const { api } = useSignedIn();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('q') ?? '';
  const [typed, setTyped] = useState(asked);

  useEffect(() => {
    if (typed === asked) return undefined;
    const timer = window.setTimeout(() => {
      setQuery(typed === '' ? {} : { q: typed }, { replace: true });
    }, pauseMillis);
    return () => {
      window.clearTimeout(timer);
    };
  }, [typed, asked, setQuery]);

  const { data, stale, problem, reload } = useResource(asked, () =>
    body(api.GET('/api/customers', { params: { query: asked.trim() === '' ? {} : { q: asked.trim() } } })),
  );
  const found = data?.customers;

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Customers</h1>
          <p className="quiet">What each of them did, what was decided, and why.</p>
        </div>
      </div>
      <div className="search" role="search">
        <Icon name="search" />
        <input
          className="field"
          type="search"
          aria-label="Find a customer by id, email, phone or name"
          placeholder="Id, email, phone or name"
          value={typed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the customers" rows={5} />}
      {found && (
        <section className={stale ? 'card stale' : 'card'} aria-labelledby="found" aria-busy={stale}>
          <h2 id="found" aria-live="polite">
            {asked === ''
              ? 'Seen last'
              : `${found.length === 0 ? 'No' : found.length} customer${found.length === 1 ? '' : 's'} for “${asked}”`}
          </h2>
          {found.length === 0 ? (
            asked === '' ? (
              <Empty title="Nobody yet">Customers appear here with their first event.</Empty>
            ) : (
              <Empty title="Nobody found">Whole ids, addresses and numbers find most surely.</Empty>
            )
          ) : (
            <div className="table-scroll">
              <table className="customer-table">
                <caption className="visually-hidden">
                  Customers; times in {zoneInWords(readersZone(), new Date().toISOString())}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Email</th>
                    <th scope="col">Phone</th>
                    <th scope="col">The shop’s id</th>
                    <th scope="col">Last seen</th>
                  </tr>
                </thead>
                <tbody>
                  {found.map((customer) => (
                    <tr key={customer.id}>
                      <th scope="row">
                        <Link to={`/customers/${encodeURIComponent(customer.id)}`}>
                          {customer.name ?? customer.email ?? customer.userId ?? 'Visitor without a name'}
                        </Link>
                        {customer.name === undefined && customer.email === undefined && (
                          <span className="before">{customer.id}</span>
                        )}
                      </th>
                      <td>{customer.email ?? '–'}</td>
                      <td className="nowrap">{customer.phone ?? '–'}</td>
                      <td>{customer.userId ?? '–'}</td>
                      <td className="nowrap">
                        {customer.lastSeenAt === undefined ? '–' : <Moment at={customer.lastSeenAt} />}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
    </>
  );
}
