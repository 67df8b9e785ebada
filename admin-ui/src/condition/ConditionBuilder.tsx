import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import type { FieldError } from '../api/types';
import { Icon } from '../components/Icon';
import { TopicFields } from './TopicFields';
import { ChoiceField } from './fields';
import { askedFor, freshRow, keyOf, sameRow, takesFocus } from './fresh';
import { isObject, type JsonObject, textOf, without } from './json';
import { type Offers, OffersContext } from './offers';
import { problemWords, problemsByRow, root } from './problems';
import { type About, type Drawn, type Topic, quantifierOf, read, topicsOf } from './reading';
import { topicWords } from './words';
import './condition.css';

/** Conditions deeper than this are refused by the server. */
const deepest = 9;

const ProblemsContext = createContext<ReadonlyMap<string, readonly FieldError[]>>(new Map());

/**
 * Draws a condition, and lets somebody change it. The condition stays the JSON that it is: what is not changed is kept to the letter, and
 * what cannot be drawn is shown as it is written.
 */
export function ConditionBuilder(props: {
  condition: JsonObject;
  about?: About;
  /** The event that started what the condition is asked for, where it is known. */
  event?: string | undefined;
  /** What is wrong with it, by paths that begin with `condition`. */
  problems: readonly FieldError[];
  offers: Offers;
  onChange: (condition: JsonObject) => void;
}) {
  const { condition, about = 'customer', event, problems, offers, onChange } = props;
  const byRow = useMemo(() => problemsByRow(condition, about, problems), [condition, about, problems]);
  return (
    <OffersContext value={offers}>
      <ProblemsContext value={byRow}>
        <div className="condition">
          <Place
            json={condition}
            path={root}
            about={about}
            depth={1}
            event={event}
            onChange={onChange}
            onRemove={() => {
              onChange({ all: [] });
            }}
          />
        </div>
      </ProblemsContext>
    </OffersContext>
  );
}

interface PartProps {
  json: JsonObject;
  path: string;
  about: About;
  depth: number;
  /** The event whose properties are asked for. */
  event: string | undefined;
  onChange: (json: JsonObject) => void;
  /** Not there where something has to stand. */
  onRemove: (() => void) | undefined;
}

/** One of a group that is drawn: what is inside of the "not", if there is one. */
interface Inside extends PartProps {
  negated: boolean;
}

function freshPart(about: About): JsonObject {
  return askedFor(about === 'product' ? freshRow('property') : {});
}

/** Where one condition stands: with a second one it becomes a group. */
function Place(props: PartProps) {
  const { json, about, onChange, onRemove } = props;
  const group = groupOf(json, about);
  if (group !== undefined) return <Part {...props} onRemove={props.path === root ? undefined : onRemove} />;
  return (
    <div className="condition-place">
      <Part
        {...props}
        onChange={(next) => {
          onChange(sameRow(json, next));
        }}
      />
      <div className="condition-add">
        <AddButton
          onAdd={() => {
            onChange({ all: [json, freshPart(about)] });
          }}
        />
      </div>
    </div>
  );
}

/** A group, or the group that is not to be so. */
function groupOf(json: JsonObject, about: About): JsonObject | undefined {
  const drawn = read(json, about);
  if (drawn.kind === 'group') return json;
  return drawn.kind === 'not' && read(drawn.of, about).kind === 'group' ? drawn.of : undefined;
}

function Part(props: PartProps) {
  const { json, path, about } = props;
  const drawn = read(json, about);
  if (drawn.kind !== 'not') return <Drawing {...props} drawn={drawn} negated={false} />;
  const of = read(drawn.of, about);
  if (of.kind === 'group' || of.kind === 'row') {
    return <Drawing {...props} json={drawn.of} path={`${path}.not`} drawn={of} negated />;
  }
  return <NotFrame {...props} of={drawn.of} />;
}

function Drawing(props: Inside & { drawn: Drawn }) {
  const { drawn, ...inside } = props;
  switch (drawn.kind) {
    case 'group':
      return <Group {...inside} match={drawn.match} of={drawn.of} />;
    case 'row':
      return <Row {...inside} topic={drawn.topic} />;
    case 'empty':
      return <Chooser {...inside} />;
    case 'other':
    case 'not':
      return <AsWritten {...inside} />;
  }
}

