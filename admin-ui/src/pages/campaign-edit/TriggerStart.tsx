import type { Trigger } from '../../api/types';
import { ChoiceField, NameField, NumberField } from '../../condition/fields';
import { isObject, type JsonObject } from '../../condition/json';
import { knownAttributes, knownProperties } from '../../condition/known';
import { omit } from '../../flow/omit';
import { EventsField } from './EventsField';
import { ValueTestField } from './ValueTestField';
import { useTriggerChange } from './context';
import { ConditionRow, Row, Wrong } from './fields';

/** The fields of one kind of trigger alone. */
export function TriggerStart({ trigger }: { trigger: Trigger }) {
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
            label="Both are about the same"
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
