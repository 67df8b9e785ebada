import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { RejectedEntry } from './RejectedEntry';
import { useRejected } from './useRejected';
import './rejected.css';

/** Events that Homing could not read: why, and mending and replaying them. */
export default function RejectedPage() {
  useTitle('Rejected events');
  const { role } = useSignedIn();
  const { pages, events, replay } = useRejected();
  const { problem, reload } = pages;

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Rejected events</h1>
          <p className="quiet">
            What came in and could not be read, for 30 days. Mend an event and replay it: it counts once, at the time
            when it happened.
          </p>
        </div>
        {events !== undefined && events.length > 0 && <ZoneNote />}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!events && !problem && <Skeleton label="the rejected events" rows={5} />}
      {events?.length === 0 && (
        <Empty title="No event was rejected">Every event of the last 30 days could be read.</Empty>
      )}
      {events !== undefined && events.length > 0 && (
        <>
          <ul className="rejected-list">
            {events.map((event) => (
              <RejectedEntry key={event.id} rejected={event} mayReplay={mayEdit(role)} onReplay={replay} />
            ))}
          </ul>
          <LoadMore pages={pages} end="That is every rejected event." />
        </>
      )}
    </>
  );
}
