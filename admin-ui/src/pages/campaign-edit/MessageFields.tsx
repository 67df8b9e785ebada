import { ChoiceField, NameField, PeriodField } from '../../condition/fields';
import { channelName } from '../../components/words';
import {
  channels,
  mainTarget,
  onChannel,
  reactionWords,
  reactionsOf,
  waiting,
  withMainTarget,
  withWay,
} from '../../flow/messages';
import type { MessageNode } from '../../flow/model';
import { TemplateLook } from './TemplateLook';
import { omit } from '../../flow/omit';
import { useEditing, useNodeChange } from './context';
import { Row, StepSelect, Wrong } from './fields';

/** What a message is, what is waited for after it, and where each of its ways leads. */
export function MessageFields({ node }: { node: MessageNode }) {
  const { templates } = useEditing();
  const write = useNodeChange();
  const path = `flow.nodes.${node.id}`;
  const fitting = templates.filter(({ channel }) => channel === node.channel);
  const known = templates.find(({ key }) => key === node.template);

  return (
    <>
      <Row label="Channel" path={`${path}.channel`}>
        <ChoiceField
          label="Channel"
          value={node.channel}
          choices={channels.map((channel) => [channel, channelName(channel)])}
          onChange={(channel) => {
            const others = (node.fallbacks ?? []).filter((one) => one.channel !== channel);
            const alone = omit(node, 'fallbacks');
            const moved = onChannel(others.length === 0 ? alone : { ...alone, fallbacks: others }, channel);
            write(known === undefined || known.channel === channel ? moved : { ...moved, template: '' });
          }}
        />
      </Row>
      <Row
        label="Template"
        path={`${path}.template`}
        hint={
          templates.length > 0 && fitting.length === 0
            ? `There is no template for ${channelName(node.channel)} yet.`
            : undefined
        }
      >
        <NameField
          label="Template"
          value={node.template}
          placeholder="Choose what is sent"
          offers={fitting.map(({ key, name }) => ({ value: key, label: name, note: key }))}
          onChange={(template) => {
            write({ ...node, template }, 'template');
          }}
        />
      </Row>
      {known && <TemplateLook key={known.key} template={known} />}
      <Fallbacks node={node} />
      <Row label="After it was sent" path={`${path}.waitsFor`}>
        <ChoiceField
          label="What is waited for"
          value={node.waitsFor ? 'waits' : 'goes on'}
          choices={[
            ['goes on', 'Go on at once'],
            ['waits', 'Wait for what the customer does'],
          ]}
          onChange={(choice) => {
            write(waiting(node, choice === 'waits'));
          }}
        />
        {node.waitsFor && (
          <>
            <span>for</span>
            <PeriodField
              label="Waits"
              value={node.waitsFor.within}
              onChange={(within) => {
                write({ ...node, waitsFor: { ...node.waitsFor, within } }, 'within');
              }}
            />
          </>
        )}
      </Row>
      {node.waitsFor && <Reactions node={node} />}
      {node.waitsFor && node.ways?.opened !== undefined && (
        <Row
          label="Opened by a machine"
          hint="Mail scanners and privacy proxies open emails by themselves. Nobody knows then whether the customer did."
        >
          <ChoiceField
            label="Opened by a machine counts as"
            value={node.waitsFor.unknownOpen ?? 'as_opened'}
            choices={[
              ['as_opened', 'counts as opened'],
              ['as_not_opened', 'counts as not opened'],
            ]}
            onChange={(unknownOpen) => {
              if (node.waitsFor) write({ ...node, waitsFor: { ...node.waitsFor, unknownOpen } });
            }}
          />
        </Row>
      )}
      <Sending node={node} />
    </>
  );
}

