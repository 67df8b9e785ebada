import type { CampaignFile, StartHours, Trigger } from '../../api/types';
import { channelName } from '../../components/words';
import { ChoiceField, NumberField, PeriodField } from '../../condition/fields';
import { days } from '../../condition/reading';
import { channels } from '../../flow/messages';
import { omit } from '../../flow/omit';
import { Row } from './fields';

type Cap = NonNullable<CampaignFile['caps']>[number];

const usualPriority = 50;

/** Which campaign comes first where several would write to a customer at once. */
export function PriorityRow({ file, change }: { file: CampaignFile; change: (file: CampaignFile) => void }) {
  return (
    <Row
      label="Priority"
      path="priority"
      hint="1 comes before all others, 100 after them. Where several campaigns would write to a customer at once, the one that comes first does."
    >
      <NumberField
        label="Priority, from 1 to 100"
        value={file.priority ?? usualPriority}
        whole={{ least: 1, most: 100 }}
        onChange={(priority) => {
          change(priority === usualPriority ? omit(file, 'priority') : { ...file, priority });
        }}
      />
    </Row>
  );
}

/** What it writes about, which customers can leave alone. */
export function TopicRow({ file, change }: { file: CampaignFile; change: (file: CampaignFile) => void }) {
  return (
    <Row
      label="Topic"
      path="topic"
      hint="What the campaign writes about, such as news: on the page of preferences customers can leave a topic alone. Lower-case letters, digits and hyphens; empty: no topic."
    >
      <input
        className="field"
        aria-label="Topic"
        value={file.topic ?? ''}
        maxLength={40}
        onChange={(event) => {
          const topic = event.target.value.toLowerCase().replace(/\s+/g, '-');
          change(topic === '' ? omit(file, 'topic') : { ...file, topic });
        }}
      />
    </Row>
  );
}

/** How many of the campaign's messages a customer gets. */
export function CapsRow({ file, change }: { file: CampaignFile; change: (file: CampaignFile) => void }) {
  const caps = file.caps ?? [];
  const write = (changed: readonly Cap[]) => {
    change(changed.length === 0 ? omit(file, 'caps') : { ...file, caps: [...changed] });
  };
  return (
    <Row
      label="A customer gets at most"
      path="caps"
      hint="So many messages of this campaign, besides what the shop allows over all campaigns in a day."
    >
      {caps.map((cap, i) => {
        const put = (changed: Cap) => {
          write(caps.map((one, at) => (at === i ? changed : one)));
        };
        return (
          <span key={i} className="fields">
            <NumberField
              label={`Cap ${String(i + 1)}, messages`}
              value={cap.most}
              whole={{ least: 1, most: 10 }}
              onChange={(most) => {
                put({ ...cap, most });
              }}
            />
            <ChoiceField
              label={`Cap ${String(i + 1)}, channel`}
              value={cap.channel ?? 'any'}
              choices={[
                ['any', 'on any channel'],
                ...channels.map((channel) => [channel, `by ${channelName(channel)}`] as const),
              ]}
              onChange={(channel) => {
                put(channel === 'any' ? omit(cap, 'channel') : { ...cap, channel });
              }}
            />
            <span>within</span>
            <PeriodField
              label={`Cap ${String(i + 1)}, period`}
              value={cap.within}
              onChange={(within) => {
                put({ ...cap, within });
              }}
            />
            <button
              type="button"
              className="button quiet"
              aria-label={`Remove cap ${String(i + 1)}`}
              onClick={() => {
                write(caps.filter((_, at) => at !== i));
              }}
            >
              Remove
            </button>
          </span>
        );
      })}
      {caps.length < 5 && (
        <button
          type="button"
          className="button"
          onClick={() => {
            write([...caps, { most: 1, within: 'P7D' }]);
          }}
        >
          Add a cap
        </button>
      )}
    </Row>
  );
}

