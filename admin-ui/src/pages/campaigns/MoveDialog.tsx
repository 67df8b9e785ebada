import type { ApiProblem } from '../../api/problem';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { formatCount } from '../../format/numbers';
import type { Move } from './useMove';

const people = (count: number) => (count === 1 ? '1 person is' : `${formatCount(count)} people are`);

/** Says what activating or pausing will do to customers before it is done. */
export function MoveDialog(props: {
  move: Move;
  busy: boolean;
  problem: ApiProblem | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { move, ...rest } = props;
  const { verb, campaign } = move;
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
