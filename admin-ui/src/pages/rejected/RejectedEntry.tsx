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
function readEvent(text: string): { event: Record<string, unknown> } | { wrong: ApiProblem } {
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) {
      return { event: event as Record<string, unknown> };
    }
    return {
      wrong: new ApiProblem('This is no event', 0, 'Write the event as an object, with its fields between { and }.'),
    };
  } catch (thrown) {
    return { wrong: new ApiProblem('This is not JSON', 0, whyNot(text, thrown)) };
  }
}

/** Browsers count characters; people count lines. */
function whyNot(text: string, thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const at = /at position (\d+)/.exec(message)?.[1];
  if (at === undefined || /line \d/.test(message)) return message;
  const before = text.slice(0, Number(at)).split('\n');
  return `${message}, line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
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

  const mended = text !== original;

  const send = async (event?: Record<string, unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onReplay(rejected.id, event);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  const sendMended = () => {
    const read = readEvent(text);
    if ('wrong' in read) setProblem(read.wrong);
    else void send(read.event);
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
          <div className="rejected-actions">
            {mended && (
              <button type="button" className="button primary" disabled={busy} onClick={sendMended}>
                {busy ? 'One moment…' : 'Replay as mended'}
              </button>
            )}
            <button type="button" className="button" disabled={busy} onClick={() => void send()}>
              {busy && !mended ? 'One moment…' : 'Replay as it was'}
            </button>
            {mended && (
              <button
                type="button"
                className="button plain"
                disabled={busy}
                onClick={() => {
                  setText(original);
                  setProblem(undefined);
                }}
              >
                Undo my changes
              </button>
            )}
          </div>
        </>
      ) : (
        <pre>{original}</pre>
      )}
    </li>
  );
}