/** Which channel is tried first, where a message has several. */
export function ChannelsRow({ file, change }: { file: CampaignFile; change: (file: CampaignFile) => void }) {
  const order = file.channelPriority ?? [];
  const several = file.flow.nodes.some((node) => node.type === 'message' && (node.fallbacks ?? []).length > 0);
  const used = new Set(
    file.flow.nodes.flatMap((node) =>
      node.type === 'message' ? [node.channel, ...(node.fallbacks ?? []).map(({ channel }) => channel)] : [],
    ),
  );
  if (!several && order.length === 0) return null;
  const free = [...used].filter((channel) => !order.includes(channel));
  const write = (channels: readonly string[]) => {
    change(channels.length === 0 ? omit(file, 'channelPriority') : { ...file, channelPriority: [...channels] });
  };
  return (
    <Row
      label="Channels of a message are tried"
      path="channelPriority"
      hint="The order counts for every step. What it does not name comes after it."
    >
      {order.map((channel, i) => (
        <span key={channel} className="fields">
          <span>
            {i + 1}. {channelName(channel)}
          </span>
          <button
            type="button"
            className="button quiet"
            aria-label={`Remove ${channelName(channel)} from the order`}
            onClick={() => {
              write(order.filter((one) => one !== channel));
            }}
          >
            Remove
          </button>
        </span>
      ))}
      {free.length > 0 && (
        <ChoiceField
          label="Next in the order"
          value=""
          placeholder={order.length === 0 ? 'as each message has them' : 'then …'}
          choices={free.map((channel) => [
            channel,
            `${order.length === 0 ? 'first' : 'then'} by ${channelName(channel)}`,
          ])}
          onChange={(channel) => {
            write([...order, channel]);
          }}
        />
      )}
      <label className="edit-check">
        <input
          type="checkbox"
          checked={file.preferredChannelFirst ?? false}
          onChange={(event) => {
            change(
              event.target.checked ? { ...file, preferredChannelFirst: true } : omit(file, 'preferredChannelFirst'),
            );
          }}
        />
        The channel that the customer prefers comes first
      </label>
    </Row>
  );
}

/** When it may start. */
export function HoursRow({
  hours,
  onChange,
}: {
  hours: StartHours | undefined;
  onChange: (hours?: StartHours) => void;
}) {
  const time = (name: 'from' | 'to', label: string) => (
    <input
      className="field"
      type="time"
      aria-label={label}
      value={hours?.[name] ?? '00:00'}
      onChange={(event) => {
        onChange({ ...hours, [name]: event.target.value });
      }}
    />
  );
  return (
    <Row
      label="It starts"
      path="trigger.hours"
      hint={
        hours === undefined
          ? undefined
          : 'On the customer’s clock. What would start at another time starts when it may again. 00:00 as the end is the end of the day.'
      }
    >
      <ChoiceField
        label="It starts"
        value={hours === undefined ? 'any' : 'hours'}
        choices={[
          ['any', 'at any time'],
          ['hours', 'at these times only'],
        ]}
        onChange={(choice) => {
          onChange(choice === 'any' ? undefined : { from: '09:00', to: '18:00' });
        }}
      />
      {hours !== undefined && (
        <>
          <span>from</span>
          {time('from', 'Starts from')}
          <span>to</span>
          {time('to', 'Starts until')}
          <DayChecks
            chosen={hours.weekdays ?? days}
            onChange={(weekdays) => {
              if (weekdays.length === days.length) onChange(omit(hours, 'weekdays'));
              else if (weekdays.length > 0) onChange({ ...hours, weekdays });
            }}
          />
        </>
      )}
    </Row>
  );
}

type Day = (typeof days)[number];

/** Days of the week, one of which has to stay. */
export function DayChecks({ chosen, onChange }: { chosen: readonly string[]; onChange: (days: Day[]) => void }) {
  return days.map((day) => (
    <label key={day} className="edit-check">
      <input
        type="checkbox"
        checked={chosen.includes(day)}
        onChange={(event) => {
          onChange(days.filter((one) => (one === day ? event.target.checked : chosen.includes(one))));
        }}
      />
      {day.charAt(0).toUpperCase() + day.slice(1, 3)}
    </label>
  ));
}

type Again = NonNullable<Trigger['again']>;

/** What happens where it would start for a customer who is in it. */
export function AgainRow({ again, onChange }: { again: Again | undefined; onChange: (again?: Again) => void }) {
  return (
    <Row
      label="Where a customer does it again who is in the campaign"
      path="trigger.again"
      hint="As usual: a cart that is filled once more starts anew, and of everything else the later messages tell."
    >
      <ChoiceField<Again | 'usual'>
        label="Where a customer does it again"
        value={again ?? 'usual'}
        choices={[
          ['usual', 'as usual'],
          ['restart', 'the journey ends and starts anew'],
          ['merge', 'the journey goes on, and its later messages tell of it'],
          ['ignore', 'the journey goes on as it is'],
        ]}
        onChange={(choice) => {
          onChange(choice === 'usual' ? undefined : choice);
        }}
      />
    </Row>
  );
}
