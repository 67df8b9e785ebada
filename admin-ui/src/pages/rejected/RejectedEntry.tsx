import { useId, useState } from 'react';
import { ApiProblem } from '../../api/problem';
import type { RejectedEvent } from '../../api/types';
import { ProblemNote } from '../../components/States';
import { Moment } from '../../components/words';

const doors: Record<RejectedEvent['door'], string> = {
  browser: 'from a browser',
  server: 'from a server',
  bus: 'from the event bus',
};

const written = (event: unknown) => (typeof event === 'string' ? event : JSON.stringify(event, null, 2));

/** What somebody wrote, as an event; in words why it is none. */
function readEvent(text: string): { event: Record<string, unknown> } | { wrong: string } {
  try {
    const event: unknown = JSON.parse(text);
    return typeof event === 'object' && event !== null && !Array.isArray(event)
      ? { event: event as Record<string, unknown> }
      : { wrong: 'Write the event as an object, with its fields between { and }.' };
  } catch (thrown) {
    return { wrong: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** One rejected event: why, what came, and an editor to mend and replay it. */
export function RejectedEntry(props: {
  rejected: RejectedEvent;
  mayReplay: boolean;
  onReplay: (id: string, event?: Record<string, unknown>) => Promise<void>;
}) {
  const { rejected, mayReplay, onReplay } = props;
  const original = written(rejected.event);
  const id = useId();
  const [text, setText] = useState(original);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const open = mayReplay && rejected.replayedAt === undefined;

  const replay = async () => {
    // What was not touched is replayed as it was.
    const read = text === original ? { event: undefined } : readEvent(text);
    if ('wrong' in read) {
      setProblem(new ApiProblem('This is not JSON', 0, read.wrong));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await onReplay(rejected.id, read.event);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <li className="card rejected" aria-labelledby={`${id}-reason`}>
      <p className="rejected-head">
        <span className="quiet">
          <Moment at={rejected.at} />, {doors[rejected.door]}
        </span>
        {rejected.replayedAt === undefined ? (
          <span className="badge bad">Rejected</span>
        ) : (
          <span className="badge good">
            Replayed <Moment at={rejected.replayedAt} />
          </span>
        )}
      </p>
      <h2 id={`${id}-reason`}>{rejected.reason}</h2>
      {open ? (
        <>
          <label htmlFor={`${id}-event`}>The event; change what is wrong</label>
          <textarea
            id={`${id}-event`}
            className="field"
            rows={Math.min(16, text.split('\n').length)}
            value={text}
            spellCheck={false}
            onChange={(change) => {
              setText(change.target.value);
            }}
          />
          {problem && <ProblemNote problem={problem} />}
          <button type="button" className="button primary" disabled={busy} onClick={() => void replay()}>
            {busy ? 'One moment…' : 'Replay'}
          </button>
        </>
      ) : (
        <pre>{original}</pre>
      )}
    </li>
  );
}
