import { useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { lostBy, nodeOf, remove, removalOf } from '../../flow/edit';
import { useEditing } from './context';

/** Asks where the ways to a step lead when it is gone, and says what goes with it. */
export function RemoveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { file, change } = useEditing();
  const { flow } = file;
  const { choices } = removalOf(flow, id);
  const [to, setTo] = useState(choices[0]?.id);
  const name = nodeOf(flow, id)?.name ?? id;
  const lost = lostBy(flow, id, to);

  if (to === undefined) {
    return (
      <ConfirmDialog
        title={`${name} cannot be removed`}
        confirm="All right"
        busy={false}
        problem={undefined}
        onConfirm={onClose}
        onCancel={onClose}
      >
        <p>There is no other step where the ways to it could lead. Add one first.</p>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      confirm="Remove step"
      busy={false}
      problem={undefined}
      onConfirm={() => {
        change({ ...file, flow: remove(flow, id, to, true) });
        onClose();
      }}
      onCancel={onClose}
    >
      <label className="edit-row">
        <span>Where do customers go who came to it?</span>
        <select
          className="field"
          value={to}
          onChange={(event) => {
            setTo(event.target.value);
          }}
        >
          {choices.map((node) => (
            <option key={node.id} value={node.id}>
              {node.name}
            </option>
          ))}
        </select>
      </label>
      {lost.length > 0 && (
        <p>
          Nobody would come to {lost.map((node) => node.name).join(', ')} any more, so{' '}
          {lost.length === 1 ? 'it is' : 'they are'} removed too.
        </p>
      )}
    </ConfirmDialog>
  );
}
