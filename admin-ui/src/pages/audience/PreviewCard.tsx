import { Link } from 'react-router';
import type { FieldError } from '../../api/types';
import { customerName } from '../../components/CustomerTable';
import { ProblemNote, Skeleton } from '../../components/States';
import { customersInWords } from '../../components/words';
import { formatCount } from '../../format/numbers';
import type { Preview } from './usePreview';

/** How many would be in the audience now, and some of them. */
export function PreviewCard(props: {
  preview: Preview;
  gaps: readonly FieldError[];
  /** How many are in it as it is saved. */
  saved: number | undefined;
}) {
  const { preview, gaps, saved } = props;
  const { data, pending, problem, reload } = preview;
  const unfinished = gaps.length > 0;
  return (
    <section className="card preview" aria-labelledby="preview" aria-busy={pending && !unfinished}>
      <h2 id="preview">Who that is now</h2>
      {unfinished ? (
        <p className="quiet">
          {gaps.length === 1 ? 'One condition is' : `${formatCount(gaps.length)} conditions are`} not finished. The
          number comes when {gaps.length === 1 ? 'it is' : 'they are'}.
        </p>
      ) : problem ? (
        problem.status === 422 ? (
          <p className="preview-wrong" role="alert">
            The condition cannot be read yet. What is wrong stands beside it.
          </p>
        ) : (
          <ProblemNote problem={problem} onRetry={reload} />
        )
      ) : data ? (
        <div className={pending ? 'stale' : undefined}>
          <p className="preview-count" role="status">
            {pending ? <span className="visually-hidden">Counting…</span> : null}
            <strong>
              {!data.estimate
                ? customersInWords(data.count)
                : data.count === 0
                  ? 'Nobody found yet'
                  : `About ${customersInWords(data.count)}`}
            </strong>
          </p>
          {data.estimate && (
            <p className="quiet">
              {data.count === 0
                ? `It is so of none of the ${customersInWords(data.asked)} who were active last.`
                : `An estimate from the ${customersInWords(data.asked)} who were active last.`}{' '}
              The exact number is known once the audience is saved.
            </p>
          )}
          {saved !== undefined && (
            <p className="quiet preview-saved">
              {saved === 1 ? 'One customer is' : `${customersInWords(saved)} are`} in it as it is saved.
            </p>
          )}
          <details className="preview-words">
            <summary>In words</summary>
            <p>Of them it is so that {data.words}.</p>
          </details>
          {data.samples.length > 0 && (
            <>
              <h3>Some of them</h3>
              <ul className="preview-samples">
                {data.samples.slice(0, 8).map((customer) => (
                  <li key={customer.id}>
                    <Link to={`/customers/${encodeURIComponent(customer.id)}`} target="_blank">
                      {customerName(customer)}
                    </Link>
                    {customer.email !== undefined && customer.name !== undefined && (
                      <span className="before">{customer.email}</span>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      ) : (
        <Skeleton label="the number of customers" />
      )}
    </section>
  );
}
