import { Suspense, lazy, useMemo, useState } from 'react';
import { Link, NavLink, useParams } from 'react-router';
import { body } from '../../api/client';
import type { CampaignDetail } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayActivate, mayEdit } from '../../auth/session';
import { Icon } from '../../components/Icon';
import { ProblemNote, Skeleton } from '../../components/States';
import { useTitle } from '../../components/title';
import { waitingWords } from '../../components/waiting';
import { Amounts, CampaignBadge, Channel, Channels, InProgress } from '../../components/words';
import { durationInWords, isDuration } from '../../format/duration';
import { formatCount, formatRate } from '../../format/numbers';
import { MoveDialog } from '../campaigns/MoveDialog';
import { useMove, verbFor, verbWords } from '../campaigns/useMove';
import { drawingOf, sentencesOf } from '../../flow/drawing';
import { whereOf, wordsOf } from '../../flow/problems';
import { Broadcasts } from '../broadcasts/Broadcasts';
import { DraftBar } from './DraftBar';
import { PeopleList } from './PeopleList';
import { VersionHistory } from './VersionHistory';
import './campaign.css';

const FlowDrawing = lazy(() => import('./FlowDrawing'));

const refreshMillis = 15_000;

type Tab = 'flow' | 'people' | 'broadcasts';

/** One campaign: its flow, and beside it what it is set to and what it brought; or who is in it. */
export default function CampaignPage({ tab }: { tab: Tab }) {
  const { campaignKey = '' } = useParams();
  return <CampaignRoom key={campaignKey} campaignKey={campaignKey} tab={tab} />;
}

