import type { Trigger } from '../../api/types';
import { Icon } from '../../components/Icon';
import { ChoiceField, NameField, NumberField } from '../../condition/fields';
import { isObject, type JsonObject } from '../../condition/json';
import { knownAttributes, knownProperties } from '../../condition/known';
import { aboutOf } from '../../flow/checks';
import { triggerId } from '../../flow/drawing';
import { EventsField } from './EventsField';
import { ValueTestField } from './ValueTestField';
import { useEditing, useTriggerChange } from './context';
import { ConditionRow, OptionalPeriod, Row, StepSelect, Wrong } from './fields';
import { omit } from '../../flow/omit';

type Type = Trigger['type'];

const typeWords: readonly (readonly [Type, string])[] = [
  ['event', 'An event happens'],
  ['unfinished', 'Something is begun and not finished'],
  ['becomes', 'A condition becomes true'],
  ['changed', 'Something known of the customer changes'],
  ['date', 'A date of the customer’s comes'],
  ['called', 'Called, or another campaign starts it'],
];

/** Another kind of trigger; what all kinds have stays. */
function triggerOf(trigger: Trigger, type: Type): Trigger {
  const { delay, key, notAgainWithin, entry, everyMessage } = trigger;
  const common = {
    ...(delay !== undefined && { delay }),
    ...(key !== undefined && { key }),
    ...(notAgainWithin !== undefined && { notAgainWithin }),
    ...(entry !== undefined && { entry }),
    ...(everyMessage !== undefined && { everyMessage }),
  };
  switch (type) {
    case 'event':
      return { type, event: '', ...common };
    case 'unfinished': {
      const wait = delay === undefined || /^P(0D|T0[SMH])$/.test(delay) ? 'PT1H' : delay;
      return { type, begun: { event: '' }, finished: { event: 'Order Completed' }, ...common, delay: wait };
    }
    case 'becomes':
      return { type, condition: { all: [] }, ...common };
    case 'changed':
    case 'date':
      return { type, attribute: '', ...common };
    case 'called':
      return { type, ...common };
  }
}

/** What starts the campaign, for whom, and how often. */
export function TriggerPanel() {
  const { file, change } = useEditing();
  const write = useTriggerChange();
  const { trigger } = file;
  const about = aboutOf(trigger.type);
  const event = trigger.type === 'event' ? (trigger.event ?? trigger.events?.[0]) : undefined;
  const optional = (field: 'key' | 'notAgainWithin' | 'delay' | 'entry' | 'everyMessage', value: unknown) => {
    const rest = omit(trigger, field);
    write((value === undefined || value === '' ? rest : { ...trigger, [field]: value }) as Trigger, field);
  };
  return (
    <>
      <div className="panel-head">
        <h2 id="panel">
          <Icon name="trigger" /> Trigger
        </h2>
      </div>
      <Row label="The campaign starts when" path="trigger.type">
        <ChoiceField<Type>
          label="The campaign starts when"
          value={trigger.type}
          choices={typeWords}
          onChange={(type) => {
            if (type !== trigger.type) write(triggerOf(trigger, type));
          }}
        />
      </Row>
      <Start trigger={trigger} />
      <Row
        label={trigger.type === 'unfinished' ? 'Not finished within' : 'After that'}
        path="trigger.delay"
        hint="From 5 minutes to 90 days."
      >
        {trigger.type === 'unfinished' ? (
          <OptionalPeriod
            label="Delay"
            none="choose how long"
            some="so long"
            first="PT30M"
            value={trigger.delay}
            onChange={(delay) => {
              if (delay !== undefined) optional('delay', delay);
            }}
          />
        ) : (
          <OptionalPeriod
            label="Delay"
            none="it starts at once"
            some="it starts after"
            first="PT1H"
            value={trigger.delay}
            onChange={(delay) => {
              optional('delay', delay ?? 'PT0S');
            }}
          />
        )}
      </Row>
      <Row label="The same customer may start again" path="trigger.notAgainWithin">
        <OptionalPeriod
          label="May start again"
          none="whenever it happens again"
          some="not before"
          first="P1D"
          value={trigger.notAgainWithin}
          onChange={(value) => {
            optional('notAgainWithin', value);
          }}
        />
      </Row>
      <Row
        label="One run at a time for each"
        path="trigger.key"
        hint="A property of the event, such as cart_id or order_id. Without one, a customer is in the campaign once at a time."
      >
        <NameField
          label="Property that tells runs apart"
          value={trigger.key ?? ''}
          placeholder="customer"
          offers={[{ value: 'cart_id' }, { value: 'product_id' }, ...knownProperties]}
          onChange={(key) => {
            optional('key', key);
          }}
        />
      </Row>
      <ConditionRow
        label="Only customers of whom this is so when it starts"
        path="trigger.entry"
        about={about}
        event={event}
        condition={trigger.entry}
        none="Everybody."
        onChange={(entry) => {
          optional('entry', entry);
        }}
      />
      <ConditionRow
        label="And this before every message"
        path="trigger.everyMessage"
        about={about}
        event={event}
        condition={trigger.everyMessage}
        none="Nothing more is asked."
        hint="Once it is not so, the campaign ends for the customer."
        onChange={(everyMessage) => {
          optional('everyMessage', everyMessage);
        }}
      />
      <Row label="First step" path="flow.start">
        <StepSelect
          label="First step"
          from={triggerId}
          at="start"
          value={file.flow.start}
          onChange={(start) => {
            if (start !== undefined) change({ ...file, flow: { ...file.flow, start } });
          }}
        />
      </Row>
    </>
  );
}

