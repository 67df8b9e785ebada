import { body } from '../api/client';
import { useResource } from '../api/useResource';
import { useSignedIn } from '../auth/context';
import { channelName } from '../components/words';
import { formatCount } from '../format/numbers';
import { ValueFields } from './ValueFields';
import { ChoiceField, Fields, NameField, NumberField, WithinField } from './fields';
import { isObject, type JsonObject, textOf, without } from './json';
import { channels, knownAttributes, knownEvents, knownProductProperties, knownProperties } from './known';
import { type CatalogueEvent, type Offer, useOffers } from './offers';
import { type About, type Quantifier, type Topic, days, isMoney, quantifierOf, quantifiers } from './reading';
import { consentWords, quantifierWords, statusWords } from './words';

interface FieldsProps {
  json: JsonObject;
  onChange: (json: JsonObject) => void;
}

/** The fields of a row. `event` is the one whose properties are asked for. */
export function TopicFields(props: FieldsProps & { topic: Topic; about: About; event: string | undefined }) {
  const { json, onChange, topic, about, event } = props;
  const { events, audiences, lists } = useOffers();
  switch (topic) {
    case 'attribute':
      return <ValueFields json={json} subject="attribute" offers={knownAttributes} onChange={onChange} />;
    case 'property':
      return (
        <ValueFields json={json} subject="property" offers={propertyOffers(events, event, about)} onChange={onChange} />
      );
    case 'event':
      return <EventFields json={json} onChange={onChange} />;
    case 'cart':
      return <CartFields json={json} onChange={onChange} />;
    case 'message':
      return <MessageFields json={json} onChange={onChange} />;
    case 'audience':
      return <GroupFields json={json} onChange={onChange} kind="audience" groups={audiences} />;
    case 'list':
      return <GroupFields json={json} onChange={onChange} kind="list" groups={lists} />;
    case 'consent':
      return <ConsentFields json={json} onChange={onChange} />;
    case 'weekday':
      return <DayFields json={json} onChange={onChange} />;
    case 'time':
      return <TimeFields json={json} onChange={onChange} />;
    case 'products': {
      const many = quantifierOf(json);
      return (
        <ChoiceField<Quantifier>
          label="How many products"
          value={many}
          choices={quantifiers.map((one) => [one, quantifierWords[one]])}
          onChange={(next) => {
            onChange({ [next]: json[many] ?? {} });
          }}
        />
      );
    }
  }
}

function propertyOffers(events: readonly CatalogueEvent[], event: string | undefined, about: About): Offer[] {
  const seen = about !== 'product' ? (events.find(({ name }) => name === event)?.properties ?? []) : [];
  const offered = seen.map(({ name, type, sample }) => ({
    value: name,
    ...(type !== undefined && { type }),
    note: [type, sample === undefined ? undefined : `such as ${short(sample)}`].filter(Boolean).join(', '),
  }));
  const others = about !== 'product' ? knownProperties : knownProductProperties;
  return [...offered, ...others.filter(({ value }) => !seen.some(({ name }) => name === value))];
}

function short(sample: unknown): string {
  const text = typeof sample === 'string' ? sample : JSON.stringify(sample);
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}

type Often = 'once' | 'atLeast' | 'is' | 'atMost' | 'between';

function oftenOf(count: JsonObject | undefined): Often {
  if (count === undefined) return 'once';
  if ('is' in count) return 'is';
  if ('atLeast' in count && 'atMost' in count) return 'between';
  return 'atLeast' in count ? 'atLeast' : 'atMost';
}

const freshCounts: Record<Exclude<Often, 'once'>, JsonObject> = {
  atLeast: { atLeast: 2 },
  is: { is: 1 },
  atMost: { atMost: 1 },
  between: { atLeast: 2, atMost: 5 },
};

const most = { atLeast: 50, atMost: 49, is: 49 };

