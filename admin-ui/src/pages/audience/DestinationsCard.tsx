import { useId, useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Destination } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayActivate } from '../../auth/session';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { TableScroll } from '../../components/TableScroll';
import { Moment, customersInWords } from '../../components/words';
import { formatCount } from '../../format/numbers';
import { keyOfName } from '../../format/key';

const everyMillis = 10_000;

/** Who else is told who comes into an audience and who leaves it, and whether that goes well. */
export function DestinationsCard({ audience }: { audience: string }) {
  const { api, role } = useSignedIn();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Destination>();
  const { data, problem, reload } = useResource(
    `${audience} destinations`,
    () => body(api.GET('/api/audiences/{key}/destinations', { params: { path: { key: audience } } })),
    everyMillis,
  );
  const done = () => {
    setAdding(false);
    setLeaving(undefined);
    reload();
  };

  return (
    <section className="card" aria-labelledby="destinations">
      <div className="card-head">
        <h2 id="destinations">Destinations</h2>
        {mayActivate(role) && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setAdding(true);
            }}
          >
            Add a destination
          </button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the destinations" rows={2} />}
      {data?.destinations.length === 0 && (
        <Empty title="Nobody else is told.">
          An ad platform or a system of yours can be told who comes and who leaves, of those who said yes to marketing.
        </Empty>
      )}
      {data !== undefined && data.destinations.length > 0 && (
        <TableScroll label="Destinations">
          <table>
            <caption className="visually-hidden">Destinations and what they were told</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Where</th>
                <th scope="col" className="number">
                  Told
                </th>
                <th scope="col" className="number">
                  Waiting
                </th>
                <th scope="col">Last error</th>
                {mayActivate(role) && <th scope="col">Change</th>}
              </tr>
            </thead>
            <tbody>
              {data.destinations.map((one) => (
                <tr key={one.name}>
                  <th scope="row">{one.name}</th>
                  <td>{one.type === 'meta' ? `Meta, audience ${one.audienceId ?? ''}` : one.url}</td>
                  <td className="number">
                    {formatCount(one.told)}
                    {one.state === 'filling' && <span className="before">Members are being told</span>}
                  </td>
                  <td className="number">{formatCount(one.waiting)}</td>
                  <td>
                    {one.lastError === undefined ? (
                      'None'
                    ) : (
                      <>
                        {one.lastError} {one.failedAt !== undefined && <Moment at={one.failedAt} />}
                      </>
                    )}
                  </td>
                  {mayActivate(role) && (
                    <td>
                      <button
                        type="button"
                        className="button plain"
                        aria-label={`Remove ${one.name}`}
                        onClick={() => {
                          setLeaving(one);
                        }}
                      >
                        Remove
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {adding && (
        <AddDestination
          audience={audience}
          onDone={done}
          onCancel={() => {
            setAdding(false);
          }}
        />
      )}
      {leaving && (
        <RemoveDestination
          audience={audience}
          destination={leaving}
          onDone={done}
          onCancel={() => {
            setLeaving(undefined);
          }}
        />
      )}
    </section>
  );
}

function RemoveDestination(props: {
  audience: string;
  destination: Destination;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { api } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const { name, told } = props.destination;
  const remove = async () => {
    setBusy(true);
    try {
      const path = { key: props.audience, name };
      await body(api.DELETE('/api/audiences/{key}/destinations/{name}', { params: { path } }));
      props.onDone();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      confirm="Remove the destination"
      busy={busy}
      problem={problem}
      onConfirm={() => void remove()}
      onCancel={props.onCancel}
    >
      <p>It is told nothing more. What it knows of {customersInWords(told)} stays with it.</p>
    </ConfirmDialog>
  );
}

function AddDestination(props: { audience: string; onDone: () => void; onCancel: () => void }) {
  const { api } = useSignedIn();
  const id = useId();
  const [type, setType] = useState<'meta' | 'webhook'>('meta');
  const [name, setName] = useState('');
  const [where, setWhere] = useState('');
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const add = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await body(
        api.PUT('/api/audiences/{key}/destinations/{name}', {
          params: { path: { key: props.audience, name: keyOfName(name, type) } },
          body:
            type === 'meta'
              ? { type, audienceId: where.trim(), accessToken: { secret: secret.trim() } }
              : { type, url: where.trim(), secret: secret.trim() },
        }),
      );
      props.onDone();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };

  const text = (label: string, key: string, value: string, onChange: (value: string) => void) => (
    <>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        className="field"
        value={value}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </>
  );

  return (
    <ConfirmDialog
      title="Add a destination"
      confirm="Add and tell it"
      busy={busy}
      problem={problem}
      onConfirm={() => void add()}
      onCancel={props.onCancel}
    >
      <form
        className="new-list"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <p className="quiet">
          It is told of everyone who is in the audience and of who comes and leaves, by hashed addresses, and only of
          those who said yes to marketing.
        </p>
        <label htmlFor={`${id}-type`}>Kind</label>
        <select
          id={`${id}-type`}
          className="field"
          value={type}
          onChange={(event) => {
            setType(event.target.value === 'webhook' ? 'webhook' : 'meta');
          }}
        >
          <option value="meta">Meta custom audience</option>
          <option value="webhook">Webhook</option>
        </select>
        {text('Name', 'name', name, setName)}
        {text(type === 'meta' ? 'Id of the custom audience' : 'Address', 'where', where, setWhere)}
        {text('Name of the secret, behind homing/webhooks/', 'secret', secret, setSecret)}
        <button type="submit" hidden />
      </form>
    </ConfirmDialog>
  );
}
