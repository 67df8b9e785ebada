import { useState } from 'react';
import { Link } from 'react-router';
import { body } from '../../api/client';
import type { Audience, StaticList } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { TableScroll } from '../../components/TableScroll';
import { useTitle } from '../../components/title';
import { AudienceBadge, customersInWords } from '../../components/words';
import { formatCount } from '../../format/numbers';
import { NewListDialog } from './NewListDialog';
import './audiences.css';

/** While one of them is filling, and otherwise. */
const fillingMillis = 5_000;
const readyMillis = 30_000;

/** Audiences, which follow what customers do, and lists, which somebody keeps. */
export default function AudiencesPage() {
  useTitle('Audiences');
  const { api, role } = useSignedIn();
  const [creating, setCreating] = useState(false);
  const [filling, setFilling] = useState(false);
  const audiences = useResource(
    'audiences',
    async () => {
      const read = await body(api.GET('/api/audiences'));
      setFilling(read.audiences.some(({ state }) => state === 'filling'));
      return read;
    },
    filling ? fillingMillis : readyMillis,
  );
  const lists = useResource('lists', () => body(api.GET('/api/lists')), readyMillis);

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Audiences</h1>
          <p className="quiet">Groups of customers that campaigns can ask for.</p>
        </div>
        {mayEdit(role) && (
          <div className="page-actions">
            <button
              type="button"
              className="button"
              onClick={() => {
                setCreating(true);
              }}
            >
              New list
            </button>
            <Link className="button primary" to="/audiences/_new">
              New audience
            </Link>
          </div>
        )}
      </div>
      <div className="audiences">
        <section className="card" aria-labelledby="audiences">
          <h2 id="audiences">Audiences</h2>
          {audiences.problem && <ProblemNote problem={audiences.problem} onRetry={audiences.reload} />}
          {!audiences.data && !audiences.problem && <Skeleton label="the audiences" />}
          {audiences.data && <AudienceTable audiences={audiences.data.audiences} />}
        </section>
        <section className="card" aria-labelledby="lists">
          <h2 id="lists">Lists</h2>
          {lists.problem && <ProblemNote problem={lists.problem} onRetry={lists.reload} />}
          {!lists.data && !lists.problem && <Skeleton label="the lists" />}
          {lists.data && <ListTable lists={lists.data.lists} />}
        </section>
      </div>
      {creating && (
        <NewListDialog
          onCancel={() => {
            setCreating(false);
          }}
        />
      )}
    </>
  );
}

function AudienceTable({ audiences }: { audiences: readonly Audience[] }) {
  if (audiences.length === 0) {
    return <Empty title="No audiences yet.">An audience is a group of customers that follows what they do.</Empty>;
  }
  return (
    <TableScroll label="Audiences">
      <table className="audience-table">
        <caption className="visually-hidden">Audiences and how many customers are in them</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Who is in it</th>
            <th scope="col" className="number">
              Customers
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {audiences.map((audience) => (
            <tr key={audience.key}>
              <th scope="row">
                <Link to={`/audiences/${audience.key}`}>{audience.name}</Link>
              </th>
              <td className="audience-words">
                <span>{audience.words}</span>
              </td>
              <td className="number">{formatCount(audience.count)}</td>
              <td>
                <AudienceBadge state={audience.state} />
                {audience.looked !== undefined && (
                  <span className="before">{customersInWords(audience.looked)} looked at so far</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function ListTable({ lists }: { lists: readonly StaticList[] }) {
  if (lists.length === 0) {
    return <Empty title="No lists yet.">A list holds the customers whom somebody put on it.</Empty>;
  }
  return (
    <TableScroll label="Lists">
      <table>
        <caption className="visually-hidden">Lists and how many customers are on them</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="number">
              Customers
            </th>
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list.key}>
              <th scope="row">
                <Link to={`/lists/${list.key}`}>{list.name}</Link>
              </th>
              <td className="number">{formatCount(list.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