function EventFields({ json, onChange }: FieldsProps) {
  const { events } = useOffers();
  const count = isObject(json.count) ? json.count : undefined;
  const never = count?.is === 0;
  const often = oftenOf(count);

  const offers: Offer[] = [
    ...events.map(({ name, count: seen }) => ({ value: name, note: `${formatCount(seen)} times` })),
    ...knownEvents.filter((name) => !events.some((event) => event.name === name)).map((value) => ({ value })),
    { value: '*', label: 'Anything at all' },
  ];
  const setCount = (next: JsonObject | undefined) => {
    onChange(next === undefined ? without(json, 'count') : { ...json, count: next });
  };
  const times = (name: 'atLeast' | 'atMost' | 'is', label: string) => (
    <NumberField
      label={label}
      value={Number(count?.[name] ?? 0)}
      whole={{ least: 0, most: most[name] }}
      onChange={(number) => {
        setCount({ ...count, [name]: number });
      }}
    />
  );

  return (
    <>
      <ChoiceField
        label="Did or did not"
        value={never ? 'never' : 'did'}
        choices={[
          ['did', 'did'],
          ['never', 'did not'],
        ]}
        onChange={(choice) => {
          setCount(choice === 'never' ? { is: 0 } : undefined);
        }}
      />
      <NameField
        label="Event"
        value={textOf(json.event)}
        offers={offers}
        placeholder="Order Completed"
        onChange={(event) => {
          onChange({ ...json, event });
        }}
      />
      {!never && (
        <Fields>
          <ChoiceField<Often>
            label="How often"
            value={often}
            choices={[
              ['once', 'at least once'],
              ['atLeast', 'at least'],
              ['is', 'exactly'],
              ['atMost', 'at most'],
              ['between', 'between'],
            ]}
            onChange={(choice) => {
              setCount(choice === 'once' ? undefined : freshCounts[choice]);
            }}
          />
          {often === 'between' ? (
            <>
              {times('atLeast', 'Times, from')}
              <span className="quiet">and</span>
              {times('atMost', 'Times, to')}
            </>
          ) : (
            often !== 'once' && times(often, 'Times')
          )}
          {often !== 'once' && <span className="quiet">times</span>}
        </Fields>
      )}
      <WithinField
        value={typeof json.within === 'string' ? json.within : undefined}
        onChange={(within) => {
          onChange(within === undefined ? without(json, 'within') : { ...json, within });
        }}
      />
    </>
  );
}

function CartFields({ json, onChange }: FieldsProps) {
  const { currencies } = useOffers();
  const money = isMoney(json.atLeast) ? json.atLeast : undefined;
  return (
    <>
      <ChoiceField
        label="Cart"
        value={textOf(json.cart)}
        choices={[
          ['filled', 'has something in it'],
          ['value', 'is worth at least'],
          ['abandoned', 'was abandoned'],
        ]}
        onChange={(cart) => {
          onChange(
            cart === 'value'
              ? { cart, atLeast: { amount: '50', currency: currencies[0] ?? 'EUR' } }
              : { cart, ...(cart === 'abandoned' && { within: 'P1D' }) },
          );
        }}
      />
      {money && (
        <Fields>
          <NumberField
            label="Amount"
            value={money.amount}
            onChange={(amount) => {
              onChange({ ...json, atLeast: { ...money, amount: String(amount) } });
            }}
          />
          <ChoiceField
            label="Currency"
            value={money.currency}
            choices={currencies.map((currency) => [currency, currency])}
            onChange={(currency) => {
              onChange({ ...json, atLeast: { ...money, currency } });
            }}
          />
        </Fields>
      )}
      {json.cart === 'abandoned' && (
        <WithinField
          value={typeof json.within === 'string' ? json.within : undefined}
          onChange={(within) => {
            onChange(within === undefined ? without(json, 'within') : { ...json, within });
          }}
        />
      )}
    </>
  );
}

