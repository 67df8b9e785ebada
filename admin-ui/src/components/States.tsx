import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem';
import { Icon } from './Icon';

/** Says what went wrong, field by field, and offers another try where there is one. */
export function ProblemNote({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  return (
    <div className="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p className="problem-title">{problem.title}</p>
        <p>{problem.message}</p>
        {problem.fields.length > 0 && (
          <dl className="problem-fields">
            {problem.fields.map((field) => (
              <div key={`${field.field} ${field.message}`}>
                <dt>
                  <code>{field.field}</code>
                </dt>
                <dd>{field.message}</dd>
              </div>
            ))}
          </dl>
        )}
        {onRetry && (
          <button type="button" className="button" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}

/** Stands where content will be. `label` is what is loading, for screen readers. */
export function Skeleton({ label, rows = 3, tall = false }: { label: string; rows?: number; tall?: boolean }) {
  return (
    <div className={tall ? 'skeleton tall' : 'skeleton'} role="status">
      <span className="visually-hidden">Loading {label}…</span>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} className="skeleton-row" aria-hidden="true" />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children !== undefined && <p className="quiet">{children}</p>}
    </div>
  );
}
