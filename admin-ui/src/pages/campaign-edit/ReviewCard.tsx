import type { CampaignDetail } from '../../api/types';
import { useSignedIn } from '../../auth/context';
import { mayActivate } from '../../auth/session';
import { whereOf, wordsOf } from '../../flow/problems';
import { DraftBar } from '../campaign/DraftBar';
import { MoveDialog } from '../campaigns/MoveDialog';
import { useMove } from '../campaigns/useMove';

/** What was saved: what is probably not meant in it, and how it goes live. `onDone` when that is decided. */
export function ReviewCard({ detail, onDone }: { detail: CampaignDetail; onDone: () => void }) {
  const { role } = useSignedIn();
  const moving = useMove(onDone);
  const { move } = moving;
  const { changes, warnings, status } = detail;
  if (!changes && warnings.length === 0) return null;

  return (
    <div className="review">
      <DraftBar campaign={detail} onDone={onDone} />
      {warnings.length > 0 && (
        <section className="card warnings" aria-label="Warnings">
          <p>It can go live as it is. This is probably not meant:</p>
          <ul>
            {warnings.map((warning) => {
              const where = whereOf(warning, detail.campaign);
              return (
                <li key={`${warning.field} ${warning.message}`}>
                  <strong>{where.name}:</strong> {wordsOf(warning, where)}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {status === 'draft' && mayActivate(role) && (
        <p className="review-live">
          <button
            type="button"
            className="button primary"
            onClick={() => {
              moving.ask({ verb: 'activate', campaign: detail });
            }}
          >
            Activate campaign
          </button>
          <span className="quiet">Nobody enters it before.</span>
        </p>
      )}
      {move && (
        <MoveDialog
          move={move}
          busy={moving.busy}
          problem={moving.problem}
          onConfirm={(resume) => void moving.carryOut(move, resume)}
          onCancel={moving.close}
        />
      )}
    </div>
  );
}