function MessageFields({ json, onChange }: FieldsProps) {
  const { api } = useSignedIn();
  const { campaigns } = useOffers();
  const [campaign = '', ...rest] = textOf(json.message).split('/');
  const step = rest.join('/');
  const known = campaigns.some(({ key }) => key === campaign);
  const { data, stale } = useResource(known ? campaign : '', () =>
    known ? body(api.GET('/api/campaigns/{key}', { params: { path: { key: campaign } } })) : Promise.resolve(undefined),
  );
  const steps = stale ? [] : (data?.campaign.flow.nodes ?? []).filter((node) => node.type === 'message');
  return (
    <>
      <ChoiceField
        label="Campaign"
        value={campaign}
        placeholder="Choose a campaign"
        choices={campaigns.map(({ key, name }) => [key, name])}
        onChange={(key) => {
          onChange({ ...json, message: key });
        }}
      />
      {campaign !== '' && (
        <ChoiceField
          label="Step"
          value={step === '' ? '*' : step}
          choices={[['*', 'any message'], ...steps.map((node) => [node.id, node.name] as const)]}
          onChange={(id) => {
            onChange({ ...json, message: id === '*' ? campaign : `${campaign}/${id}` });
          }}
        />
      )}
      <ChoiceField
        label="What became of it"
        value={textOf(json.status)}
        choices={Object.entries(statusWords)}
        onChange={(status) => {
          onChange({ ...json, status });
        }}
      />
      <WithinField
        value={typeof json.within === 'string' ? json.within : undefined}
        onChange={(within) => {
          onChange(within === undefined ? without(json, 'within') : { ...json, within });
        }}
      />
    </>
  );
}

function GroupFields(
  props: FieldsProps & { kind: 'audience' | 'list'; groups: readonly { key: string; name: string }[] },
) {
  const { json, onChange, kind, groups } = props;
  return (
    <Fields>
      <span>{kind === 'audience' ? 'is in' : 'is on'}</span>
      <ChoiceField
        label={kind === 'audience' ? 'Audience' : 'List'}
        value={textOf(json[kind])}
        placeholder={kind === 'audience' ? 'Choose an audience' : 'Choose a list'}
        choices={groups.map(({ key, name }) => [key, name])}
        onChange={(key) => {
          onChange({ [kind]: key });
        }}
      />
    </Fields>
  );
}

function ConsentFields({ json, onChange }: FieldsProps) {
  return (
    <Fields>
      <span>to</span>
      <ChoiceField
        label="Channel"
        value={textOf(json.consent)}
        choices={channels.map((channel) => [channel, channelName(channel)])}
        onChange={(consent) => {
          onChange({ ...json, consent });
        }}
      />
      <ChoiceField
        label="Consent"
        value={textOf(json.is)}
        choices={Object.entries(consentWords)}
        onChange={(is) => {
          onChange({ ...json, is });
        }}
      />
    </Fields>
  );
}

function DayFields({ json, onChange }: FieldsProps) {
  const chosen = Array.isArray(json.weekday) ? (json.weekday as readonly string[]) : [];
  return (
    <span className="day-fields" role="group" aria-label="Days">
      {days.map((day) => (
        <label key={day}>
          <input
            type="checkbox"
            checked={chosen.includes(day)}
            onChange={(event) => {
              onChange({
                weekday: event.target.checked ? [...chosen, day] : chosen.filter((one) => one !== day),
              });
            }}
          />
          {day.charAt(0).toUpperCase() + day.slice(1)}
        </label>
      ))}
    </span>
  );
}

function TimeFields({ json, onChange }: FieldsProps) {
  const time = isObject(json.time) ? json.time : {};
  const field = (name: 'from' | 'to', label: string) => (
    <input
      className="field"
      type="time"
      aria-label={label}
      value={textOf(time[name])}
      onChange={(event) => {
        onChange({ time: { ...time, [name]: event.target.value } });
      }}
    />
  );
  return (
    <Fields>
      <span>between</span>
      {field('from', 'From')}
      <span>and</span>
      {field('to', 'To')}
      <span className="quiet">on their clock</span>
    </Fields>
  );
}
