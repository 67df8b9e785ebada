import { useState } from 'react';
import { Link } from 'react-router';
import { body } from '../../api/client';
import type { Campaign } from '../../api/types';
import { useResource } from '../../api/useResource';
import { mayActivate, mayEdit } from '../../auth/session';
import { useSignedIn } from '../../auth/context';
import { Icon } from '../../components/Icon';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { useTitle } from '../../components/title';
import { Amounts, CampaignBadge, Channels, InProgress } from '../../components/words';
import { formatCount, formatRate } from '../../format/numbers';
import { MoveDialog } from './MoveDialog';
import { type Verb, useMove, verbFor, verbWords } from './useMove';
import './campaigns.css';

const refreshMillis = 15_000;

/** Every campaign with what it has brought in the last 30 days. */
export function CampaignsPage() {
  useTitle('Campaigns');
  const { api, role } = useSignedIn();
  const [said, setSaid] = useState('');
  const { data, problem, reload } = useResource('campaigns', () => body(api.GET('/api/campaigns')), refreshMillis);
  const moving = useMove((campaign) => {
    setSaid(`${campaign.name} is ${campaign.status} now.`);
    reload();
  });
  const { move } = moving;

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Campaigns</h1>
          <p className="quiet">Results of the last 30 days.</p>
        </div>
        {mayEdit(role) && (
          <Link className="button primary" to="/campaigns/_new">
            <Icon name="add" /> New campaign
          </Link>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the campaigns" tall />}
      {data?.campaigns.length === 0 && (
        <div className="card">
          <Empty title="No campaigns yet">
            {mayEdit(role) ? 'Make the first one, or add' : 'They are made here, or come from'} files under
            templates/campaigns.
          </Empty>
        </div>
      )}
      {data && data.campaigns.length > 0 && (
        <ul className="campaign-list" aria-label="Campaigns">
          {data.campaigns.map((campaign) => (
            <CampaignRow
              key={campaign.key}
              campaign={campaign}
              verb={mayActivate(role) ? verbFor(campaign.status) : undefined}
              onVerb={(verb) => {
                moving.ask({ verb, campaign });
              }}
            />
          ))}
        </ul>
      )}
      {move && (
        <MoveDialog
          move={move}
          busy={moving.busy}
          problem={moving.problem}
          onConfirm={(resume) => void moving.carryOut(move, resume)}
          onCancel={moving.close}
        />
      )}
    </>
  );
}

function CampaignRow(props: { campaign: Campaign; verb: Verb | undefined; onVerb: (verb: Verb) => void }) {
  const { campaign, verb, onVerb } = props;
  const { results } = campaign;
  const id = `campaign-${campaign.key}`;
  return (
    <li className="card campaign-row" aria-labelledby={id}>
      <div className="campaign-what">
        <h2 id={id}>
          <Link to={`/campaigns/${campaign.key}`}>{campaign.name}</Link>
        </h2>
        <CampaignBadge status={campaign.status} />
        <p className="campaign-trigger">{campaign.startsWhen}</p>
        <p className="campaign-meta quiet">
          <Channels channels={campaign.channels} />
          <span>{campaign.version === 0 ? 'Not published' : `Version ${campaign.version}`}</span>
          <span>{campaign.kind === 'transactional' ? 'Transactional' : 'Marketing'}</span>
        </p>
      </div>
      <dl className="campaign-figures">
        <div>
          <dt>Recovered</dt>
          <dd>
            <Amounts money={results.recovered} none="–" />
          </dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>{results.triggered === 0 ? '–' : formatRate(results.recoveryRate)}</dd>
        </div>
        <div>
          <dt>Messages sent</dt>
          <dd>{formatCount(results.messagesSent)}</dd>
        </div>
        <div>
          <dt>In progress</dt>
          <dd>
            <InProgress campaign={campaign} />
          </dd>
        </div>
      </dl>
      <div className="campaign-action">
        {verb && (
          <button
            type="button"
            className={verb === 'activate' ? 'button primary' : 'button'}
            aria-label={`${verbWords(verb, campaign.status)} ${campaign.name}`}
            onClick={() => {
              onVerb(verb);
            }}
          >
            {verbWords(verb, campaign.status)}
          </button>
        )}
      </div>
    </li>
  );
}
