import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CampaignDetail } from '../../api/types';
import { useSignedIn } from '../../auth/context';
import { mayActivate } from '../../auth/session';
import { ProblemNote } from '../../components/States';
import { Moment } from '../../components/words';
import './campaign.css';

/** What was saved and is not live, who saved it, and what can be done about it. `onDone` is told in words what was done. */
export function DraftBar({ campaign, onDone }: { campaign: CampaignDetail; onDone: (said: string) => void }) {
  const { api, role } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const { changes } = campaign;
  if (!changes) return null;

  const carryOut = async (publish: boolean) => {
    setBusy(true);
    setProblem(undefined);
    // What somebody saved since this page was read is neither published nor discarded unseen.
    const params = { path: { key: campaign.key }, header: { 'If-Match': `"${campaign.etag}"` } };
    try {
      if (publish) await body(api.POST('/api/campaigns/{key}/publish', { params }));
      else await body(api.DELETE('/api/campaigns/{key}/draft', { params }));
      onDone(publish ? `The draft of ${campaign.name} is live now.` : `The draft of ${campaign.name} was discarded.`);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  const wasLive = campaign.status !== 'draft';

  return (
    <section className="card draft-bar" aria-label="Draft">
      <p>
        {wasLive ? 'There is a draft that is not live.' : 'This campaign was never active.'}{' '}
        {changes.savedBy === '' ? 'It came with the deployment' : `${changes.savedBy} saved it`}{' '}
        <Moment at={changes.savedAt} />.{' '}
        {changes.outdated && 'Another version went live since: it has to be saved again before it can be published.'}
      </p>
      {wasLive && mayActivate(role) && (
        <div className="draft-actions">
          <button type="button" className="button" disabled={busy} onClick={() => void carryOut(false)}>
            Discard draft
          </button>
          <button
            type="button"
            className="button primary"
            disabled={busy || changes.outdated}
            onClick={() => void carryOut(true)}
          >
            Publish draft
          </button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
