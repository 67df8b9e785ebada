import { whereOf, wordsOf } from '../../flow/problems';
import { useEditing } from './context';

/** Everything that has to be mended, each a way to where it is. */
export function ProblemList({ tried }: { tried: boolean }) {
  const { file, problems, select } = useEditing();
  if (!tried || problems.length === 0) return null;
  return (
    <section className="card problem-list" aria-labelledby="problems">
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
              <span>{wordsOf(error, where)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
