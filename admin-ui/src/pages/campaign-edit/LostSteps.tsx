import { nodeOf, unreached, withoutSteps } from '../../flow/edit';
import { useEditing } from './context';

/** Steps that nobody comes to since a way was led elsewhere: they wait for another way, or go. */
export function LostSteps() {
  const { file, change } = useEditing();
  const lost = unreached(file.flow);
  if (lost.length === 0) return null;
  const names = lost.map((id) => nodeOf(file.flow, id)?.name ?? id).join(', ');
  return (
    <div className="lost-steps" role="status">
      <span>
        No way leads to {names}. Lead one there, or remove {lost.length === 1 ? 'it' : 'them'}.
      </span>
      <button
        type="button"
        className="button"
        onClick={() => {
          change({ ...file, flow: withoutSteps(file.flow, lost) });
        }}
      >
        {lost.length === 1 ? 'Remove it' : 'Remove them'}
      </button>
    </div>
  );
}
