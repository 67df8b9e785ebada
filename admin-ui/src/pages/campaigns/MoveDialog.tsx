import { useId, useState } from 'react';
import { body } from '../../api/client';
import type { ApiProblem } from '../../api/problem';
import type { Resume } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { type Waiting, waitingWords } from '../../components/waiting';
import { formatCount } from '../../format/numbers';
import type { Move } from './useMove';

const people = (count: number) => (count === 1 ? '1 person is' : `${formatCount(count)} people are`);

/** Says what activating or pausing will do to customers before it is done. */
export function MoveDialog(props: {
  move: Move;
  busy: boolean;
  problem: ApiProblem | undefined;
  onConfirm: (resume: Resume) => void;
  onCancel: () => void;
}) {
  const { move, onConfirm, ...asked } = props;
  const { verb, campaign } = move;
  if (verb === 'activate' && campaign.status === 'paused') return <ResumeDialog {...props} />;
  const rest = {
    ...asked,
    onConfirm: () => {
      onConfirm('continue');
    },
  };
  return verb === 'pause' ? (
    <ConfirmDialog title={`Pause ${campaign.name}?`} confirm="Pause campaign" {...rest}>
      <ul>
        <li>Nothing more is sent, messages that are already queued included.</li>
        <li>Events no longer start it.</li>
        <li>
          {campaign.activeRuns === 0
            ? 'Nobody is in this campaign.'
            : `${people(campaign.activeRuns)} in this campaign; they keep their place.`}
        </li>
      </ul>
    </ConfirmDialog>
  ) : (
    <ConfirmDialog title={`Activate ${campaign.name}?`} confirm="Activate campaign" {...rest}>
      <ul>
        <li>
          From now on every customer who meets the trigger enters this campaign and gets real messages. The trigger:{' '}
          {campaign.startsWhen}.
        </li>
        {campaign.activeRuns > 0 && <li>{people(campaign.activeRuns)} in this campaign and will go on.</li>}
      </ul>
    </ConfirmDialog>
  );
}

const choices: readonly { resume: Resume; name: string; words: string }[] = [
  {
    resume: 'continue',
    name: 'They go on',
    words: 'Messages that wait are sent now, and delays that are over start the campaign.',
  },
  {
    resume: 'skip-overdue',
    name: 'Leave out what is overdue',
    words:
      'Messages that were due in the pause are skipped, and people go on from there. Delays that ended in it start nothing.',
  },
  { resume: 'end', name: 'End for them', words: 'Everyone who waits is taken out of the campaign.' },
];

/** What becomes of those who waited is asked, with their number. */
function ResumeDialog(props: Parameters<typeof MoveDialog>[0]) {
  const { move, onConfirm, ...rest } = props;
  const { campaign } = move;
  const { api } = useSignedIn();
  const id = useId();
  const [chosen, setChosen] = useState<Resume>('continue');
  const { data } = useResource(campaign.key, () =>
    body(api.GET('/api/campaigns/{key}', { params: { path: { key: campaign.key } } })),
  );
  const waiting: Waiting | undefined = data?.waiting ?? ('waiting' in campaign ? campaign.waiting : undefined);
  return (
    <ConfirmDialog
      title={`Resume ${campaign.name}?`}
      confirm="Resume campaign"
      {...rest}
      onConfirm={() => {
        onConfirm(chosen);
      }}
    >
      <p>
        From now on every customer who meets the trigger enters this campaign again. The trigger: {campaign.startsWhen}.
      </p>
      <p>{waiting ? waitingWords(waiting) : 'Counting who waits…'}</p>
      <fieldset className="choices">
        <legend>What becomes of those who wait</legend>
        {choices.map(({ resume, name, words }) => (
          <label key={resume}>
            <input
              type="radio"
              name={`${id}-resume`}
              checked={chosen === resume}
              onChange={() => {
                setChosen(resume);
              }}
            />{' '}
            <span>
              <strong>{name}.</strong> {words}
            </span>
          </label>
        ))}
      </fieldset>
    </ConfirmDialog>
  );
}
