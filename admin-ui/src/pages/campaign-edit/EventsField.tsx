import { Icon } from '../../components/Icon';
import { NameField } from '../../condition/fields';
import { knownEvents } from '../../condition/known';
import { formatCount } from '../../format/numbers';
import { useEditing } from './context';
import { Row } from './fields';

interface Pattern {
  event?: string;
  events?: string[];
}

/** One event, or several of which each is meant. What is written as one stays one until there is another. */
export function EventsField(props: {
  label: string;
  path: string;
  pattern: Pattern;
  hint?: string;
  onChange: (pattern: Pattern) => void;
}) {
  const { label, path, pattern, hint, onChange } = props;
  const { offers } = useEditing();
  const names = pattern.events ?? [pattern.event ?? ''];
  const seen = new Set(offers.events.map(({ name }) => name));
  const choices = [
    ...offers.events.map(({ name, count }) => ({ value: name, note: `${formatCount(count)} times` })),
    ...knownEvents.filter((name) => !seen.has(name)).map((name) => ({ value: name })),
  ];
  const write = (next: string[]) => {
    const [only] = next;
    onChange(
      next.length === 1 && only !== undefined && pattern.events === undefined ? { event: only } : { events: next },
    );
  };
  return (
    <Row label={label} path={path} hint={hint}>
      {names.map((name, i) => (
        <span key={i} className="edit-event">
          {i > 0 && <span>or</span>}
          <NameField
            label={i === 0 ? label : `${label} ${i + 1}`}
            value={name}
            placeholder="Name of the event"
            offers={choices}
            onChange={(next) => {
              write(names.map((one, j) => (j === i ? next : one)));
            }}
          />
          {names.length > 1 && (
            <button
              type="button"
              className="button plain"
              aria-label={`Remove ${name}`}
              title={`Remove ${name}`}
              onClick={() => {
                write(names.filter((_, j) => j !== i));
              }}
            >
              <Icon name="remove" />
            </button>
          )}
        </span>
      ))}
      {names.length < 20 && (
        <button
          type="button"
          className="button plain"
          onClick={() => {
            write([...names, '']);
          }}
        >
          <Icon name="add" /> Or another
        </button>
      )}
    </Row>
  );
}