type Match = 'all' | 'any' | 'not all' | 'not any';

const matchWords: readonly (readonly [Match, string])[] = [
  ['all', 'all of these'],
  ['any', 'any of these'],
  ['not all', 'not all of these'],
  ['not any', 'none of these'],
];

function Group(props: Inside & { match: 'all' | 'any'; of: readonly JsonObject[] }) {
  const { path, about, depth, event, negated, match, of, onChange, onRemove } = props;
  const add = useRef<HTMLButtonElement>(null);
  const shape: Match = negated ? `not ${match}` : match;

  const write = (next: readonly JsonObject[], as: Match = shape) => {
    const group: JsonObject = as.endsWith('any') ? { any: next } : { all: next };
    onChange(as.startsWith('not') ? { not: group } : group);
  };
  return (
    <div className="condition-group" role="group" aria-label={matchWords.find(([one]) => one === shape)?.[1]}>
      <div className="condition-head">
        {path.replace(/\.not$/, '') === root && about !== 'event' && <span className="quiet">Customers of whom</span>}
        <ChoiceField<Match>
          label="How many have to be so"
          value={shape}
          choices={matchWords}
          onChange={(next) => {
            write(of, next);
          }}
        />
        <span className="quiet">are so</span>
        {onRemove && <RemoveButton label="Remove this group" onRemove={onRemove} />}
      </div>
      <RowProblems path={path} />
      {of.length === 0 ? (
        <p className="quiet condition-none">
          {(match === 'all') === negated ? 'Nobody is meant' : 'Everyone is meant'} until there is a condition.
        </p>
      ) : (
        <ol className="condition-rows">
          {of.map((one, i) => (
            <li key={keyOf(one)} data-joint={i === 0 ? undefined : match === 'all' ? 'and' : 'or'}>
              <Part
                json={one}
                path={`${path}.${match}[${i}]`}
                about={about}
                depth={depth + (negated ? 2 : 1)}
                event={event}
                onChange={(next) => {
                  write(of.map((each, j) => (j === i ? sameRow(each, next) : each)));
                }}
                onRemove={() => {
                  write(of.filter((_, j) => j !== i));
                  add.current?.focus();
                }}
              />
            </li>
          ))}
        </ol>
      )}
      <div className="condition-add">
        <AddButton
          ref={add}
          onAdd={() => {
            write([...of, freshPart(about)]);
          }}
        />
        {depth < deepest && (
          <button
            type="button"
            className="button plain"
            onClick={() => {
              write([...of, { [match === 'all' ? 'any' : 'all']: [freshPart(about)] }]);
            }}
          >
            <Icon name="add" /> Group
          </button>
        )}
      </div>
    </div>
  );
}

function AddButton({ onAdd, ref }: { onAdd: () => void; ref?: React.Ref<HTMLButtonElement> }) {
  return (
    <button type="button" className="button plain" onClick={onAdd} ref={ref}>
      <Icon name="add" /> Condition
    </button>
  );
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="button plain remove" aria-label={label} title={label} onClick={onRemove}>
      <Icon name="remove" />
    </button>
  );
}

/** Takes the focus into a row that somebody has just asked for. */
function useFocus(json: JsonObject) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus(json)) box.current?.querySelector<HTMLElement>('input, select, button')?.focus();
  }, [json]);
  return box;
}

/** A row that nobody has said yet what it is about. */
function Chooser({ path, about, onChange, onRemove, json }: Inside) {
  const box = useFocus(json);
  return (
    <div className="condition-row">
      <div className="condition-line" ref={box} role="group" aria-label="What the condition is about">
        {topicsOf(about).map((topic) => (
          <button
            key={topic}
            type="button"
            className="button topic"
            onClick={() => {
              onChange(askedFor(freshRow(topic)));
            }}
          >
            {topicWords[topic]}
          </button>
        ))}
      </div>
      {onRemove && <RemoveButton label="Remove this condition" onRemove={onRemove} />}
      <RowProblems path={path} />
    </div>
  );
}

