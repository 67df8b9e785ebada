import type { FieldError } from '../../api/types';
import { problemWords } from '../../condition/problems';
import { triggerId } from '../../flow/drawing';
import { nodeOf } from '../../flow/edit';
import type { CampaignFile } from '../../api/types';
import { useEditing } from './context';

interface Where {
  /** What the panel has to show. */
  id: string | undefined;
  name: string;
  path: string;
}

function whereOf({ field }: FieldError, file: CampaignFile): Where {
  const id = /^flow\.nodes\.([^.[]+)/.exec(field)?.[1];
  const node = id === undefined ? undefined : nodeOf(file.flow, id);
  if (node) return { id: node.id, name: node.name === '' ? 'A step' : node.name, path: `flow.nodes.${node.id}` };
  if (field.startsWith('trigger') || field === 'flow.start') return { id: triggerId, name: 'Trigger', path: 'trigger' };
  return { id: undefined, name: 'Campaign', path: '' };
}

/** Our own sentences stand for themselves; what the server says begins with the field's name. */
function words(error: FieldError, { path }: Where): string {
  return error.message.endsWith('.') && /^[A-Z]/.test(error.message) ? error.message : problemWords(error, path);
}

/** Everything that has to be mended, each a way to where it is. */
export function ProblemList({ tried }: { tried: boolean }) {
  const { file, problems, select } = useEditing();
  if (!tried || problems.length === 0) return null;
  return (
    <section className="card problem-list" role="alert" aria-labelledby="problems">
      <h2 id="problems">
        {problems.length === 1 ? 'Not saved: one thing to mend' : `Not saved: ${problems.length} things to mend`}
      </h2>
      <ul>
        {problems.map((error) => {
          const where = whereOf(error, file);
          return (
            <li key={`${error.field} ${error.message}`}>
              <button
                type="button"
                className="button plain"
                onClick={() => {
                  select(where.id);
                }}
              >
                {where.name}
              </button>
              <span>{words(error, where)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
