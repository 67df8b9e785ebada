import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Customer } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { CustomerTable, customerName, saysWhenActive } from '../../components/CustomerTable';
import { Icon } from '../../components/Icon';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { customersInWords } from '../../components/words';
import { RemoveGroup } from '../audiences/RemoveGroup';
import { AddMembers } from './AddMembers';
import './list.css';

/** Whoever was added is there within seconds, so it is asked often for a while, and then seldom. */
const soonMillis = 2_000;
const whileMillis = 60_000;
const seldomMillis = 30_000;

/** One list: who is on it, putting customers on it and taking them off. */
export default function ListPage() {
  const { listKey = '' } = useParams();
  const { api, role } = useSignedIn();
  const [leaving, setLeaving] = useState<Customer>();
  const [gone, setGone] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [removeProblem, setRemoveProblem] = useState<ApiProblem>();
  const [said, setSaid] = useState('');
  const [changedAt, setChangedAt] = useState<number>();

  useEffect(() => {
    if (changedAt === undefined) return undefined;
    const timer = window.setTimeout(() => {
      setChangedAt(undefined);
    }, whileMillis);
    return () => {
      window.clearTimeout(timer);
    };
  }, [changedAt]);

  const [filling, setFilling] = useState(false);
  const list = useResource(
    listKey,
    async () => {
      const read = await body(api.GET('/api/lists/{key}', { params: { path: { key: listKey } } }));
      setFilling(read.copied !== undefined);
      return read;
    },
    changedAt === undefined && !filling ? seldomMillis : soonMillis,
  );
  const known = list.stale ? undefined : list.data;
  useTitle(known?.name ?? 'List');
  const pages = usePages(JSON.stringify([listKey, known?.count]), {
    read: (cursor) =>
      body(
        api.GET('/api/lists/{key}/members', {
          params: { path: { key: listKey }, query: cursor === undefined ? {} : { cursor } },
        }),
      ),
    items: (page) => page.members,
    next: (page) => page.next,
  });
  const members = pages.items?.filter(({ id }) => !gone.includes(id));

  const remove = async (customer: Customer) => {
    setBusy(true);
    setRemoveProblem(undefined);
    try {
      await body(
        api.DELETE('/api/lists/{key}/members/{customer}', {
          params: { path: { key: listKey, customer: customer.id } },
        }),
      );
      setGone((before) => [...before, customer.id]);
      setChangedAt(Date.now());
      setSaid(`${customerName(customer)} was taken off the list.`);
      setLeaving(undefined);
    } catch (thrown) {
      setRemoveProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Link className="crumb" to="/audiences">
        <Icon name="back" /> Audiences
      </Link>
      <div className="page-head">
        <div>
          <h1>{known?.name ?? listKey}</h1>
          <p className="quiet">A list: customers stay on it until somebody takes them off.</p>
        </div>
        {known && mayEdit(role) && (
          <div className="page-actions">
            <RemoveGroup kind="list" of={known} />
          </div>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {list.problem && <ProblemNote problem={list.problem} onRetry={list.reload} />}
      {!known && !list.problem && <Skeleton label="the list" rows={4} />}
      {known && (
        <div className="list-parts">
          {mayEdit(role) && (
            <AddMembers
              list={listKey}
              onAdded={() => {
                // Whoever was taken off may have been put on again.
                setGone([]);
                setChangedAt(Date.now());
                list.reload();
              }}
            />
          )}
          <section className="card" aria-labelledby="members">
            <div className="card-head">
              <h2 id="members" aria-live="polite">
                {customersInWords(known.count)}
              </h2>
              {members !== undefined && saysWhenActive(members) && <ZoneNote />}
            </div>
            {known.copied !== undefined && (
              <p className="filling">
                <progress aria-label="Filling" />
                <span className="quiet">
                  {customersInWords(known.copied)} of the audience so far. The number grows until all of them are on it.
                </span>
              </p>
            )}
            {pages.problem && <ProblemNote problem={pages.problem} onRetry={pages.reload} />}
            {!members && !pages.problem && <Skeleton label="the members" rows={5} />}
            {members?.length === 0 && !pages.more && (
              <Empty title="Nobody is on this list yet.">Put customers on it one by one, or by a file.</Empty>
            )}
            {members !== undefined && members.length > 0 && (
              <CustomerTable
                customers={members}
                label="Members"
                caption={`Customers on ${known.name}`}
                {...(mayEdit(role) && {
                  action: (customer: Customer) => (
                    <button
                      type="button"
                      className="button plain"
                      aria-label={`Remove ${customerName(customer)} from the list`}
                      onClick={() => {
                        setLeaving(customer);
                      }}
                    >
                      Remove
                    </button>
                  ),
                })}
              />
            )}
            <LoadMore pages={{ ...pages, items: members }} end="That is everybody." />
          </section>
        </div>
      )}
      {leaving && (
        <ConfirmDialog
          title={`Take ${customerName(leaving)} off ${known?.name ?? 'the list'}?`}
          confirm="Take off the list"
          busy={busy}
          problem={removeProblem}
          onConfirm={() => void remove(leaving)}
          onCancel={() => {
            setLeaving(undefined);
            setRemoveProblem(undefined);
          }}
        >
          <p>The customer and everything that is known of them stay. Campaigns may start because of it.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
