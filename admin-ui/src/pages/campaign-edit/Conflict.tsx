import { Suspense, lazy, useMemo, useState } from 'react';
import { body } from '../../api/client';
import type { ApiProblem } from '../../api/problem';
import type { CampaignDetail } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { Icon } from '../../components/Icon';
import { ProblemNote, Skeleton } from '../../components/States';
import { drawingOf, sentencesOf } from '../../flow/drawing';
import { withInstantsInWords } from '../../format/instants';

const FlowDrawing = lazy(() => import('../campaign/FlowDrawing'));

/** Somebody else has saved in between: says who, shows theirs beside mine, and loses neither. */
export function Conflict(props: {
  problem: ApiProblem;
  campaignKey: string;
  busy: boolean;
  /** Mine is written over theirs, which has this etag. */
  onMine: (etag: string) => void;
  onTheirs: (theirs: CampaignDetail) => void;
}) {
  const { problem, campaignKey, busy, onMine, onTheirs } = props;
  const [looking, setLooking] = useState(false);
  return (
    <section className="card conflict" aria-label="Changed by somebody else" role="alert">
      <h2>
        <Icon name="warning" /> {problem.title}
      </h2>
      <p>{whoAndWhen(problem)} Your changes are still here, and nothing of them is saved.</p>
      {looking ? (
        <Theirs campaignKey={campaignKey} busy={busy} onMine={onMine} onTheirs={onTheirs} />
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => {
            setLooking(true);
          }}
        >
          Look at theirs
        </button>
      )}
    </section>
  );
}

/** The first sentence says who and when; what follows it is for those who have lost what they did. */
function whoAndWhen({ message }: ApiProblem): string {
  return `${withInstantsInWords(message.split('. ')[0] ?? '').replace(/\.$/, '')}.`;
}

function Theirs(props: {
  campaignKey: string;
  busy: boolean;
  onMine: (etag: string) => void;
  onTheirs: (theirs: CampaignDetail) => void;
}) {
  const { campaignKey, busy, onMine, onTheirs } = props;
  const { api } = useSignedIn();
  const { data, problem, reload } = useResource(campaignKey, () =>
    body(api.GET('/api/campaigns/{key}', { params: { path: { key: campaignKey } } })),
  );
  const drawing = useMemo(() => (data ? drawingOf(data) : undefined), [data]);
  if (problem) return <ProblemNote problem={problem} onRetry={reload} />;
  if (!data || !drawing) return <Skeleton label="theirs" rows={4} tall />;
  return (
    <>
      <Suspense fallback={<Skeleton label="the flow" rows={4} tall />}>
        <FlowDrawing drawing={drawing} name={`${data.name}, theirs`} />
      </Suspense>
      <details className="flow-words">
        <summary>In words</summary>
        <ol>
          <li>{data.startsWhen}.</li>
          {sentencesOf(data.campaign.flow, data.templates).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </details>
      <div className="draft-actions">
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => {
            onTheirs(data);
          }}
        >
          Go on with theirs
        </button>
        <button
          type="button"
          className="button primary"
          disabled={busy}
          onClick={() => {
            onMine(data.etag);
          }}
        >
          Save mine over theirs
        </button>
      </div>
      <p className="edit-hint">With theirs, mine is one “Undo” away.</p>
    </>
  );
}