/** The channels that are tried where the message cannot go out on the one before. */
function Fallbacks({ node }: { node: MessageNode }) {
  const { templates } = useEditing();
  const write = useNodeChange();
  const fallbacks = node.fallbacks ?? [];
  const put = (changed: NonNullable<MessageNode['fallbacks']>) => {
    write(changed.length === 0 ? omit(node, 'fallbacks') : { ...node, fallbacks: changed });
  };
  const free = channels.filter(
    (channel) => channel !== node.channel && !fallbacks.some((one) => one.channel === channel),
  );
  return (
    <Row
      label="If it cannot go out there"
      path={`flow.nodes.${node.id}.fallbacks`}
      hint={
        fallbacks.length === 0
          ? undefined
          : 'Tried in this order where there is no address, no consent or no place under a cap, and where it did not arrive.'
      }
    >
      {fallbacks.map((one, i) => (
        <span key={one.channel} className="fields">
          <span>then by {channelName(one.channel)}</span>
          <NameField
            label={`Template for ${channelName(one.channel)}`}
            value={one.template}
            placeholder="Choose what is sent"
            offers={templates
              .filter(({ channel }) => channel === one.channel)
              .map(({ key, name }) => ({ value: key, label: name, note: key }))}
            onChange={(template) => {
              put(fallbacks.map((other, at) => (at === i ? { ...other, template } : other)));
            }}
          />
          <button
            type="button"
            className="button quiet"
            aria-label={`Remove ${channelName(one.channel)}`}
            onClick={() => {
              put(fallbacks.filter((_, at) => at !== i));
            }}
          >
            Remove
          </button>
        </span>
      ))}
      {free.length > 0 && (
        <ChoiceField
          label="If it cannot go out there"
          value=""
          placeholder={fallbacks.length === 0 ? 'it is not sent' : 'add another channel'}
          choices={free.map((channel) => [channel, `try ${channelName(channel)}`])}
          onChange={(channel) => {
            put([...fallbacks, { channel, template: '' }]);
          }}
        />
      )}
    </Row>
  );
}

/** What the customer may do, and where each of it leads. */
function Reactions({ node }: { node: MessageNode }) {
  const write = useNodeChange();
  const ways: Record<string, string | undefined> = node.ways ?? {};
  const possible = [...new Set([node, ...(node.fallbacks ?? [])].flatMap(({ channel }) => reactionsOf(channel)))];
  const others = Object.keys(ways).filter((key) => key in reactionWords && !possible.includes(key));
  return (
    <fieldset className="edit-ways">
      <legend className="edit-label">What the customer does</legend>
      {[...possible, ...others].map((key) => {
        const to = ways[key];
        return (
          <div key={key} className="edit-way">
            <label>
              <input
                type="checkbox"
                checked={to !== undefined}
                onChange={(event) => {
                  write(withWay(node, key, event.target.checked ? mainTarget(node) : undefined));
                }}
              />
              {reactionWords[key]}
            </label>
            {to !== undefined && (
              <StepSelect
                label={`${reactionWords[key] ?? key}: next step`}
                from={node.id}
                at={`ways.${key}`}
                value={to}
                onChange={(next) => {
                  write(withWay(node, key, next));
                }}
              />
            )}
          </div>
        );
      })}
      <Wrong path={`flow.nodes.${node.id}.ways`} />
    </fieldset>
  );
}

/** What can become of the sending itself. */
function Sending({ node }: { node: MessageNode }) {
  const write = useNodeChange();
  const main = node.waitsFor ? 'otherwise' : 'sent';
  const unnamed = node.next === undefined ? {} : { unnamed: 'The same as above' };
  const rows = [
    ['skipped', 'Not sent', 'There was no consent or no address.'],
    ['failed', 'Failed', 'It could not be sent, or did not arrive.'],
  ] as const;
  return (
    <fieldset className="edit-ways">
      <legend className="edit-label">Next step</legend>
      <div className="edit-way">
        <span>{node.waitsFor ? 'None of that in time' : 'Once it is sent'}</span>
        <StepSelect
          label={node.waitsFor ? 'None of that in time: next step' : 'Next step'}
          from={node.id}
          at={node.ways?.[main] === undefined ? 'next' : `ways.${main}`}
          value={mainTarget(node)}
          onChange={(to) => {
            if (to !== undefined) write(withMainTarget(node, to));
          }}
        />
      </div>
      {rows.map(([key, words, hint]) => (
        <div key={key} className="edit-way">
          <span title={hint}>{words}</span>
          <StepSelect
            label={`${words}: next step`}
            from={node.id}
            at={`ways.${key}`}
            value={node.ways?.[key]}
            {...unnamed}
            onChange={(to) => {
              write(withWay(node, key, to));
            }}
          />
        </div>
      ))}
      <p className="edit-hint">“Not sent” is where there is no consent or no address.</p>
      <Wrong path={`flow.nodes.${node.id}.next`} />
    </fieldset>
  );
}