/** The fields of one kind of trigger alone. */
function Start({ trigger }: { trigger: Trigger }) {
  const write = useTriggerChange();
  switch (trigger.type) {
    case 'event':
      return (
        <>
          <EventsField
            label="Event"
            path="trigger.event"
            pattern={trigger}
            onChange={(pattern) => {
              const { type, ...rest } = omit(trigger, 'event', 'events');
              write({ type, ...pattern, ...rest }, 'event');
            }}
          />
          <Wrong path="trigger.events" />
          <WhereRow trigger={trigger} event={trigger.event} />
          <EndedBy trigger={trigger} />
        </>
      );
    case 'unfinished':
      return (
        <>
          <EventsField
            label="What is begun"
            path="trigger.begun"
            pattern={trigger.begun}
            onChange={(begun) => {
              write({ ...trigger, begun }, 'begun');
            }}
          />
          <EventsField
            label="What finishes it"
            path="trigger.finished"
            pattern={trigger.finished}
            hint="Also ends the campaign where it has started already."
            onChange={(finished) => {
              write({ ...trigger, finished }, 'finished');
            }}
          />
          <Row
            label="The same"
            path="trigger.about"
            hint="A property by which what was begun and what was finished belong together, such as product_id."
          >
            <NameField
              label="Property by which both are the same"
              value={trigger.about ?? ''}
              placeholder="anything"
              offers={[{ value: 'product_id' }, { value: 'cart_id' }, ...knownProperties]}
              onChange={(about) => {
                write(about === '' ? omit(trigger, 'about') : { ...trigger, about }, 'about');
              }}
            />
          </Row>
          <WhereRow trigger={trigger} event={trigger.begun.event} />
        </>
      );
    case 'becomes':
      return (
        <ConditionRow
          label="What becomes so of the customer"
          path="trigger.condition"
          about="customer"
          condition={trigger.condition}
          hint="Whoever it is so of already does not enter."
          onChange={(condition) => {
            if (condition !== undefined) write({ ...trigger, condition: condition }, 'condition');
          }}
        />
      );
    case 'changed':
      return <Changed trigger={trigger} />;
    case 'date':
      return <DateFields trigger={trigger} />;
    case 'called':
      return <p className="edit-hint">Another system starts it by a call, or a step of another campaign does.</p>;
  }
}

type WithWhere = Extract<Trigger, { type: 'event' | 'unfinished' }>;

function WhereRow({ trigger, event }: { trigger: WithWhere; event: string | undefined }) {
  const write = useTriggerChange();
  return (
    <ConditionRow
      label="Where, of the event"
      path="trigger.where"
      about="event"
      event={event}
      condition={trigger.where}
      none="Every such event."
      onChange={(where) => {
        write((where === undefined ? omit(trigger, 'where') : { ...trigger, where }) as Trigger, 'where');
      }}
    />
  );
}

