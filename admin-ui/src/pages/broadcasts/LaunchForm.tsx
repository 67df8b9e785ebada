import { useId, useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { BroadcastRequest, CampaignDetail } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { ProblemNote } from '../../components/States';
import { formatCount } from '../../format/numbers';

type Group = NonNullable<BroadcastRequest['exclude']>[number];

interface Choice {
  value: string;
  name: string;
  count: number;
  group: Group;
}

const everyone = 'everyone';

/** Whom the campaign is launched to, and when; asks before it is. */
export function LaunchForm({ campaign, onLaunched }: { campaign: CampaignDetail; onLaunched: () => void }) {
  const { api } = useSignedIn();
  const id = useId();
  const [whom, setWhom] = useState('');
  const [without, setWithout] = useState('');
  const [later, setLater] = useState(false);
  const [at, setAt] = useState('');
  const [local, setLocal] = useState(false);
  const [every, setEvery] = useState('');
  const [perMinute, setPerMinute] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const audiences = useResource('audiences', () => body(api.GET('/api/audiences')));
  const lists = useResource('lists', () => body(api.GET('/api/lists')));

  const choices: Choice[] = [
    ...(audiences.data?.audiences ?? []).map(({ key, name, count }) => ({
      value: `audience/${key}`,
      name,
      count,
      group: { audience: key },
    })),
    ...(lists.data?.lists ?? []).map(({ key, name, count }) => ({
      value: `list/${key}`,
      name: `${name} (list)`,
      count,
      group: { list: key },
    })),
  ];
  const chosen = choices.find((choice) => choice.value === whom);
  const left = choices.find((choice) => choice.value === without);
  const unread = audiences.problem ?? lists.problem;
  const ready = whom !== '' && (!later || at !== '');

  function request(): BroadcastRequest {
    return {
      ...(chosen ? { include: [chosen.group] } : { audience: everyone }),
      ...(left && { exclude: [left.group] }),
      ...(later && { at, localTime: local }),
      ...(every !== '' && { every }),
      ...(perMinute !== '' && { perMinute: Number(perMinute) }),
    };
  }

  async function launch() {
    setBusy(true);
    try {
      await body(
        api.POST('/api/campaigns/{key}/broadcast', { params: { path: { key: campaign.key } }, body: request() }),
      );
      setAsking(false);
      onLaunched();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="launch"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(undefined);
        setAsking(true);
      }}
    >
      {unread && (
        <ProblemNote
          problem={unread}
          onRetry={() => {
            audiences.reload();
            lists.reload();
          }}
        />
      )}
      <div className="launch-field">
        <label htmlFor={`${id}-whom`}>To</label>
        <select
          className="field"
          id={`${id}-whom`}
          value={whom}
          onChange={(event) => {
            setWhom(event.target.value);
          }}
        >
          <option value="">Choose…</option>
          <option value={everyone}>Everyone</option>
          {choices.map(({ value, name, count }) => (
            <option key={value} value={value}>
              {name}: {formatCount(count)}
            </option>
          ))}
        </select>
      </div>
      <div className="launch-field">
        <label htmlFor={`${id}-without`}>Without</label>
        <select
          className="field"
          id={`${id}-without`}
          value={without}
          onChange={(event) => {
            setWithout(event.target.value);
          }}
        >
          <option value="">Nobody</option>
          {choices
            .filter(({ value }) => value !== whom)
            .map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
        </select>
      </div>
      <fieldset className="launch-when">
        <legend>When</legend>
        <label>
          <input
            type="radio"
            name={`${id}-when`}
            checked={!later}
            onChange={() => {
              setLater(false);
            }}
          />{' '}
          Now
        </label>
        <label>
          <input
            type="radio"
            name={`${id}-when`}
            checked={later}
            onChange={() => {
              setLater(true);
            }}
          />{' '}
          At a time
        </label>
        {later && (
          <>
            <input
              className="field"
              type="datetime-local"
              aria-label="Time"
              value={at}
              onChange={(event) => {
                setAt(event.target.value);
              }}
            />
            <label>
              <input
                type="checkbox"
                checked={local}
                onChange={(event) => {
                  setLocal(event.target.checked);
                }}
              />{' '}
              On each recipient’s own clock, not the shop’s
            </label>
          </>
        )}
      </fieldset>
      <div className="launch-field">
        <label htmlFor={`${id}-every`}>Again</label>
        <select
          className="field"
          id={`${id}-every`}
          value={every}
          onChange={(event) => {
            setEvery(event.target.value);
          }}
        >
          <option value="">Never</option>
          <option value="P1D">Every day</option>
          <option value="P7D">Every week</option>
          <option value="P1M">Every month</option>
        </select>
      </div>
      <div className="launch-field">
        <label htmlFor={`${id}-pace`}>Recipients a minute, at the most</label>
        <input
          className="field"
          id={`${id}-pace`}
          type="number"
          min={1}
          max={6000}
          placeholder="6,000"
          value={perMinute}
          onChange={(event) => {
            setPerMinute(event.target.value);
          }}
        />
      </div>
      <button type="submit" className="button primary" disabled={!ready}>
        Launch…
      </button>
      {asking && (
        <ConfirmDialog
          title={`Launch “${campaign.name}”?`}
          confirm={later ? 'Schedule it' : 'Launch it now'}
          busy={busy}
          problem={problem}
          onConfirm={() => void launch()}
          onCancel={() => {
            setAsking(false);
          }}
        >
          <p>
            {chosen
              ? `It goes to “${chosen.name}”, which has ${formatCount(chosen.count)} ${chosen.count === 1 ? 'customer' : 'customers'} now`
              : 'It goes to everyone of whom anything is known'}
            {left ? `, without “${left.name}”` : ''}. Who may not be written to is skipped, with the reason.
          </p>
        </ConfirmDialog>
      )}
    </form>
  );
}
