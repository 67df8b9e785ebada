import { useEffect, useId, useRef, useState } from 'react';
import { type Days, lastDays, problemOf } from '../../format/days';
import { type Range, choices } from './range';

/** Chooses the period. `today` is the date in the shop's zone; unknown until the first answer is there. */
export function RangePicker(props: { range: Range; today: string | undefined; onChange: (range: Range) => void }) {
  const { range, today, onChange } = props;
  const [draft, setDraft] = useState<Days | null>(null);
  const custom = useRef<HTMLButtonElement>(null);
  const id = useId();
  const open = draft !== null;
  useEffect(() => {
    if (!open) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setDraft(null);
      custom.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  const close = () => {
    setDraft(null);
    custom.current?.focus();
  };
  const problem = draft && today !== undefined ? problemOf(draft, today) : undefined;

  return (
    <div className="range">
      <div className="segments" role="group" aria-label="Period">
        {choices.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={draft === null && 'days' in range && range.days === days}
            onClick={() => {
              setDraft(null);
              onChange({ days });
            }}
          >
            {days} days
          </button>
        ))}
        <button
          ref={custom}
          type="button"
          aria-pressed={draft !== null || 'from' in range}
          aria-expanded={draft !== null}
          disabled={today === undefined}
          onClick={() => {
            if (draft !== null) setDraft(null);
            else if (today !== undefined) setDraft('from' in range ? range : lastDays(range.days, today));
          }}
        >
          Custom
        </button>
      </div>
      {draft && (
        <form
          className="range-form"
          aria-label="Days of your own"
          onSubmit={(event) => {
            event.preventDefault();
            if (problem !== undefined) return;
            onChange(draft);
            close();
          }}
        >
          <label>
            <span>From</span>
            <input
              className="field"
              type="date"
              value={draft.from}
              max={draft.to}
              aria-describedby={`${id}-problem`}
              onChange={(event) => {
                setDraft({ ...draft, from: event.target.value });
              }}
            />
          </label>
          <label>
            <span>To</span>
            <input
              className="field"
              type="date"
              value={draft.to}
              min={draft.from}
              max={today}
              aria-describedby={`${id}-problem`}
              onChange={(event) => {
                setDraft({ ...draft, to: event.target.value });
              }}
            />
          </label>
          <button type="submit" className="button primary" disabled={problem !== undefined}>
            Show
          </button>
          <p id={`${id}-problem`} className="range-problem" role="status">
            {problem}
          </p>
        </form>
      )}
    </div>
  );
}
