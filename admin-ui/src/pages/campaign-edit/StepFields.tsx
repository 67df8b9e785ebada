import type { FlowNode } from '../../api/types';
import { ChoiceField, NameField, NumberField, PeriodField, ScalarField } from '../../condition/fields';
import { knownAttributes } from '../../condition/known';
import { DayChecks } from './RuleFields';
import { useEditing, useNodeChange } from './context';
import { Row, StepSelect, Wrong } from './fields';
import type { TimedWaitNode } from '../../flow/model';
import { omit } from '../../flow/omit';

type SplitNode = Extract<FlowNode, { type: 'split' }>;
type ChangeNode = Extract<FlowNode, { type: 'change' }>;

type WaitKind = 'for' | 'time' | 'date';

function waitKind({ until }: TimedWaitNode): WaitKind {
  if (until === undefined) return 'for';
  return 'date' in until ? 'date' : 'time';
}

/** Another kind of wait in the place of the one that there is. */
function waitOf(node: TimedWaitNode, kind: WaitKind): TimedWaitNode {
  const { next, ...rest } = omit(node, 'for', 'until');
  switch (kind) {
    case 'for':
      return { ...rest, for: 'P1D', next };
    case 'time':
      return { ...rest, until: { time: '09:00' }, next };
    case 'date':
      return { ...rest, until: { date: '' }, next };
  }
}

export function WaitFields({ node }: { node: TimedWaitNode }) {
  const write = useNodeChange();
  const path = `flow.nodes.${node.id}`;
  const kind = waitKind(node);
  const { until } = node;
  return (
    <>
      <Row
        label="How long"
        path={`${path}.for`}
        hint={
          kind === 'for'
            ? 'Counted from when the message before it was really sent.'
            : 'On the customer’s clock, or on the shop’s where the customer’s time zone is not known.'
        }
      >
        <ChoiceField<WaitKind>
          label="How it waits"
          value={kind}
          choices={[
            ['for', 'For so long'],
            ['time', 'Until a time of day'],
            ['date', 'Until a date'],
          ]}
          onChange={(next) => {
            if (next !== kind) write(waitOf(node, next));
          }}
        />
        {node.for !== undefined && (
          <PeriodField
            label="Waits"
            value={node.for}
            onChange={(time) => {
              write({ ...node, for: time }, 'for');
            }}
          />
        )}
        {until !== undefined && 'time' in until && (
          <input
            type="time"
            className="field"
            aria-label="Time of day"
            value={until.time}
            onChange={(event) => {
              write({ ...node, until: { ...until, time: event.target.value } }, 'time');
            }}
          />
        )}
        {until !== undefined && 'date' in until && (
          <input
            type="datetime-local"
            className="field"
            aria-label="Date and time"
            value={until.date}
            onChange={(event) => {
              write({ ...node, until: { ...until, date: event.target.value } }, 'date');
            }}
          />
        )}
      </Row>
      {until !== undefined && 'time' in until && (
        <Row label="On which days" hint={until.weekdays === undefined ? 'On any day.' : undefined}>
          <DayChecks
            chosen={until.weekdays ?? []}
            onChange={(chosen) => {
              const rest = omit(until, 'weekdays');
              write({ ...node, until: chosen.length === 0 ? rest : { ...rest, weekdays: chosen } });
            }}
          />
        </Row>
      )}
      <Wrong path={`${path}.until`} />
      <NextStep node={node} />
    </>
  );
}

export function NextStep({ node }: { node: TimedWaitNode | ChangeNode }) {
  const write = useNodeChange();
  return (
    <Row label="Next step" path={`flow.nodes.${node.id}.next`}>
      <StepSelect
        label="Next step"
        from={node.id}
        at="next"
        value={node.next}
        onChange={(next) => {
          if (next !== undefined) write({ ...node, next });
        }}
      />
    </Row>
  );
}

