import type { FlowNode } from '../../api/types';
import { Icon } from '../../components/Icon';
import { casePath } from '../../flow/checks';
import { useEditing, useNodeChange } from './context';
import { ConditionRow, Row, StepSelect, Wrong } from './fields';

type BranchNode = Extract<FlowNode, { type: 'branch' }>;
type Case = BranchNode['cases'][number];

/** The ways of a branch in the order in which they are asked, each with its condition. */
export function BranchFields({ node }: { node: BranchNode }) {
  const { file } = useEditing();
  const write = useNodeChange();
  const event = file.trigger.type === 'event' ? file.trigger.event : undefined;
  const set = (i: number, one: Case, field?: string) => {
    write({ ...node, cases: node.cases.map((other, j) => (j === i ? one : other)) }, field && `cases.${i}.${field}`);
  };
  const swap = (i: number) => {
    const [a, b] = [node.cases[i], node.cases[i - 1]];
    if (a && b) write({ ...node, cases: node.cases.toSpliced(i - 1, 2, a, b) });
  };
  return (
    <>
      <p className="edit-hint">The first way whose condition is so is taken.</p>
      {node.cases.map((one, i) => (
        <fieldset key={i} className="edit-case">
          <legend className="visually-hidden">Way {i + 1}</legend>
          <div className="edit-case-head">
            <input
              className="field"
              aria-label={`Name of way ${i + 1}`}
              value={one.name}
              maxLength={100}
              placeholder="Name of this way"
              onChange={(change) => {
                set(i, { ...one, name: change.target.value }, 'name');
              }}
            />
            {i > 0 && (
              <button
                type="button"
                className="button plain"
                title={`Ask before ${node.cases[i - 1]?.name ?? ''}`}
                onClick={() => {
                  swap(i);
                }}
              >
                Up
              </button>
            )}
            {node.cases.length > 1 && (
              <button
                type="button"
                className="button plain"
                aria-label={`Remove the way ${one.name}`}
                title={`Remove the way ${one.name}`}
                onClick={() => {
                  write({ ...node, cases: node.cases.filter((_, j) => j !== i) });
                }}
              >
                <Icon name="remove" />
              </button>
            )}
          </div>
          <ConditionRow
            label="When"
            path={`${casePath(node.id, one.name, i)}.if`}
            about="run"
            event={event}
            condition={one.if}
            onChange={(condition) => {
              if (condition !== undefined) set(i, { ...one, if: condition }, 'if');
            }}
          />
          <Row label="Then">
            <StepSelect
              label={`${one.name}: next step`}
              from={node.id}
              at={`cases.${i}`}
              value={one.next}
              onChange={(next) => {
                if (next !== undefined) set(i, { ...one, next });
              }}
            />
          </Row>
        </fieldset>
      ))}
      <Wrong path={`flow.nodes.${node.id}.cases`} deep={false} />
      {node.cases.length < 20 && (
        <button
          type="button"
          className="button plain edit-toggle"
          onClick={() => {
            const name = `Way ${node.cases.length + 1}`;
            write({ ...node, cases: [...node.cases, { name, if: { all: [] }, next: node.otherwise }] });
          }}
        >
          <Icon name="add" /> Another way
        </button>
      )}
      <Row label="Otherwise" path={`flow.nodes.${node.id}.otherwise`}>
        <StepSelect
          label="Otherwise: next step"
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
