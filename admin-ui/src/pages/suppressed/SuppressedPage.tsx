import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Channel, Suppression } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';
import { mayEdit, mayErase } from '../../auth/session';
import { Because } from '../../components/Because';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { TableScroll } from '../../components/TableScroll';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { Moment, channelName } from '../../components/words';
import './suppressed.css';

const channels: readonly Channel[] = ['email', 'whatsapp', 'sms'];

/** Addresses that are not written to, and why; those that only bounced can be written to again. */
export default function SuppressedPage() {
  useTitle('Suppressed');
  const { api, role } = useSignedIn();
  const [channel, setChannel] = useState<Channel>('email');
  const [typed, setTyped] = useState('');
  const [address, setAddress] = useState('');
  const [chosen, setChosen] = useState<Suppression>();
  const [gone, setGone] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [said, setSaid] = useState('');
  const pages = usePages(JSON.stringify([channel, address]), {
    read: (cursor) =>
      body(
        api.GET('/api/suppressions', {
          params: {
            query: { channel, ...(address !== '' && { address }), ...(cursor !== undefined && { cursor }) },
          },
        }),
      ),
    items: (page) => page.suppressions,
    next: (page) => page.next,
  });
  const lines = pages.items?.filter(({ hash }) => !gone.includes(hash));

  const reactivate = async (line: Suppression) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await body(
        api.DELETE('/api/suppressions/{channel}/{address}', {
          params: { path: { channel: line.channel, address: line.hash } },
        }),
      );
      setGone((before) => [...before, line.hash]);
      setSaid(`Messages may go to ${line.address ?? 'this address'} again.`);
      setChosen(undefined);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Suppressed</h1>
          <p className="quiet">Addresses that Homing does not write to, whoever has them, and why.</p>
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {!mayEdit(role) ? (
        <Empty title="These are shown to editors.">They are addresses of people who want no messages.</Empty>
      ) : (
        <>
          <form
            className="suppressed-search"
            role="search"
            onSubmit={(event) => {
              event.preventDefault();
              setAddress(typed.trim());
            }}
          >
            <label>
              Channel
              <select
                className="field"
                value={channel}
                onChange={(event) => {
                  setChannel(channels.find((one) => one === event.target.value) ?? 'email');
                }}
              >
                {channels.map((one) => (
                  <option key={one} value={one}>
                    {channelName(one)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Whole address
              <input
                className="field"
                type="search"
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setTyped(event.target.value);
                  if (event.target.value === '') setAddress('');
                }}
              />
            </label>
            <button type="submit" className="button">
              Search
            </button>
          </form>
          {pages.problem && <ProblemNote problem={pages.problem} onRetry={pages.reload} />}
          {!lines && !pages.problem && <Skeleton label="the addresses" rows={5} />}
          {lines && (
            <section className="card" aria-labelledby="suppressed">
              <div className="card-head">
                <h2 id="suppressed">{channelName(channel)}</h2>
                {lines.length > 0 && <ZoneNote />}
              </div>
              {lines.length === 0 && !pages.more ? (
                <Empty title="None">Homing writes to {address === '' ? 'every address here' : 'this address'}.</Empty>
              ) : (
                <Lines
                  lines={lines}
                  onReactivate={
                    mayErase(role)
                      ? (line) => {
                          setProblem(undefined);
                          setChosen(line);
                        }
                      : undefined
                  }
                />
              )}
              <LoadMore pages={{ ...pages, items: lines }} end="Those are all." />
            </section>
          )}
        </>
      )}
      {chosen && (
        <ConfirmDialog
          title={`Write to ${chosen.address ?? 'this address'} again?`}
          confirm="Write to it again"
          busy={busy}
          problem={problem}
          onConfirm={() => void reactivate(chosen)}
          onCancel={() => {
            setChosen(undefined);
          }}
        >
          <p>
            Its last message came back. Do this only where you know that the address works now: messages that come back
            harm your reputation as a sender.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Lines(props: { lines: readonly Suppression[]; onReactivate: ((line: Suppression) => void) | undefined }) {
  const { lines, onReactivate } = props;
  return (
    <TableScroll label="Suppressed addresses">
      <table>
        <caption className="visually-hidden">Suppressed addresses</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Reason</th>
            <th scope="col">Since</th>
            {onReactivate && (
              <th scope="col">
                <span className="visually-hidden">What you can do</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.hash} ${line.why}`}>
              <th scope="row">{line.address ?? <span className="quiet">Only its hash is kept</span>}</th>
              <td>
                <Because reason={line.reason} />
              </td>
              <td className="nowrap">
                <Moment at={line.since} />
              </td>
              {onReactivate && (
                <td className="row-action">
                  {line.mayBeReactivated && (
                    <button
                      type="button"
                      className="button plain"
                      aria-label={`Write to ${line.address ?? line.hash} again`}
                      onClick={() => {
                        onReactivate(line);
                      }}
                    >
                      Write again
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