export function SplitFields({ node }: { node: SplitNode }) {
  const write = useNodeChange();
  const sum = node.arms.reduce((total, { weight }) => total + weight, 0);
  const set = (i: number, arm: SplitNode['arms'][number], field?: string) => {
    write({ ...node, arms: node.arms.map((one, j) => (j === i ? arm : one)) }, field && `arms.${i}.${field}`);
  };
  return (
    <fieldset className="edit-ways">
      <legend className="edit-label">Ways by chance</legend>
      {node.arms.map((arm, i) => (
        <div key={i} className="edit-arm">
          <input
            className="field"
            aria-label={`Name of way ${i + 1}`}
            value={arm.name}
            maxLength={100}
            onChange={(event) => {
              set(i, { ...arm, name: event.target.value }, 'name');
            }}
          />
          <NumberField
            label={`Weight of way ${i + 1}`}
            value={arm.weight}
            whole={{ least: 1, most: 1000 }}
            onChange={(weight) => {
              set(i, { ...arm, weight }, 'weight');
            }}
          />
          <span className="quiet edit-share">{Math.round((arm.weight / sum) * 100)} %</span>
          <StepSelect
            label={`Way ${i + 1}: next step`}
            from={node.id}
            at={`arms.${i}`}
            value={arm.next}
            onChange={(next) => {
              if (next !== undefined) set(i, { ...arm, next });
            }}
          />
          {node.arms.length > 2 && (
            <button
              type="button"
              className="button plain"
              onClick={() => {
                write({ ...node, arms: node.arms.filter((_, j) => j !== i) });
              }}
            >
              Remove
            </button>
          )}
        </div>
      ))}
      {node.arms.length < 10 && (
        <button
          type="button"
          className="button plain edit-toggle"
          onClick={() => {
            const next = node.arms.at(-1)?.next ?? '';
            const name = String.fromCharCode(65 + node.arms.length);
            write({ ...node, arms: [...node.arms, { name, weight: node.arms.at(-1)?.weight ?? 50, next }] });
          }}
        >
          Another way
        </button>
      )}
      <p className="edit-hint">A way that leads to an end is a holdout: who goes there hears nothing.</p>
      <Wrong path={`flow.nodes.${node.id}.arms`} />
    </fieldset>
  );
}

type ChangeKind = 'set' | 'addToList' | 'removeFromList' | 'startCampaign' | 'suppress';

const changeKinds: readonly (readonly [ChangeKind, string])[] = [
  ['set', 'Set an attribute'],
  ['addToList', 'Put on a list'],
  ['removeFromList', 'Take off a list'],
  ['startCampaign', 'Start another campaign'],
  ['suppress', 'Stop marketing'],
];

type Suppressed = NonNullable<ChangeNode['suppress']>;

const suppressed: readonly (readonly [Suppressed, string])[] = [
  ['email', 'by email'],
  ['whatsapp', 'by WhatsApp'],
  ['sms', 'by SMS'],
  ['all', 'on every channel'],
];

function changeKind(node: ChangeNode): ChangeKind {
  return changeKinds.map(([kind]) => kind).find((kind) => node[kind] !== undefined) ?? 'set';
}

function changeOf(node: ChangeNode, kind: ChangeKind): ChangeNode {
  const { id, type, name, next } = node;
  if (kind === 'suppress') return { id, type, name, suppress: 'email', next };
  return { id, type, name, ...(kind === 'set' ? { set: { attribute: '', to: '' } } : { [kind]: '' }), next };
}

export function ChangeFields({ node }: { node: ChangeNode }) {
  const { offers, campaignKey } = useEditing();
  const write = useNodeChange();
  const kind = changeKind(node);
  const path = `flow.nodes.${node.id}.${kind}`;
  const named = (list: readonly { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name, note: key }));
  const { set } = node;
  return (
    <>
      <Row
        label="What it does"
        path={path}
        hint={
          kind === 'startCampaign'
            ? 'That campaign’s trigger has to be “Called, or another campaign starts it”.'
            : kind === 'suppress'
              ? 'As if the customer had unsubscribed: until they agree again. What they ordered is still told of.'
              : undefined
        }
      >
        <ChoiceField<ChangeKind>
          label="What it does"
          value={kind}
          choices={changeKinds}
          onChange={(next) => {
            if (next !== kind) write(changeOf(node, next));
          }}
        />
        {set !== undefined && (
          <>
            <NameField
              label="Attribute"
              value={set.attribute}
              placeholder="Attribute"
              offers={knownAttributes}
              onChange={(attribute) => {
                write({ ...node, set: { ...set, attribute } }, 'attribute');
              }}
            />
            <span>to</span>
            <ScalarField
              label="Value"
              value={set.to}
              onChange={(to) => {
                write({ ...node, set: { ...set, to } }, 'to');
              }}
            />
          </>
        )}
        {kind === 'suppress' && (
          <ChoiceField<Suppressed>
            label="On which channel"
            value={node.suppress ?? 'email'}
            choices={suppressed}
            onChange={(suppress) => {
              write({ ...node, suppress });
            }}
          />
        )}
        {kind !== 'set' && kind !== 'suppress' && (
          <NameField
            label={kind === 'startCampaign' ? 'Campaign' : 'List'}
            value={node[kind] ?? ''}
            placeholder={kind === 'startCampaign' ? 'Choose a campaign' : 'Choose a list'}
            offers={named(
              kind === 'startCampaign' ? offers.campaigns.filter(({ key }) => key !== campaignKey) : offers.lists,
            )}
            onChange={(value) => {
              write({ ...node, [kind]: value }, kind);
            }}
          />
        )}
      </Row>
      <NextStep node={node} />
    </>
  );
}
