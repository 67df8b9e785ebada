import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CampaignDetail, Move, MoveAsked, MovePreview } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { ProblemNote, Skeleton } from '../../components/States';
import { formatCount } from '../../format/numbers';

type Choice = 'stay' | 'end' | 'all';

const pollMillis = 1_000;

function people(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'person' : 'people'}`;
}

/** Moves those who are on an earlier version to the live one, or ends the campaign for them: what would happen is shown before, and can be taken back. */
export function MovePeople(props: {
  campaign: CampaignDetail;
  version: number;
  onDone: (said: string) => void;
  onCancel: () => void;
}) {
  const { campaign, version, onDone, onCancel } = props;
  const { api } = useSignedIn();
  const params = { path: { key: campaign.key } };
  const [choice, setChoice] = useState<Choice>('stay');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [asked, setAsked] = useState(false);
  const wish: MoveAsked =
    choice === 'all' ? { from: version, others: 'end' } : { from: version, to: campaign.version, others: choice };
  const preview = useResource(`move ${campaign.key} ${JSON.stringify(wish)}`, () =>
    body(api.POST('/api/campaigns/{key}/move/preview', { params, body: wish })),
  );
  const going = useResource(
    `moving ${campaign.key} ${String(asked)}`,
    async () => (asked ? body(api.GET('/api/campaigns/{key}/move', { params })) : undefined),
    asked ? pollMillis : undefined,
  );

  const ask = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      setAsked(true);
      going.reload();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  if (asked) {
    const move = going.data;
    return (
      <ConfirmDialog
        title={move?.undo === true ? 'Taking it back' : `The people of version ${String(version)}`}
        confirm={move?.undoable === true ? 'Take it back' : 'Close'}
        cancel="Close"
        ready={move?.finished === true}
        busy={busy}
        problem={problem ?? going.problem}
        onConfirm={() => {
          if (move?.undoable === true) void ask(() => body(api.POST('/api/campaigns/{key}/move/undo', { params })));
          else onDone('');
        }}
        onCancel={() => {
          onDone('');
        }}
      >
        {move === undefined ? <Skeleton label="what became of it" rows={2} /> : <Outcome outcome={move} />}
        <p className="quiet" role="status">
          {move?.finished === true ? 'All were looked at.' : 'In progress. It goes on when this is closed.'}
        </p>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      title={`What becomes of those on version ${String(version)}?`}
      confirm={choice === 'all' ? 'End for all of them' : 'Move them'}
      ready={preview.data !== undefined && !preview.stale && preview.data.moved + preview.data.ended > 0}
      busy={busy}
      problem={problem}
      onConfirm={() => void ask(() => body(api.POST('/api/campaigns/{key}/move', { params, body: wish })))}
      onCancel={onCancel}
    >
      <fieldset className="choices">
        <legend className="visually-hidden">What becomes of them</legend>
        {(
          [
            ['stay', 'They go on with the live version. Whose step is not there any more stays where they are.'],
            ['end', 'They go on with the live version. It ends for those whose step is not there any more.'],
            ['all', 'The campaign ends for all of them.'],
          ] as const
        ).map(([value, words]) => (
          <label key={value}>
            <input
              type="radio"
              name="move-choice"
              checked={choice === value}
              onChange={() => {
                setChoice(value);
              }}
            />{' '}
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
      {preview.problem ? (
        <ProblemNote problem={preview.problem} />
      ) : preview.data === undefined ? (
        <Skeleton label="who it concerns" rows={2} />
      ) : (
        <>
          <Outcome outcome={preview.data} before />
          {!preview.data.complete && (
            <p className="quiet">
              There are more people than were looked at for this; the others follow the same rules.
            </p>
          )}
        </>
      )}
    </ConfirmDialog>
  );
}

/** How many go on, end and stay. */
function Outcome({ outcome, before = false }: { outcome: Move | MovePreview; before?: boolean }) {
  return (
    <ul>
      <li>
        {people(outcome.moved)} {before ? 'would go on with the live version' : 'moved'}.
      </li>
      <li>{before ? `It would end for ${people(outcome.ended)}.` : `It ended for ${people(outcome.ended)}.`}</li>
      {outcome.stay.map(({ why, words, count }) => (
        <li key={why}>
          {people(count)} {before ? 'would stay' : 'stayed'}: {words}.
        </li>
      ))}
    </ul>
  );
}