function EndedBy({ trigger }: { trigger: Extract<Trigger, { type: 'event' }> }) {
  const write = useTriggerChange();
  const { cancelledBy } = trigger;
  const kind = cancelledBy === undefined ? 'order' : cancelledBy.events?.length === 0 ? 'nothing' : 'events';
  return (
    <>
      <Row label="It ends early when" path={kind === 'events' ? undefined : 'trigger.cancelledBy'}>
        <ChoiceField
          label="It ends early when"
          value={kind}
          choices={[
            ['order', 'the customer orders'],
            ['nothing', 'never'],
            ['events', 'another event happens'],
          ]}
          onChange={(choice) => {
            if (choice === 'order') write(omit(trigger, 'cancelledBy'));
            else write({ ...trigger, cancelledBy: choice === 'nothing' ? { events: [] } : { event: '' } });
          }}
        />
      </Row>
      {kind === 'events' && cancelledBy && (
        <EventsField
          label="Event that ends it"
          path="trigger.cancelledBy"
          pattern={cancelledBy}
          onChange={(pattern) => {
            write({ ...trigger, cancelledBy: pattern }, 'cancelledBy');
          }}
        />
      )}
    </>
  );
}

function AttributeRow({ trigger, label }: { trigger: Extract<Trigger, { type: 'changed' | 'date' }>; label: string }) {
  const write = useTriggerChange();
  return (
    <Row label={label} path="trigger.attribute">
      <NameField
        label={label}
        value={trigger.attribute}
        placeholder={trigger.type === 'date' ? 'birthday' : 'tier'}
        offers={trigger.type === 'date' ? knownAttributes.filter(({ type }) => type === 'date') : knownAttributes}
        onChange={(attribute) => {
          write({ ...trigger, attribute }, 'attribute');
        }}
      />
    </Row>
  );
}

function Changed({ trigger }: { trigger: Extract<Trigger, { type: 'changed' }> }) {
  const write = useTriggerChange();
  const set = (field: 'from' | 'to', test: JsonObject | undefined) => {
    write(test === undefined ? omit(trigger, field) : { ...trigger, [field]: test }, field);
  };
  return (
    <>
      <AttributeRow trigger={trigger} label="Attribute" />
      {(['from', 'to'] as const).map((field) => (
        <ValueTestField
          key={field}
          label={field === 'from' ? 'What it was' : 'What it is then'}
          path={`trigger.${field}`}
          test={isObject(trigger[field]) ? trigger[field] : undefined}
          onChange={(test) => {
            set(field, test);
          }}
        />
      ))}
    </>
  );
}

function DateFields({ trigger }: { trigger: Extract<Trigger, { type: 'date' }> }) {
  const write = useTriggerChange();
  const offset = /^(-?)P(\d+)D$/.exec(trigger.offset ?? 'P0D');
  const days = Number(offset?.[2] ?? '0');
  const side = days === 0 ? 'on' : offset?.[1] === '-' ? 'before' : 'after';
  const setOffset = (count: number, to: string) => {
    const rest = omit(trigger, 'offset');
    write(
      to === 'on' ? rest : { ...trigger, offset: `${to === 'before' ? '-' : ''}P${Math.max(1, count)}D` },
      'offset',
    );
  };
  return (
    <>
      <AttributeRow trigger={trigger} label="Date" />
      <Row label="Which day" path="trigger.offset">
        {offset === null ? (
          <code>{trigger.offset}</code>
        ) : (
          <>
            {side !== 'on' && (
              <>
                <NumberField
                  label="Days"
                  value={days}
                  whole={{ least: 1, most: 366 }}
                  onChange={(count) => {
                    setOffset(count, side);
                  }}
                />
                <span>days</span>
              </>
            )}
            <ChoiceField
              label="Before or after the date"
              value={side}
              choices={[
                ['on', 'on the day'],
                ['before', 'before'],
                ['after', 'after'],
              ]}
              onChange={(to) => {
                setOffset(days, to);
              }}
            />
          </>
        )}
      </Row>
      <Row label="At" path="trigger.at" hint="On the customer’s clock, or on the shop’s.">
        <input
          type="time"
          className="field"
          aria-label="Time of day"
          value={trigger.at ?? '09:00'}
          onChange={(event) => {
            write({ ...trigger, at: event.target.value }, 'at');
          }}
        />
        <ChoiceField
          label="How often"
          value={(trigger.yearly ?? true) ? 'yearly' : 'once'}
          choices={[
            ['yearly', 'every year'],
            ['once', 'once'],
          ]}
          onChange={(often) => {
            write({ ...trigger, yearly: often === 'yearly' });
          }}
        />
      </Row>
    </>
  );
}
