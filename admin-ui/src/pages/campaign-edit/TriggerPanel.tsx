import type { Trigger } from '../../api/types';
import { Icon } from '../../components/Icon';
import { ChoiceField, NameField, PeriodField } from '../../condition/fields';
import { knownProperties } from '../../condition/known';
import { aboutOf } from '../../flow/checks';
import { triggerId } from '../../flow/drawing';
import { AgainRow, HoursRow } from './RuleFields';
import { TriggerStart } from './TriggerStart';
import { useEditing, useTriggerChange } from './context';
import { ConditionRow, OptionalPeriod, Row, StepSelect } from './fields';
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
  const { delay, key, notAgainWithin, entry, everyMessage, hours, again } = trigger;
  const common = {
    ...(delay !== undefined && { delay }),
    ...(key !== undefined && { key }),
    ...(notAgainWithin !== undefined && { notAgainWithin }),
    ...(entry !== undefined && { entry }),
    ...(everyMessage !== undefined && { everyMessage }),
    ...(hours !== undefined && { hours }),
    ...(again !== undefined && { again }),
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

type Optional = 'key' | 'notAgainWithin' | 'delay' | 'entry' | 'everyMessage' | 'hours' | 'again';

/** What starts the campaign, for whom, and how often. */
export function TriggerPanel() {
  const { file, change } = useEditing();
  const write = useTriggerChange();
  const { trigger } = file;
  const about = aboutOf(trigger.type);
  const event = trigger.type === 'event' ? (trigger.event ?? trigger.events?.[0]) : undefined;
  const optional = (field: Optional, value: unknown) => {
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
      <TriggerStart trigger={trigger} />
      <Row
        label={trigger.type === 'unfinished' ? 'Not finished within' : 'After that'}
        path="trigger.delay"
        hint="From 5 minutes to 90 days."
      >
        {trigger.type === 'unfinished' ? (
          <PeriodField
            label="Delay"
            value={trigger.delay}
            onChange={(delay) => {
              optional('delay', delay);
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
      <HoursRow
        hours={trigger.hours}
        onChange={(hours) => {
          optional('hours', hours);
        }}
      />
      <AgainRow
        again={trigger.again}
        onChange={(again) => {
          optional('again', again);
        }}
      />
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
