import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { CustomerTable } from '../../components/CustomerTable';
import { Icon } from '../../components/Icon';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { formatCount } from '../../format/numbers';
import { useCustomers } from './useCustomers';
import './customers.css';

/** Time for a word to be typed before it is asked for. */
const pauseMillis = 250;

/** A search gives no more than these. */
const mostFound = 50;

/** All customers by their latest activity; or those whose id, email, phone or name is searched for. */
export default function CustomersPage() {
  useTitle('Customers');
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

  const search = asked.trim();
  const pages = useCustomers(search);
  const { items: customers, stale, problem, reload } = pages;

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Customers</h1>
          <p className="quiet">See what a customer did, what Homing sent, and why.</p>
        </div>
      </div>
      <div className="search" role="search">
        <Icon name="search" />
        <input
          className="field"
          type="search"
          aria-label="Search by name, email, phone or ID"
          placeholder="Name, email, phone or ID"
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
      {!customers && !problem && <Skeleton label="the customers" rows={5} />}
      {customers && (
        <section className={stale ? 'card stale' : 'card'} aria-labelledby="found" aria-busy={stale}>
          <div className="card-head">
            <h2 id="found" aria-live="polite">
              {search === '' ? 'Recently active' : foundWords(customers.length, search)}
            </h2>
            {customers.length > 0 && <ZoneNote />}
          </div>
          {customers.length === 0 ? (
            <Nobody search={search} />
          ) : (
            <CustomerTable
              customers={customers}
              label="Customers"
              caption="Customers, the most recently active first"
            />
          )}
          {search === '' && <LoadMore pages={pages} end="That is everybody." />}
        </section>
      )}
    </>
  );
}

function foundWords(count: number, search: string): string {
  if (count >= mostFound) return `The first ${formatCount(count)} customers for “${search}”; type more of the name`;
  return `${count === 0 ? 'No' : formatCount(count)} customer${count === 1 ? '' : 's'} for “${search}”`;
}

function Nobody({ search }: { search: string }) {
  return search === '' ? (
    <Empty title="Nobody yet">Customers appear here with the first event that says who they are.</Empty>
  ) : (
    <Empty title="Nobody found">
      For the best match, search by full email address, phone number or ID. Names are found from two letters on, and by
      the beginning of each word.
    </Empty>
  );
}