function CampaignRoom({ campaignKey, tab }: { campaignKey: string; tab: Tab }) {
  const { api, role } = useSignedIn();
  const [said, setSaid] = useState('');
  const { data, problem, reload } = useResource(
    campaignKey,
    () => body(api.GET('/api/campaigns/{key}', { params: { path: { key: campaignKey } } })),
    refreshMillis,
  );
  useTitle(data?.name ?? 'Campaign');
  const moving = useMove((campaign) => {
    setSaid(`${campaign.name} is ${campaign.status} now.`);
    reload();
  });
  const { move } = moving;
  const onDone = (words: string) => {
    setSaid(words);
    reload();
  };
  const verb = data && mayActivate(role) ? verbFor(data.status) : undefined;

  return (
    <>
      <Link className="crumb" to="/campaigns">
        <Icon name="back" /> Campaigns
      </Link>
      <div className="page-head">
        <div>
          <div className="campaign-title">
            <h1>{data?.name ?? campaignKey}</h1>
            {data && <CampaignBadge status={data.status} />}
          </div>
          {data && data.description !== '' && <p className="quiet">{data.description}</p>}
          {data?.waiting && <p>{waitingWords(data.waiting)}</p>}
        </div>
        {data && (
          <div className="page-actions">
            {mayEdit(role) && (
              <>
                <Link className="button" to={`/campaigns/${data.key}/edit`}>
                  <Icon name="change" /> Edit
                </Link>
                <Link className="button" to={`/campaigns/_new?from=${data.key}`}>
                  Copy
                </Link>
              </>
            )}
            {verb && (
              <button
                type="button"
                className={verb === 'activate' ? 'button primary' : 'button'}
                onClick={() => {
                  moving.ask({ verb, campaign: data });
                }}
              >
                {verbWords(verb, data.status)}
              </button>
            )}
          </div>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the campaign" rows={4} tall />}
      {data && <DraftBar campaign={data} onDone={onDone} />}
      {data && tab === 'flow' && data.warnings.length > 0 && (
        <section className="card warnings" aria-label="Warnings">
          <ul>
            {data.warnings.map((warning) => {
              const where = whereOf(warning, data.campaign);
              return (
                <li key={`${warning.field} ${warning.message}`}>
                  <strong>{where.name}:</strong> {wordsOf(warning, where)}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {data && (
        <nav className="tabs" aria-label="Campaign">
          <NavLink to={`/campaigns/${campaignKey}`} end>
            Flow
          </NavLink>
          <NavLink to={`/campaigns/${campaignKey}/people`}>People</NavLink>
          {data.campaign.trigger.type === 'called' && (
            <NavLink to={`/campaigns/${campaignKey}/broadcasts`}>Broadcasts</NavLink>
          )}
        </nav>
      )}
      {data && tab === 'flow' && <CampaignContent campaign={data} onDone={onDone} />}
      {data && tab === 'people' && <PeopleList campaign={data} />}
      {data && tab === 'broadcasts' && <Broadcasts campaign={data} />}
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

function CampaignContent({ campaign, onDone }: { campaign: CampaignDetail; onDone: (said: string) => void }) {
  // The same flow read again is not drawn again: the reader may have moved the drawing.
  const source = JSON.stringify({
    startsWhen: campaign.startsWhen,
    campaign: campaign.campaign,
    templates: campaign.templates,
  });
  const drawing = useMemo(
    () => drawingOf(JSON.parse(source) as Pick<CampaignDetail, 'startsWhen' | 'campaign' | 'templates'>),
    [source],
  );
  const { results } = campaign;

  return (
    <div className="campaign-columns">
      <section className="card flow-card" aria-labelledby="flow">
        <h2 id="flow">Flow</h2>
        {campaign.changes && <p className="quiet flow-of">As the draft has it.</p>}
        <Suspense fallback={<Skeleton label="the flow" rows={4} tall />}>
          <FlowDrawing drawing={drawing} name={campaign.name} />
        </Suspense>
        <details className="flow-words">
          <summary>In words</summary>
          <ol>
            <li>{campaign.startsWhen}.</li>
            {sentencesOf(campaign.campaign.flow, campaign.templates).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </details>
      </section>
      <div className="campaign-side">
        <section className="card" aria-labelledby="results">
          <h2 id="results">Last 30 days</h2>
          <dl className="facts">
            <div>
              <dt>Recovered</dt>
              <dd>
                <Amounts money={results.recovered} none="–" />
              </dd>
            </div>
            <div>
              <dt>Recovery rate</dt>
              <dd>{results.triggered === 0 ? '–' : formatRate(results.recoveryRate)}</dd>
            </div>
            <div>
              <dt>Triggered</dt>
              <dd>{formatCount(results.triggered)}</dd>
            </div>
            <div>
              <dt>Converted</dt>
              <dd>{formatCount(results.converted)}</dd>
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
        </section>
        <section className="card" aria-labelledby="settings">
          <h2 id="settings">Settings</h2>
          <dl className="facts">
            <div>
              <dt>Trigger</dt>
              <dd>{campaign.startsWhen}</dd>
            </div>
            <div>
              <dt>Kind</dt>
              <dd>{campaign.kind === 'transactional' ? 'Transactional: not capped, needs no consent' : 'Marketing'}</dd>
            </div>
            <div>
              <dt>Channels</dt>
              <dd>
                <Channels channels={campaign.channels} />
              </dd>
            </div>
            {Object.entries(campaign.settings).map(([name, value]) => (
              <div key={name}>
                <dt>{settingName(name)}</dt>
                <dd>{settingWords(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="card" aria-labelledby="templates">
          <h2 id="templates">Templates</h2>
          <ul className="template-list">
            {campaign.templates.map((template) => (
              <li key={template.key}>
                <Channel channel={template.channel} />
                <span>
                  {template.name ?? template.key}
                  {template.subject !== undefined && <span className="before">“{template.subject}”</span>}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section className="card" aria-labelledby="versions">
          <h2 id="versions">Versions</h2>
          <VersionHistory campaign={campaign} onDone={onDone} />
        </section>
      </div>
    </div>
  );
}

/** attributionWindow is "Attribution window". */
function settingName(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function settingWords(value: unknown): string {
  if (typeof value === 'string') return isDuration(value) ? durationInWords(value) : value;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return JSON.stringify(value);
}
