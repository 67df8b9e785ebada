import { Suspense, lazy } from 'react';
import { Link, useSearchParams } from 'react-router';
import { body } from '../../api/client';
import type { Campaign, Performance, RecoveryReport, Settings } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { useTitle } from '../../components/title';
import { Channel } from '../../components/words';
import { dateIn, formatDays, lastDays } from '../../format/days';
import { ComparisonTable } from './ComparisonTable';
import { FigureCards } from './FigureCards';
import { RangePicker } from './RangePicker';
import { rangeOf, wordsOf } from './range';
import './dashboard.css';

const RecoveryChart = lazy(() => import('./RecoveryChart'));

const refreshMillis = 15_000;

interface Loaded {
  settings: Settings;
  report: RecoveryReport;
  campaigns: Campaign[];
}

const happened = ({ triggered, messagesSent, recovered }: Performance) =>
  triggered > 0 || messagesSent > 0 || recovered.length > 0;

/** What came back: the recovery figures of a period beside those of the one before. */
export function DashboardPage() {
  useTitle('Home');
  const { api } = useSignedIn();
  const [query, setQuery] = useSearchParams();
  const range = rangeOf(query);

  const { data, stale, problem, reload } = useResource<Loaded>(
    JSON.stringify(range),
    async () => {
      // Today is the server's: its clock may have been put forward, and its zone is the shop's.
      const settings = await body(api.GET('/api/settings'));
      const query = 'days' in range ? lastDays(range.days, dateIn(settings.shop.timeZone, settings.now)) : range;
      const [report, { campaigns }] = await Promise.all([
        body(api.GET('/api/reports/recovery', { params: { query } })),
        body(api.GET('/api/campaigns')),
      ]);
      return { settings, report, campaigns };
    },
    refreshMillis,
  );

  const today = data && dateIn(data.settings.shop.timeZone, data.settings.now);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Home</h1>
          {data && (
            <p className="quiet">
              {formatDays(data.report)}, compared with{' '}
              {formatDays({ from: data.report.previousFrom, to: data.report.previousTo })}. Days follow the shop’s time
              zone ({data.settings.shop.timeZone.replaceAll('_', ' ')}).
            </p>
          )}
        </div>
        <RangePicker
          range={range}
          today={today}
          onChange={(chosen) => {
            setQuery(wordsOf(chosen));
          }}
        />
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!data && !problem && <Skeleton label="the dashboard" rows={4} tall />}
      {data && (
        <div className={stale ? 'dashboard stale' : 'dashboard'} aria-busy={stale}>
          <FigureCards report={data.report} shopCurrency={data.settings.shop.currency} />
          <section className="card" aria-labelledby="by-day">
            <h2 id="by-day">By day</h2>
            <Suspense fallback={<Skeleton label="the chart" tall />}>
              <RecoveryChart days={data.report.byDay} shopCurrency={data.settings.shop.currency} />
            </Suspense>
          </section>
          <div className="dashboard-tables">
            <section className="card" aria-labelledby="by-campaign">
              <h2 id="by-campaign">By campaign</h2>
              <ByCampaign report={data.report} campaigns={data.campaigns} />
            </section>
            <section className="card" aria-labelledby="by-channel">
              <h2 id="by-channel">By channel</h2>
              <ByChannel report={data.report} />
            </section>
          </div>
        </div>
      )}
    </>
  );
}

function ByCampaign({ report, campaigns }: { report: RecoveryReport; campaigns: readonly Campaign[] }) {
  const names = new Map(campaigns.map((campaign) => [campaign.key, campaign.name]));
  const rows = report.byCampaign.filter(({ current, previous }) => happened(current) || happened(previous));
  if (rows.length === 0) {
    return (
      <Empty title="No campaign has done anything in this period">
        <Link to="/campaigns">See your campaigns</Link>
      </Empty>
    );
  }
  return (
    <ComparisonTable
      caption="Figures by campaign"
      first="Campaign"
      rows={rows.map(({ campaign, current, previous }) => ({
        key: campaign,
        name: <Link to={`/campaigns/${campaign}`}>{names.get(campaign) ?? campaign}</Link>,
        current,
        previous,
      }))}
    />
  );
}

function ByChannel({ report }: { report: RecoveryReport }) {
  const rows = report.byChannel.filter(({ current, previous }) => happened(current) || happened(previous));
  if (rows.length === 0) return <Empty title="No message was sent in this period" />;
  return (
    <ComparisonTable
      caption="Figures by channel"
      first="Channel"
      rows={rows.map(({ channel, current, previous }) => ({
        key: channel,
        name: <Channel channel={channel} />,
        current,
        previous,
      }))}
    />
  );
}
