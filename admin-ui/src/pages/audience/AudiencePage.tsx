import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { body } from '../../api/client';
import type { Audience } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { CustomerTable, saysWhenActive } from '../../components/CustomerTable';
import { Icon } from '../../components/Icon';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { AudienceBadge, Moment, customersInWords } from '../../components/words';
import { NewListDialog } from '../audiences/NewListDialog';
import { RemoveGroup } from '../audiences/RemoveGroup';
import { DestinationsCard } from './DestinationsCard';
import './audience.css';

/** While customers are still looked at, and after that. */
const fillingMillis = 2_000;
const readyMillis = 15_000;

/** One audience: who is meant, how many they are, and who they are. */
export default function AudiencePage() {
  const { audienceKey = '' } = useParams();
  const { api, role } = useSignedIn();
  const [filling, setFilling] = useState(true);
  const [freezing, setFreezing] = useState(false);
  const { data, stale, problem, reload } = useResource(
    audienceKey,
    async () => {
      const read = await body(api.GET('/api/audiences/{key}', { params: { path: { key: audienceKey } } }));
      setFilling(read.state === 'filling');
      return read;
    },
    filling ? fillingMillis : readyMillis,
  );
  const audience = stale ? undefined : data;
  useTitle(audience?.name ?? 'Audience');

  return (
    <>
      <Link className="crumb" to="/audiences">
        <Icon name="back" /> Audiences
      </Link>
      <div className="page-head">
        <div>
          <div className="audience-title">
            <h1>{audience?.name ?? audienceKey}</h1>
            {audience && <AudienceBadge state={audience.state} />}
          </div>
          {audience && (
            <p className="quiet">
              Changed <Moment at={audience.changedAt} />
            </p>
          )}
        </div>
        {audience && mayEdit(role) && (
          <div className="page-actions">
            <RemoveGroup kind="audience" of={audience} />
            <button
              type="button"
              className="button"
              disabled={audience.state === 'filling'}
              onClick={() => {
                setFreezing(true);
              }}
            >
              Freeze into a list
            </button>
            <Link className="button" to={`/audiences/${audienceKey}/edit`}>
              <Icon name="change" /> Edit
            </Link>
          </div>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!audience && !problem && <Skeleton label="the audience" rows={4} />}
      {audience && (
        <div className="audience-parts">
          <section className="card" aria-labelledby="who">
            <h2 id="who">Who is in it</h2>
            <p>Every customer of whom this is so: {audience.words}.</p>
            <details className="audience-json">
              <summary>As it is written in files</summary>
              <pre>{JSON.stringify(audience.condition, null, 2)}</pre>
            </details>
          </section>
          <Members audience={audience} />
          <DestinationsCard audience={audience.key} />
        </div>
      )}
      {freezing && audience && (
        <NewListDialog
          of={audience}
          onCancel={() => {
            setFreezing(false);
          }}
        />
      )}
    </>
  );
}

function Members({ audience }: { audience: Audience }) {
  const { api } = useSignedIn();
  const { key, count, state, looked } = audience;
  // Whoever comes or goes is seen; what was read further down is then read again.
  const pages = usePages(JSON.stringify([key, count, state]), {
    read: (cursor) =>
      body(
        api.GET('/api/audiences/{key}/members', {
          params: { path: { key }, query: cursor === undefined ? {} : { cursor } },
        }),
      ),
    items: (page) => page.members,
    next: (page) => page.next,
  });
  const { items: members, problem, reload } = pages;

  return (
    <section className="card" aria-labelledby="members">
      <div className="card-head">
        <h2 id="members" aria-live="polite">
          {customersInWords(count)}
        </h2>
        {members !== undefined && saysWhenActive(members) && <ZoneNote />}
      </div>
      {state === 'filling' && (
        <p className="filling">
          <progress aria-label="Filling" />
          <span className="quiet">
            Customers are still looked at
            {looked !== undefined && looked > 0 && <>: {customersInWords(looked)} so far</>}. The number grows until all
            of them were.
          </span>
        </p>
      )}
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!members && !problem && <Skeleton label="the members" rows={5} />}
      {members?.length === 0 && state === 'ready' && (
        <Empty title="Nobody is in this audience now.">
          Customers come into it as soon as the condition is so of them.
        </Empty>
      )}
      {members !== undefined && members.length > 0 && (
        <CustomerTable customers={members} label="Members" caption={`Customers in ${audience.name}`} />
      )}
      <LoadMore pages={pages} end="That is everybody." />
    </section>
  );
}
