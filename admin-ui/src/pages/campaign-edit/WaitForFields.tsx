import type { FlowNode } from '../../api/types';
import { ChoiceField, NameField, PeriodField } from '../../condition/fields';
import { knownEvents } from '../../condition/known';
import type { WaitForNode } from '../../flow/model';
import { useEditing, useNodeChange } from './context';
import { ConditionRow, Row, StepSelect, TextRow } from './fields';
import { omit } from '../../flow/omit';

/** What is waited for, for how long, and where to in either case. */
export function WaitForFields({ node }: { node: WaitForNode }) {
  const { offers } = useEditing();
  const write = useNodeChange();
  const path = `flow.nodes.${node.id}`;
  const { until } = node;
  const seen = new Set(offers.events.map(({ name }) => name));
  const events = [
    ...offers.events.map(({ name }) => ({ value: name })),
    ...knownEvents.filter((name) => !seen.has(name)).map((name) => ({ value: name })),
  ];
  return (
    <>
      <Row
        label="Until"
        path={`${path}.until.event`}
        hint={
          'event' in until
            ? 'Only what happens after the customer came to this step counts.'
            : 'It goes on at once where that is so already.'
        }
      >
        <ChoiceField
          label="What it waits for"
          value={'event' in until ? 'event' : 'condition'}
          choices={[
            ['event', 'Something happens'],
            ['condition', 'Something is so'],
          ]}
          onChange={(kind) => {
            write({ ...node, until: kind === 'event' ? { event: '' } : { condition: { all: [] } } });
          }}
        />
        {'event' in until && (
          <NameField
            label="Event"
            value={until.event}
            placeholder="Name of the event"
            offers={events}
            onChange={(event) => {
              write({ ...node, until: { ...until, event } }, 'event');
            }}
          />
        )}
      </Row>
      {'event' in until ? (
        <ConditionRow
          label="Which of them"
          path={`${path}.until.where`}
          about="event"
          event={until.event}
          condition={until.where}
          none="Every one."
          onChange={(where) => {
            write({ ...node, until: where === undefined ? omit(until, 'where') : { ...until, where } }, 'where');
          }}
        />
      ) : (
        <ConditionRow
          label="What is so"
          path={`${path}.until.condition`}
          about="customer"
          condition={until.condition}
          onChange={(condition) => {
            if (condition !== undefined) write({ ...node, until: { condition } }, 'condition');
          }}
        />
      )}
      <Row label="At most" path={`${path}.atMost`}>
        <PeriodField
          label="At most"
          value={node.atMost}
          onChange={(atMost) => {
            write({ ...node, atMost }, 'atMost');
          }}
        />
      </Row>
      <Row label="When it is so" path={`${path}.next`}>
        <StepSelect
          label="When it is so: next step"
          from={node.id}
          at="next"
          value={node.next}
          onChange={(next) => {
            if (next !== undefined) write({ ...node, next });
          }}
        />
      </Row>
      <Row label="When the time is over" path={`${path}.otherwise`}>
        <StepSelect
          label="When the time is over: next step"
          from={node.id}
          at="otherwise"
          value={node.otherwise}
          onChange={(otherwise) => {
            if (otherwise !== undefined) write({ ...node, otherwise });
          }}
        />
      </Row>
    </>
  );
}

/** Why it ends here. */
export function ExitFields({ node }: { node: Extract<FlowNode, { type: 'exit' }> }) {
  const write = useNodeChange();
  return (
    <TextRow
      label="Reason"
      path={`flow.nodes.${node.id}.reason`}
      value={node.reason}
      longest={200}
      placeholder="Such as: never answered"
      hint="Whoever comes here counts as exited, not as completed, and is listed with this reason."
      onChange={(reason) => {
        write({ ...node, reason }, 'reason');
      }}
    />
  );
}
