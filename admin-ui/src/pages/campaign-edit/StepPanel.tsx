import type { FlowNode } from '../../api/types';
import { Icon, channelIcon, type IconName } from '../../components/Icon';
import { problemWords } from '../../condition/problems';
import { nodeOf } from '../../flow/edit';
import { isWaitFor } from '../../flow/model';
import { BranchFields } from './BranchFields';
import { ExitFields, WaitForFields } from './WaitForFields';
import { WebhookFields } from './WebhookFields';
import { MessageFields } from './MessageFields';
import { ChangeFields, SplitFields, WaitFields } from './StepFields';
import { useEditing, useNodeChange } from './context';
import { TextRow } from './fields';

const typeWords: Record<FlowNode['type'], string> = {
  message: 'Message',
  wait: 'Wait',
  branch: 'Branch',
  split: 'Random split',
  change: 'Change',
  webhook: 'Webhook',
  exit: 'Exit',
  end: 'End',
};

/** Fields that say themselves what is wrong with them. */
const ownFields =
  'name|channel|template|waitsFor|ways|next|for|until|cases|otherwise|arms|set|addToList|removeFromList|startCampaign|suppress|atMost|method|url|headers|body|timeout|retries|keep|reason';

/** Everything that one step is set to. */
export function StepPanel({ id }: { id: string }) {
  const { file, problems, removeStep } = useEditing();
  const write = useNodeChange();
  const node = nodeOf(file.flow, id);
  if (node === undefined) return null;
  const path = `flow.nodes.${id}`;
  const others = problems.filter(
    ({ field }) =>
      field === path ||
      (field.startsWith(`${path}.`) && !new RegExp(`^(${ownFields})(?![A-Za-z])`).test(field.slice(path.length + 1))),
  );
  const icon: IconName = node.type === 'message' ? channelIcon(node.channel) : node.type;
  return (
    <>
      <div className="panel-head">
        <h2 id="panel">
          <Icon name={icon} /> {typeWords[node.type]}
        </h2>
        <button
          type="button"
          className="button plain"
          onClick={() => {
            removeStep(id);
          }}
        >
          Remove step
        </button>
      </div>
      {others.length > 0 && (
        <div className="edit-wrong" role="alert">
          {others.map((problem) => (
            <p key={`${problem.field} ${problem.message}`}>{problemWords(problem, path)}</p>
          ))}
        </div>
      )}
      <TextRow
        label="Name"
        path={`${path}.name`}
        value={node.name}
        longest={100}
        onChange={(name) => {
          write({ ...node, name }, 'name');
        }}
      />
      <NodeFields node={node} />
    </>
  );
}

function NodeFields({ node }: { node: FlowNode }) {
  switch (node.type) {
    case 'message':
      return <MessageFields node={node} />;
    case 'wait':
      return isWaitFor(node) ? <WaitForFields node={node} /> : <WaitFields node={node} />;
    case 'branch':
      return <BranchFields node={node} />;
    case 'split':
      return <SplitFields node={node} />;
    case 'change':
      return <ChangeFields node={node} />;
    case 'webhook':
      return <WebhookFields node={node} />;
    case 'exit':
      return <ExitFields node={node} />;
    case 'end':
      return <p className="edit-hint">Whoever comes here has gone through the campaign.</p>;
  }
}
