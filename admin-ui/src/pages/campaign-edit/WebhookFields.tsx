import { ChoiceField, NumberField } from '../../condition/fields';
import { Icon } from '../../components/Icon';
import { omit } from '../../flow/omit';
import type { WebhookNode } from '../../flow/model';
import { useNodeChange } from './context';
import { Row, StepSelect, TextRow, Wrong } from './fields';

type Method = WebhookNode['method'];
type Header = NonNullable<WebhookNode['headers']>[string];

const methods: readonly (readonly [Method, string])[] = [
  ['POST', 'POST'],
  ['GET', 'GET'],
  ['PUT', 'PUT'],
  ['DELETE', 'DELETE'],
];

/** What is called, what goes with the call, what is kept of the answer, and where to then. */
export function WebhookFields({ node }: { node: WebhookNode }) {
  const write = useNodeChange();
  const path = `flow.nodes.${node.id}`;
  return (
    <>
      <Row label="Method" path={`${path}.method`}>
        <ChoiceField<Method>
          label="Method"
          value={node.method}
          choices={methods}
          onChange={(method) => {
            write({ ...(method === 'GET' ? omit(node, 'body') : node), method });
          }}
        />
      </Row>
      <TextRow
        label="Address"
        path={`${path}.url`}
        value={node.url}
        longest={2000}
        placeholder="https://api.example.com/coupons?for={{customer.id}}"
        hint="A public host, by https. Placeholders can stand behind the host."
        onChange={(url) => {
          write({ ...node, url }, 'url');
        }}
      />
      {node.method !== 'GET' && (
        <TextRow
          label="Body"
          path={`${path}.body`}
          value={node.body ?? ''}
          lines={6}
          longest={20000}
          placeholder={'{ "email": "{{customer.email}}" }'}
          hint="JSON, with placeholders; {{json cart.lines}} writes a whole value."
          onChange={(body) => {
            write(body === '' ? omit(node, 'body') : { ...node, body }, 'body');
          }}
        />
      )}
      <Headers node={node} />
      <Row label="Time for an answer" path={`${path}.timeout`}>
        <NumberField
          label="Seconds"
          value={seconds(node.timeout)}
          whole={{ least: 1, most: 30 }}
          onChange={(value) => {
            write({ ...node, timeout: `PT${value}S` }, 'timeout');
          }}
        />
        <span>seconds, tried again</span>
        <NumberField
          label="Tried again"
          value={node.retries ?? 3}
          whole={{ least: 0, most: 10 }}
          onChange={(retries) => {
            write({ ...node, retries }, 'retries');
          }}
        />
        <span>times</span>
      </Row>
      <Keep node={node} />
      <Ways node={node} />
    </>
  );
}

function seconds(timeout: string | undefined): number {
  return Number(/^PT(\d+)S$/.exec(timeout ?? 'PT10S')?.[1] ?? 10);
}

/** Pairs of a name and a value; a name that is changed stays where it is. */
function Pairs<T>(props: {
  label: string;
  path: string;
  hint: string;
  pairs: Record<string, T>;
  first: readonly [string, T];
  value: (value: T, name: string, set: (value: T) => void) => React.ReactNode;
  onChange: (pairs: Record<string, T>) => void;
}) {
  const { label, path, hint, pairs, first, value, onChange } = props;
  const entries = Object.entries(pairs);
  const set = (i: number, name: string, to: T) => {
    onChange(Object.fromEntries(entries.map((entry, j) => (j === i ? [name, to] : entry))));
  };
  return (
    <fieldset className="edit-ways">
      <legend className="edit-label">{label}</legend>
      {entries.map(([name, to], i) => (
        <div key={i} className="edit-pair">
          <input
            className="field"
            aria-label={`${label}: name ${i + 1}`}
            value={name}
            onChange={(event) => {
              set(i, event.target.value, to);
            }}
          />
          {value(to, name, (next) => {
            set(i, name, next);
          })}
          <button
            type="button"
            className="button plain"
            aria-label={`Remove ${name}`}
            title={`Remove ${name}`}
            onClick={() => {
              onChange(Object.fromEntries(entries.filter((_, j) => j !== i)));
            }}
          >
            <Icon name="remove" />
          </button>
        </div>
      ))}
      {entries.length < 20 && !(first[0] in pairs) && (
        <button
          type="button"
          className="button plain edit-toggle"
          onClick={() => {
            onChange({ ...pairs, [first[0]]: first[1] });
          }}
        >
          <Icon name="add" /> Add one
        </button>
      )}
      <p className="edit-hint">{hint}</p>
      <Wrong path={path} />
    </fieldset>
  );
}