function Row(props: Inside & { topic: Topic }) {
  const { json, path, about, depth, event, negated, topic, onChange, onRemove } = props;
  const box = useFocus(json);
  const write = (next: JsonObject) => {
    onChange(negated ? { not: next } : next);
  };
  const many = quantifierOf(json);
  return (
    <div className="condition-row" role="group" aria-label={`${negated ? 'Not: ' : ''}${topicWords[topic]}`}>
      <span className="condition-topic">
        {negated && <strong>Not: </strong>}
        {topicWords[topic]}
      </span>
      <div className="condition-line" ref={box}>
        <TopicFields json={json} onChange={write} topic={topic} about={about} event={event} />
        {topic === 'event' && json.where === undefined && (
          <button
            type="button"
            className="button plain"
            onClick={() => {
              write({ ...json, where: askedFor({}) });
            }}
          >
            <Icon name="add" /> Where…
          </button>
        )}
      </div>
      <span className="condition-do">
        <button
          type="button"
          className="button plain not"
          aria-pressed={negated}
          title="Turns the condition into its opposite"
          onClick={() => {
            onChange(negated ? json : { not: json });
          }}
        >
          Not
        </button>
        {onRemove && <RemoveButton label="Remove this condition" onRemove={onRemove} />}
      </span>
      <RowProblems path={negated ? path.slice(0, -'.not'.length) : path} />
      {negated && <RowProblems path={path} />}
      {topic === 'event' && isObject(json.where) && (
        <Where
          where={json.where}
          path={`${path}.where`}
          depth={depth + 1}
          event={textOf(json.event)}
          onChange={(where) => {
            write(where === undefined ? without(json, 'where') : { ...json, where });
          }}
        />
      )}
      {topic === 'products' && isObject(json[many]) && (
        <div className="condition-where">
          <Place
            json={json[many]}
            path={`${path}.${many}`}
            about="product"
            depth={depth + 1}
            event={event}
            onChange={(of) => {
              write({ [many]: of });
            }}
            onRemove={undefined}
          />
        </div>
      )}
    </div>
  );
}

/** What has to be so of the event itself. */
function Where(props: {
  where: JsonObject;
  path: string;
  depth: number;
  event: string;
  onChange: (where: JsonObject | undefined) => void;
}) {
  const { where, path, depth, event, onChange } = props;
  return (
    <div className="condition-where" role="group" aria-label="Where, of the event">
      <span className="quiet">where, of the event,</span>
      <Place
        json={where}
        path={path}
        about="event"
        depth={depth}
        event={event}
        onChange={onChange}
        onRemove={() => {
          onChange(undefined);
        }}
      />
    </div>
  );
}

/** A "not" around what is no row of its own: another "not", or what cannot be drawn. */
function NotFrame(props: PartProps & { of: JsonObject }) {
  const { of, path, depth, onChange, onRemove } = props;
  return (
    <div className="condition-row" role="group" aria-label="Not">
      <span className="condition-topic">
        <strong>Not:</strong>
      </span>
      <span className="condition-do">
        {onRemove && <RemoveButton label="Remove this condition" onRemove={onRemove} />}
      </span>
      <RowProblems path={path} />
      <div className="condition-where">
        <Part
          {...props}
          json={of}
          path={`${path}.not`}
          depth={depth + 1}
          onChange={(next) => {
            onChange({ not: sameRow(of, next) });
          }}
          onRemove={undefined}
        />
      </div>
    </div>
  );
}

/** What the builder has no fields for. */
function AsWritten({ json, path, onRemove }: Inside) {
  return (
    <div className="condition-row" role="group" aria-label="Written by hand">
      <span className="condition-topic">Written by hand</span>
      <span className="condition-do">
        {onRemove && <RemoveButton label="Remove this condition" onRemove={onRemove} />}
      </span>
      <pre className="condition-json">{JSON.stringify(json, null, 2)}</pre>
      <p className="quiet condition-note">This page has no fields for it. It is kept as it is.</p>
      <RowProblems path={path} />
    </div>
  );
}

function RowProblems({ path }: { path: string }) {
  const problems = useContext(ProblemsContext).get(path);
  if (problems === undefined) return null;
  return (
    <div className="condition-problems" role="alert">
      {problems.map((problem) => (
        <p key={`${problem.field} ${problem.message}`}>{problemWords(problem, path)}</p>
      ))}
    </div>
  );
}
