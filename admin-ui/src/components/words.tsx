import { Link } from 'react-router';
import type { Audience, Campaign, CampaignStatus, MessageStatus, Money, RunStatus } from '../api/types';
import { exactInstant, formatClock, formatInstant } from '../format/instants';
import { formatMoney } from '../format/money';
import { formatCount } from '../format/numbers';
import { Icon, channelIcon } from './Icon';

type Tone = 'good' | 'plain' | 'warn' | 'bad' | 'accent';

const campaignTones: Record<CampaignStatus, Tone> = { active: 'good', paused: 'warn', draft: 'plain', ended: 'plain' };

const runTones: Record<RunStatus, Tone> = { active: 'accent', converted: 'good', exited: 'plain', completed: 'plain' };

const messageTones: Record<MessageStatus, Tone> = {
  queued: 'plain',
  sending: 'plain',
  sent: 'accent',
  delivered: 'accent',
  opened: 'accent',
  clicked: 'good',
  read: 'accent',
  replied: 'good',
  skipped: 'warn',
  failed: 'bad',
  bounced: 'bad',
  complained: 'bad',
  unsubscribed: 'warn',
  unknown: 'warn',
};

function Badge({ tone, text }: { tone: Tone; text: string }) {
  return <span className={`badge ${tone}`}>{text}</span>;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function CampaignBadge({ status }: { status: CampaignStatus }) {
  return <Badge tone={campaignTones[status]} text={capital(status)} />;
}

/** How far a run is, as marketers say it. */
export const runWords: Record<RunStatus, string> = {
  active: 'In progress',
  completed: 'Completed',
  converted: 'Converted',
  exited: 'Ended early',
};

export function RunBadge({ status }: { status: RunStatus }) {
  return <Badge tone={runTones[status]} text={runWords[status]} />;
}

/** Whether customers are still looked at who may belong to an audience. */
export function AudienceBadge({ state }: { state: Audience['state'] }) {
  return <Badge tone={state === 'ready' ? 'good' : 'warn'} text={capital(state)} />;
}

/** Such as "1,240 customers". */
export function customersInWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'customer' : 'customers'}`;
}

/** How many are in a campaign now, leading to who they are. */
export function InProgress({ campaign }: { campaign: Pick<Campaign, 'key' | 'name' | 'activeRuns'> }) {
  const { key, name, activeRuns } = campaign;
  if (activeRuns === 0) return <>{formatCount(0)}</>;
  return (
    <Link
      to={`/campaigns/${key}/people?status=active`}
      aria-label={`${formatCount(activeRuns)} in progress in ${name}`}
    >
      {formatCount(activeRuns)}
    </Link>
  );
}

/** `machine`: only a privacy proxy or a scanner is known to have done it, which says nothing about the customer. */
export function MessageBadge({ status, machine }: { status: MessageStatus; machine: boolean }) {
  if (machine) return <Badge tone="warn" text={`${capital(status)} by a mail scanner or privacy proxy`} />;
  return <Badge tone={messageTones[status]} text={capital(status)} />;
}

export function channelName(channel: string): string {
  switch (channel) {
    case 'whatsapp':
      return 'WhatsApp';
    case 'sms':
    case 'rcs':
      return channel.toUpperCase();
    default:
      return capital(channel);
  }
}

export function Channel({ channel }: { channel: string }) {
  return (
    <span className="channel">
      <Icon name={channelIcon(channel)} />
      {channelName(channel)}
    </span>
  );
}

export function Channels({ channels }: { channels: readonly string[] }) {
  return (
    <span className="channels">
      {channels.map((channel) => (
        <Channel key={channel} channel={channel} />
      ))}
    </span>
  );
}

/** Amounts of several currencies beside each other, never added; `none` where there are none at all. */
export function Amounts({ money, none }: { money: readonly Money[]; none: string }) {
  if (money.length === 0) return <span className="amount">{none}</span>;
  return (
    <span className="amounts">
      {money.map((entry) => (
        <span key={entry.currency} className="amount">
          {formatMoney(entry)}
        </span>
      ))}
    </span>
  );
}

/** A moment in the reader's zone, exact in its title. */
export function Moment({ at, clock = false }: { at: string; clock?: boolean }) {
  return (
    <time dateTime={at} title={exactInstant(at)}>
      {clock ? formatClock(at) : formatInstant(at)}
    </time>
  );
}
