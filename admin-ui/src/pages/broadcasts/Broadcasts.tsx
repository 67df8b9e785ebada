import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Broadcast, CampaignDetail } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayActivate } from '../../auth/session';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { Moment } from '../../components/words';
import { formatCount } from '../../format/numbers';
import { LaunchForm } from './LaunchForm';
import { recurrenceInWords, stateInWords, timeInWords } from './words';
import './broadcasts.css';

/** While one is on its way, and otherwise. */
const openMillis = 3_000;
const restMillis = 30_000;

const open = (broadcast: Broadcast) => !['finished', 'stopped'].includes(broadcast.state);

/** Launches a campaign to many customers, and shows what became of them. */
export function Broadcasts({ campaign }: { campaign: CampaignDetail }) {
  const { api, role } = useSignedIn();
  const path = { key: campaign.key };
  const [moving, setMoving] = useState(false);
  const { data, problem, reload } = useResource(
    `broadcasts ${campaign.key}`,
    async () => {
      const read = await body(api.GET('/api/campaigns/{key}/broadcasts', { params: { path } }));
      setMoving(read.broadcasts.some((one) => open(one) || one.pending > 0));
      return read;
    },
    moving ? openMillis : restMillis,
  );
  const latest = data?.broadcasts[0];
  const busy = latest !== undefined && open(latest);

  return (
    <div className="broadcasts">
      {mayActivate(role) && data && !busy && (
        <section className="card" aria-labelledby="launch">
          <h2 id="launch">Launch</h2>
          {campaign.status === 'active' ? (
            <LaunchForm campaign={campaign} onLaunched={reload} />
          ) : (
            <Empty title="The campaign is not active.">
              Activate it first; then it can be launched to an audience.
            </Empty>
          )}
        </section>
      )}
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the broadcasts" rows={3} />}
      {data?.broadcasts.length === 0 && (
        <Empty title="Not launched yet.">
          A broadcast sends this campaign once to everybody in an audience or on a list.
        </Empty>
      )}
      {data?.broadcasts.map((broadcast, index) => (
        <BroadcastCard
          key={broadcast.number}
          broadcast={broadcast}
          stoppable={index === 0 && mayActivate(role)}
          onStopped={reload}
        />
      ))}
    </div>
  );
}

function BroadcastCard(props: { broadcast: Broadcast; stoppable: boolean; onStopped: () => void }) {
  const { broadcast } = props;
  const [asking, setAsking] = useState(false);
  const id = `broadcast-${String(broadcast.number)}`;
  const figures = [
    ['Recipients', broadcast.recipients],
    ['Sent', broadcast.sent],
    ['Skipped', broadcast.skipped],
    ['Failed', broadcast.failed],
    ['Unknown', broadcast.unknown],
    ['Pending', broadcast.pending],
  ] as const;
  const done = broadcast.recipients - broadcast.pending;
  return (
    <section className="card" aria-labelledby={id}>
      <div className="broadcast-head">
        <h2 id={id}>Broadcast {broadcast.number}</h2>
        <span className="quiet">{stateInWords(broadcast)}</span>
        {props.stoppable && open(broadcast) && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setAsking(true);
            }}
          >
            Stop
          </button>
        )}
      </div>
      <p className="quiet">
        To {reachInWords(broadcast)}. {timeInWords(broadcast)} {recurrenceInWords(broadcast)} Launched by {broadcast.by}
        , <Moment at={broadcast.askedAt} />.
      </p>
      {open(broadcast) && broadcast.recipients > 0 && (
        <progress aria-label={`Broadcast ${String(broadcast.number)}`} max={broadcast.recipients} value={done} />
      )}
      <dl className="broadcast-figures">
        {figures.map(([label, figure]) => (
          <div key={label} className={label === 'Failed' && figure > 0 ? 'bad' : undefined}>
            <dt>{label}</dt>
            <dd>{formatCount(figure)}</dd>
          </div>
        ))}
      </dl>
      {asking && (
        <StopDialog
          broadcast={broadcast}
          onStopped={() => {
            setAsking(false);
            props.onStopped();
          }}
          onCancel={() => {
            setAsking(false);
          }}
        />
      )}
    </section>
  );
}

function reachInWords(broadcast: Broadcast): string {
  const names = (groups: Broadcast['exclude']) =>
    groups
      .map((group) => ('audience' in group ? `the audience “${group.audience}”` : `the list “${group.list}”`))
      .join(', ');
  const whom = broadcast.audience === 'everyone' ? 'everyone' : names(broadcast.include ?? []);
  return broadcast.exclude.length === 0 ? whom : `${whom}, without ${names(broadcast.exclude)}`;
}

function StopDialog(props: { broadcast: Broadcast; onStopped: () => void; onCancel: () => void }) {
  const { api } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const { broadcast } = props;

  async function stop() {
    setBusy(true);
    try {
      await body(api.POST('/api/campaigns/{key}/stop', { params: { path: { key: broadcast.campaign } } }));
      props.onStopped();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      title={`Stop broadcast ${String(broadcast.number)}?`}
      confirm="Stop it"
      busy={busy}
      problem={problem}
      onConfirm={() => void stop()}
      onCancel={props.onCancel}
    >
      <p>
        Nothing more of it goes out, not even what is already in the queues. What has left has left. It cannot be gone
        on with; you can launch the campaign again.
      </p>
    </ConfirmDialog>
  );
}
