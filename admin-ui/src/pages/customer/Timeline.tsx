import { Link } from 'react-router';
import type { MessageEntry, TimelineEntry } from '../../api/types';
import { Because } from '../../components/Because';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { Icon, type IconName, channelIcon } from '../../components/Icon';
import { Amounts, Channel, MessageBadge, Moment, RunBadge, channelName } from '../../components/words';
import { dateIn, formatLongDay } from '../../format/days';
import { readersZone, withInstantsInWords } from '../../format/instants';
import { Decisions, LeftOut, Properties, eventName } from './EventParts';
import { useTimeline } from './useTimeline';

/** Entries by the day on which they happened, in the reader's zone; the order stays. */
function byDay(entries: readonly TimelineEntry[]): { date: string; entries: TimelineEntry[] }[] {
  const days: { date: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const date = dateIn(readersZone(), entry.at);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

function iconOf(entry: TimelineEntry): IconName {
  switch (entry.kind) {
    case 'event':
      return 'event';
    case 'run':
      return 'run';
    case 'message':
      return channelIcon(entry.channel);
    case 'conversion':
      return 'conversion';
  }
}

const doors = { server: 'from the server', browser: 'from the browser', bus: 'from the bus' } as const;

function Campaign({ campaignKey, name }: { campaignKey: string; name: string | undefined }) {
  return <Link to={`/campaigns/${campaignKey}`}>{name ?? campaignKey}</Link>;
}

/** Whether the furthest status is known from machines alone. */
function onlyMachine({ status, statuses }: MessageEntry): boolean {
  const reached = statuses.filter((entry) => entry.status === status);
  return reached.length > 0 && reached.every((entry) => entry.machine);
}

/** Being sent is a step of ours that says nothing to people, unless it is all that is known. */
function shown({ statuses }: MessageEntry): MessageEntry['statuses'] {
  const told = statuses.filter(({ status }) => status !== 'sending');
  return told.length === 0 ? statuses : told;
}

function EntryContent({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'event':
      return (
        <>
          <p className="entry-head">
            <strong title={entry.name}>{eventName(entry.name)}</strong>{' '}
            <span className="quiet">{doors[entry.source]}</span>
          </p>
          <Decisions decisions={entry.decisions} />
          <LeftOut names={entry.leftOut} />
          <Properties properties={entry.properties} />
        </>
      );
    case 'run':
      return (
        <>
          <p className="entry-head">
            <strong>Journey</strong> <Campaign campaignKey={entry.campaign} name={entry.campaignName} />
            <span className="quiet">version {entry.version}</span> <RunBadge status={entry.status} />
          </p>
          {entry.reason !== undefined && (
            <div>
              Ended
              {entry.endedAt !== undefined && (
                <>
                  {' '}
                  on <Moment at={entry.endedAt} />
                </>
              )}
              . <Because reason={entry.reason} />
            </div>
          )}
          {entry.history.length > 0 && (
            <ol className="steps">
              {entry.history.map((step) => (
                <li key={`${step.at} ${step.code} ${step.sentence}`}>
                  <Moment at={step.at} /> <span>{withInstantsInWords(step.sentence)}</span>
                </li>
              ))}
            </ol>
          )}
        </>
      );
    case 'message':
      return (
        <>
          <p className="entry-head">
            <strong>{channelName(entry.channel)}</strong> {entry.stepName}{' '}
            <MessageBadge status={entry.status} machine={onlyMachine(entry)} />
          </p>
          {entry.subject !== undefined && <p>“{entry.subject}”</p>}
          <p className="quiet">
            of <Campaign campaignKey={entry.campaign} name={entry.campaignName} />
          </p>
          {entry.reason !== undefined && (
            <div className="entry-reason">
              <Because reason={entry.reason} />
            </div>
          )}
          {entry.statuses.length > 0 && (
            <ol className="statuses" aria-label="Statuses">
              {shown(entry).map((status) => (
                <li key={`${status.status} ${status.at} ${String(status.machine)}`}>
                  <span className="status-name">{status.status}</span>{' '}
                  {status.machine && <span className="machine">by a mail scanner or privacy proxy</span>}{' '}
                  <Moment at={status.at} clock={dateIn(readersZone(), status.at) === dateIn(readersZone(), entry.at)} />
                </li>
              ))}
            </ol>
          )}
        </>
      );
    case 'conversion':
      return (
        <>
          <p className="entry-head">
            <strong>Recovered</strong>{' '}
            <span className="recovered">
              <Amounts money={[entry.amount]} none="–" />
            </span>
          </p>
          <p>
            Order {entry.orderId}, attributed to <Campaign campaignKey={entry.campaign} name={entry.campaignName} />:{' '}
            {entry.touch} on <Channel channel={entry.channel} />
          </p>
        </>
      );
  }
}

/** What happened to a customer, newest first, with every decision and its reason. */
export function Timeline({ customerId }: { customerId: string }) {
  const { page, problem, reload, loadOlder, loadingOlder, olderProblem } = useTimeline(customerId);
  return (
    <section className="card timeline-card" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!page && !problem && <Skeleton label="the timeline" rows={5} tall />}
      {page?.entries.length === 0 && (
        <Empty title="Nothing yet">Events, decisions, messages and orders appear here as they happen.</Empty>
      )}
      {page &&
        byDay(page.entries).map((day) => (
          <section key={`${day.date} ${day.entries[0]?.id ?? ''}`} aria-label={formatLongDay(day.date)}>
            <h3 className="timeline-day">{formatLongDay(day.date)}</h3>
            <ol className="timeline">
              {day.entries.map((entry) => (
                <li key={`${entry.kind} ${entry.id}`} className={`entry ${entry.kind}`}>
                  <span className="entry-icon">
                    <Icon name={iconOf(entry)} />
                  </span>
                  <div className="entry-body">
                    <EntryContent entry={entry} />
                  </div>
                  <span className="entry-time">
                    <Moment at={entry.at} clock />
                  </span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      {olderProblem && <ProblemNote problem={olderProblem} />}
      {page?.next != null && (
        <button type="button" className="button wide" disabled={loadingOlder} onClick={() => void loadOlder()}>
          {loadingOlder ? 'Loading…' : 'Load older'}
        </button>
      )}
      {page?.next === null && page.entries.length > 0 && <p className="quiet timeline-end">Start of history</p>}
    </section>
  );
}
