import type { CampaignFile, FieldError, Flow, FlowNode, Trigger } from '../api/types';
import { isObject, type JsonObject } from '../condition/json';
import { gaps, root } from '../condition/problems';
import type { About } from '../condition/reading';
import { nodeOf, targetsOf, unreached } from './edit';
import { namedReactions } from './messages';
import { isWaitFor } from './model';

/** What the trigger's conditions can ask about. */
export function aboutOf(type: Trigger['type']): About {
  return type === 'becomes' || type === 'date' ? 'customer' : 'run';
}

/** What is plainly not finished, before the server is asked: by the same paths as the server's problems. */
export function checks(file: CampaignFile): FieldError[] {
  return [
    ...(file.name.trim() === '' ? [{ field: 'name', message: 'Give the campaign a name.' }] : []),
    ...ofTrigger(file.trigger),
    ...ofFlow(file.flow),
  ];
}

/** Fields of a condition that are empty yet, by the path of the condition. */
function ofCondition(condition: unknown, path: string, about: About, needed = ''): FieldError[] {
  if (!isObject(condition)) return [];
  if (needed !== '' && isEmptyGroup(condition)) return [{ field: path, message: needed }];
  return gaps(condition, about).map(({ field, message }) => ({ field: path + field.slice(root.length), message }));
}

const isEmptyGroup = (condition: JsonObject) =>
  Object.keys(condition).length === 1 &&
  [condition.all, condition.any].some((of) => Array.isArray(of) && of.length === 0);

function ofTrigger(trigger: Trigger): FieldError[] {
  const blank = (field: string, value: string | undefined, message: string): FieldError[] =>
    value === undefined || value.trim() === '' ? [{ field: `trigger.${field}`, message }] : [];
  const pattern = (field: string, of: { event?: string; events?: string[] }, message: string) =>
    of.events === undefined
      ? blank(field, of.event, message)
      : of.events.length === 0
        ? [{ field: `trigger.${field}`, message }]
        : [];
  const { entry, everyMessage } = trigger;
  const about = aboutOf(trigger.type);
  const conditions = [
    ...ofCondition(entry, 'trigger.entry', about),
    ...ofCondition(everyMessage, 'trigger.everyMessage', about),
    ...('where' in trigger ? ofCondition(trigger.where, 'trigger.where', 'event') : []),
  ];
  switch (trigger.type) {
    case 'event':
      return [...pattern('event', trigger, 'Say which event starts the campaign.'), ...conditions];
    case 'unfinished':
      return [
        ...pattern('begun', trigger.begun, 'Say what is begun.'),
        ...pattern('finished', trigger.finished, 'Say what finishes it.'),
        ...conditions,
      ];
    case 'becomes':
      return [
        ...ofCondition(trigger.condition, 'trigger.condition', 'customer', 'Say what has to become so.'),
        ...conditions,
      ];
    case 'changed':
      return [...blank('attribute', trigger.attribute, 'Say what has to change.'), ...conditions];
    case 'date':
      return [...blank('attribute', trigger.attribute, 'Say which date is meant.'), ...conditions];
    case 'called':
      return conditions;
  }
}

function ofFlow(flow: Flow): FieldError[] {
  const lost = new Set(unreached(flow));
  return flow.nodes.flatMap((node) => [
    ...(lost.has(node.id)
      ? [{ field: `flow.nodes.${node.id}`, message: 'No way leads to this step. Connect one, or remove the step.' }]
      : []),
    ...targetsOf(flow, node.id)
      .filter((to) => nodeOf(flow, to) === undefined)
      .map(() => ({ field: `flow.nodes.${node.id}`, message: 'One of its ways leads nowhere. Choose a step.' })),
    ...(node.name.trim() === '' ? [{ field: `flow.nodes.${node.id}.name`, message: 'Give the step a name.' }] : []),
    ...ofNode(node),
  ]);
}

function ofNode(node: FlowNode): FieldError[] {
  const problem = (field: string, message: string) => [{ field: `flow.nodes.${node.id}.${field}`, message }];
  switch (node.type) {
    case 'message':
      return [
        ...(node.template === '' ? problem('template', 'Choose a template.') : []),
        ...((node.fallbacks ?? []).some(({ template }) => template === '')
          ? problem('fallbacks', 'Choose a template for each channel.')
          : []),
        ...(node.waitsFor && namedReactions(node).length === 0
          ? problem('ways', 'Choose at least one thing to wait for.')
          : []),
      ];
    case 'wait':
      if (isWaitFor(node)) {
        return 'event' in node.until
          ? [
              ...(node.until.event.trim() === '' ? problem('until.event', 'Say what is waited for.') : []),
              ...ofCondition(node.until.where, `flow.nodes.${node.id}.until.where`, 'event'),
            ]
          : ofCondition(
              node.until.condition,
              `flow.nodes.${node.id}.until.condition`,
              'customer',
              'Say what has to be so.',
            );
      }
      if (node.until === undefined) return [];
      if ('date' in node.until) return node.until.date === '' ? problem('until.date', 'Say until when.') : [];
      if (node.until.time === '') return problem('until.time', 'Say until which time.');
      return node.until.weekdays?.length === 0 ? problem('until.weekdays', 'Choose at least one day.') : [];
    case 'branch':
      return [
        ...ofNames(node.cases, (name) => problem('cases', name)),
        ...node.cases.flatMap((one, i) =>
          ofCondition(one.if, `${casePath(node.id, one.name, i)}.if`, 'run', 'Say when this way is taken.'),
        ),
      ];
    case 'split':
      return ofNames(node.arms, (name) => problem('arms', name));
    case 'change':
      if (node.set !== undefined) {
        return [
          ...(node.set.attribute.trim() === '' ? problem('set.attribute', 'Say which attribute.') : []),
          ...(node.set.to === '' ? problem('set.to', 'Say what it becomes.') : []),
        ];
      }
      if (node.addToList === '') return problem('addToList', 'Choose a list.');
      if (node.removeFromList === '') return problem('removeFromList', 'Choose a list.');
      return node.startCampaign === '' ? problem('startCampaign', 'Choose a campaign.') : [];
    case 'webhook':
      return node.url.trim() === '' ? problem('url', 'Say what is called.') : [];
    case 'exit':
      return node.reason.trim() === '' ? problem('reason', 'Say why it ends here.') : [];
    case 'end':
      return [];
  }
}

/** As the server names a case in its problems. */
export function casePath(node: string, name: string, index: number): string {
  return `flow.nodes.${node}.cases${name === '' ? `[${index}]` : `.${name}`}`;
}

function ofNames(of: readonly { name: string }[], problem: (message: string) => FieldError[]): FieldError[] {
  const names = of.map(({ name }) => name.trim().toLowerCase());
  if (names.includes('')) return problem('Every way needs a name.');
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? [] : problem('Two ways have the same name. Names have to differ.');
}
