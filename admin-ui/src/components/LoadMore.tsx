import { formatCount } from '../format/numbers';
import { ProblemNote } from './States';
import type { Pages } from '../api/usePages';

/** Under what comes in pages: the way to more of it, and how much is listed. */
export function LoadMore<P, T>(props: {
  pages: Pages<P, T>;
  /** What is said where there is no more. */
  end: string;
  /** What the button says; "Load more" unless something else is to happen. */
  label?: string;
}) {
  const { items, more, loading, stale, loadMore, olderProblem } = props.pages;
  if (items === undefined) return null;
  return (
    <>
      {olderProblem && <ProblemNote problem={olderProblem} />}
      {(items.length > 0 || more) && (
        <div className="load-more">
          {more ? (
            <button type="button" className="button" disabled={loading || stale} onClick={() => void loadMore()}>
              {loading ? 'Loading…' : (props.label ?? 'Load more')}
            </button>
          ) : (
            <span className="quiet">{props.end}</span>
          )}
          <span className="quiet" role="status">
            {formatCount(items.length)} listed
          </span>
        </div>
      )}
    </>
  );
}
