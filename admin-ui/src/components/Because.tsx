import type { Reason } from '../api/types';
import { withInstantsInWords } from '../format/instants';

/**
 * A reason in words, its instants on the reader's clock. What machines call it, and what somebody else said in their own words, is one click
 * away.
 *
 * `decided`: the code of the decision that it is the reason of.
 */
export function Because({ reason, decided }: { reason: Reason; decided?: string }) {
  return (
    <div className="because">
      <span className="because-words">{withInstantsInWords(reason.sentence)}</span>
      <details className="because-details">
        <summary>Details</summary>
        <dl className="facts">
          {reason.details !== undefined && (
            <div>
              <dt>In the provider’s words</dt>
              <dd>{reason.details}</dd>
            </div>
          )}
          {decided !== undefined && (
            <div>
              <dt>Decision</dt>
              <dd>
                <code>{decided}</code>
              </dd>
            </div>
          )}
          <div>
            <dt>Reason</dt>
            <dd>
              <code>{reason.code}</code>
            </dd>
          </div>
        </dl>
      </details>
    </div>
  );
}
