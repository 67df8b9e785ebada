import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CampaignDetail, CampaignPerson, RunStatus } from '../../api/types';
import { useSignedIn } from '../../auth/context';
import { mayActivate } from '../../auth/session';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { TableScroll } from '../../components/TableScroll';
import { ZoneNote } from '../../components/ZoneNote';
import { Moment, RunBadge, runWords } from '../../components/words';
import { withInstantsInWords } from '../../format/instants';
import { type PeopleFilter, usePeople } from './usePeople';

const statuses = ['active', 'completed', 'converted', 'exited'] as const satisfies readonly RunStatus[];

/** What the address asks for; what it does not mean is any. */
function filterOf(query: URLSearchParams): PeopleFilter {
  const status = statuses.find((each) => each === query.get('status'));
  const version = Number(query.get('version') ?? '');
  const step = query.get('step');
  const passed = query.get('passed');
  return {
    ...(status ? { status } : {}),
    ...(Number.isInteger(version) && version > 0 ? { version } : {}),
    ...(step ? { step } : {}),
    ...(passed ? { passed } : {}),
  };
}

/** Who is in a campaign: how far they are, where they stand, and why they left. */
export function PeopleList({ campaign }: { campaign: CampaignDetail }) {
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query);
  const pages = usePeople(campaign.key, filter);
  const { first, items: people, more, stale, problem, reload } = pages;
  const { role } = useSignedIn();
  const may = mayActivate(role);
  const [taking, setTaking] = useState<CampaignPerson>();
  const steps = first?.steps ?? [];
  const asked = Object.keys(filter).length > 0;

  /** Puts these into the address, and takes out those that are empty. */
  const change = (values: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(values)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setQuery(next, { replace: true });
  };
  const place = filter.step ? `step:${filter.step}` : filter.passed ? `passed:${filter.passed}` : '';

  return (
    <section className={stale && people ? 'card stale' : 'card'} aria-labelledby="people" aria-busy={stale}>
      <div className="card-head">
        <h2 id="people">People</h2>
        <ZoneNote />
      </div>
      {may && campaign.status === 'active' && <AddPerson campaign={campaign.key} onAdded={reload} />}
      <div className="people-filters" role="group" aria-label="Which people">
        <label>
          Status
          <select
            className="field"
            value={filter.status ?? ''}
            onChange={(event) => {
              change({ status: event.target.value });
            }}
          >
            <option value="">Any</option>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {runWords[status]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Step
          <select
            className="field"
            value={place}
            onChange={(event) => {
              const [kind = '', ...id] = event.target.value.split(':');
              change({ step: '', passed: '', ...(kind === '' ? {} : { [kind]: id.join(':') }) });
            }}
          >
            <option value="">Any</option>
            <optgroup label="Stand or ended at">
              {steps.map((step) => (
                <option key={step.id} value={`step:${step.id}`}>
                  {step.name}
                </option>
              ))}
            </optgroup>
            <optgroup label="Went on from">
              {steps.map((step) => (
                <option key={step.id} value={`passed:${step.id}`}>
                  {step.name}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label>
          Version
          <select
            className="field"
            value={filter.version ?? ''}
            onChange={(event) => {
              // Another version has other steps.
              change({ version: event.target.value, step: '', passed: '' });
            }}
          >
            <option value="">Any</option>
            {campaign.versions.map(({ version }) => (
              <option key={version} value={version}>
                {version === campaign.version ? `${String(version)}, live` : version}
              </option>
            ))}
          </select>
        </label>
        {asked && (
          <button
            type="button"
            className="button plain"
            onClick={() => {
              setQuery({}, { replace: true });
            }}
          >
            Show all
          </button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!people && !problem && <Skeleton label="the people" rows={5} />}
      {people?.length === 0 && <Nobody asked={asked} more={more} />}
      {people && people.length > 0 && <PeopleTable people={people} onTakeOut={may ? setTaking : undefined} />}
      <LoadMore
        pages={pages}
        end="That is everybody."
        label={people?.length === 0 ? 'Look further back' : 'Load more'}
      />
      {taking && (
        <TakeOutDialog
          campaign={campaign}
          person={taking}
          onDone={() => {
            setTaking(undefined);
            reload();
          }}
          onCancel={() => {
            setTaking(undefined);
          }}
        />
      )}
    </section>
  );
}

function Nobody({ asked, more }: { asked: boolean; more: boolean }) {
  if (more) {
    return <Empty title="Nobody yet">Nobody was found among those who started last.</Empty>;
  }
  return asked ? (
    <Empty title="Nobody found">Nobody in this campaign is what you ask for.</Empty>
  ) : (
    <Empty title="Nobody yet">People appear here when the campaign starts for them.</Empty>
  );
}

/** Adds one customer by hand. Why the campaign does not start for them is said where they were named. */
function AddPerson({ campaign, onAdded }: { campaign: string; onAdded: () => void }) {
  const { api } = useSignedIn();
  const id = useId();
  const [customer, setCustomer] = useState('');
  const [busy, setBusy] = useState(false);
  const [added, setAdded] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();

  const add = async () => {
    const who = customer.trim();
    if (who === '') return;
    setBusy(true);
    setProblem(undefined);
    setAdded('');
    try {
      await body(
        api.POST('/api/campaigns/{key}/people', { params: { path: { key: campaign } }, body: { customer: who } }),
      );
      setAdded(`${who} enters this campaign within seconds.`);
      setCustomer('');
      onAdded();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className="people-add"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label htmlFor={`${id}-who`}>Add a customer</label>
      <input
        id={`${id}-who`}
        className="field"
        value={customer}
        placeholder="Email address or customer ID"
        spellCheck={false}
        onChange={(event) => {
          setCustomer(event.target.value);
        }}
      />
      <button type="submit" className="button" disabled={busy || customer.trim() === ''}>
        Add
      </button>
      <p role="status">{added}</p>
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}

function nameOf({ name, email, userId }: CampaignPerson['customer']): string {
  return name ?? email ?? userId ?? 'Visitor without a name';
}

/** Asks before somebody is taken out. */
function TakeOutDialog(props: {
  campaign: CampaignDetail;
  person: CampaignPerson;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { campaign, person, onDone, onCancel } = props;
  const { api } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const takeOut = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await body(
        api.DELETE('/api/campaigns/{key}/people/{run}', { params: { path: { key: campaign.key, run: person.run } } }),
      );
      onDone();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={`Take ${nameOf(person.customer)} out?`}
      confirm="Take out"
      busy={busy}
      problem={problem}
      onConfirm={() => void takeOut()}
      onCancel={onCancel}
    >
      <ul>
        <li>Nothing more of {campaign.name} is sent to them; what was sent stays.</li>
        <li>They can come into the campaign again by its trigger.</li>
      </ul>
    </ConfirmDialog>
  );
}

type OnTakeOut = ((person: CampaignPerson) => void) | undefined;

function PeopleTable({ people, onTakeOut }: { people: readonly CampaignPerson[]; onTakeOut: OnTakeOut }) {
  return (
    <TableScroll label="People in this campaign">
      <table className="people-table">
        <caption className="visually-hidden">People in this campaign, newest start first</caption>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Status</th>
            <th scope="col">Step</th>
            <th scope="col">Version</th>
            <th scope="col">Started</th>
            <th scope="col">Ended</th>
            <th scope="col">Why</th>
            {onTakeOut && (
              <th scope="col">
                <span className="visually-hidden">Action</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.run} person={person} onTakeOut={onTakeOut} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function PersonRow({ person, onTakeOut }: { person: CampaignPerson; onTakeOut: OnTakeOut }) {
  const { customer } = person;
  const address = customer.email ?? customer.phone ?? customer.id;
  const name = nameOf(customer);
  return (
    <tr>
      <th scope="row">
        <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{name}</Link>
        {address !== name && <span className="before">{address}</span>}
      </th>
      <td>
        <RunBadge status={person.status} />
      </td>
      <td>{person.stepName}</td>
      <td className="nowrap">Version {person.version}</td>
      <td className="nowrap people-started">
        <Moment at={person.startedAt} />
      </td>
      <td className="nowrap people-ended">{person.endedAt !== undefined && <Moment at={person.endedAt} />}</td>
      <td className="people-reason">{person.reason && withInstantsInWords(person.reason.sentence)}</td>
      {onTakeOut && (
        <td>
          {person.status === 'active' && (
            <button
              type="button"
              className="button plain"
              aria-label={`Take out ${name}`}
              onClick={() => {
                onTakeOut(person);
              }}
            >
              Take out
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
