import { useId, useState } from 'react';
import { type Days, lastDays, problemOf } from '../../format/days';

/** The last so many days, today included; or days of one's own. */
export type Range = { days: number } | Days;

const choices = [7, 15, 30, 90];

/** Chooses the period. `today` is the date in the shop's zone; unknown until the first answer is there. */
export function RangePicker(props: { range: Range; today: string | undefined; onChange: (range: Range) => void }) {
  const { range, today, onChange } = props;
  const [draft, setDraft] = useState<Days | null>(null);
  const id = useId();
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
          type="button"
          aria-pressed={draft !== null || 'from' in range}
          aria-expanded={draft !== null}
          disabled={today === undefined}
          onClick={() => {
            if (today !== undefined) setDraft('from' in range ? range : lastDays(range.days, today));
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
            if (problem === undefined) onChange(draft);
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