function Headers({ node }: { node: WebhookNode }) {
  const write = useNodeChange();
  return (
    <Pairs<Header>
      label="Headers"
      path={`flow.nodes.${node.id}.headers`}
      hint="A secret is named as in Secrets Manager after homing/webhooks/; its value is put in when the call is made, and shown nowhere."
      pairs={node.headers ?? {}}
      first={['Authorization', { secret: '' }]}
      value={(value, name, set) => (
        <>
          <ChoiceField
            label={`${name} is`}
            value={typeof value === 'string' ? 'text' : 'secret'}
            choices={[
              ['secret', 'secret'],
              ['text', 'text'],
            ]}
            onChange={(kind) => {
              set(kind === 'text' ? '' : { secret: '' });
            }}
          />
          <input
            className="field"
            aria-label={typeof value === 'string' ? `Value of ${name}` : `Secret of ${name}`}
            value={typeof value === 'string' ? value : value.secret}
            onChange={(event) => {
              set(typeof value === 'string' ? event.target.value : { secret: event.target.value });
            }}
          />
        </>
      )}
      onChange={(headers) => {
        write(Object.keys(headers).length === 0 ? omit(node, 'headers') : { ...node, headers }, 'headers');
      }}
    />
  );
}

function Keep({ node }: { node: WebhookNode }) {
  const write = useNodeChange();
  return (
    <Pairs<string>
      label="Kept of the answer"
      path={`flow.nodes.${node.id}.keep`}
      hint={`Fields of a JSON answer, with dots for what lies deeper. Templates name them {{run.${node.id}.code}} and so on.`}
      pairs={node.keep ?? {}}
      first={['code', 'code']}
      value={(value, name, set) => (
        <input
          className="field"
          aria-label={`Field of ${name}`}
          value={value}
          onChange={(event) => {
            set(event.target.value);
          }}
        />
      )}
      onChange={(keep) => {
        write(Object.keys(keep).length === 0 ? omit(node, 'keep') : { ...node, keep }, 'keep');
      }}
    />
  );
}

function Ways({ node }: { node: WebhookNode }) {
  const write = useNodeChange();
  const succeeded = node.ways?.succeeded;
  return (
    <fieldset className="edit-ways">
      <legend className="edit-label">Next step</legend>
      <div className="edit-way">
        <span>It succeeded</span>
        <StepSelect
          label="It succeeded: next step"
          from={node.id}
          at={succeeded === undefined ? 'next' : 'ways.succeeded'}
          value={succeeded ?? node.next}
          onChange={(to) => {
            if (to === undefined) return;
            write(succeeded === undefined ? { ...node, next: to } : { ...node, ways: { ...node.ways, succeeded: to } });
          }}
        />
      </div>
      <div className="edit-way">
        <span title="It answered with a status that is no success, or not at all.">It failed</span>
        <StepSelect
          label="It failed: next step"
          from={node.id}
          at="ways.failed"
          value={node.ways?.failed}
          {...(node.next === undefined ? {} : { unnamed: 'The same as above' })}
          onChange={(to) => {
            if (to !== undefined) write({ ...node, ways: { ...node.ways, failed: to } });
            else write(succeeded === undefined ? omit(node, 'ways') : { ...node, ways: { succeeded } });
          }}
        />
      </div>
      <Wrong path={`flow.nodes.${node.id}.next`} />
    </fieldset>
  );
}
