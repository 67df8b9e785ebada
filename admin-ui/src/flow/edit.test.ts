import { describe, expect, it } from 'vitest';
import type { CampaignFile, Flow } from '../api/types';
import { checks } from './checks';
import { waysOf } from './drawing';
import {
  insert,
  insertKinds,
  mapLeads,
  mayFollow,
  nodeOf,
  reachedFrom,
  reconnect,
  remove,
  removalOf,
  sourcesOf,
  targetsOf,
  unreached,
  withNode,
} from './edit';
import { begin, happen } from './history';
import { mainTarget, onChannel, reactionsOf, waiting, withMainTarget, withWay } from './messages';
import type { MessageNode } from './model';
import { omit } from './omit';

const starters = import.meta.glob<CampaignFile>('../../../templates/campaigns/*.json', {
  eager: true,
  import: 'default',
});
const [everyNode] = Object.values(
  import.meta.glob<Flow>('../../../functions/src/test/resources/every-node.json', { eager: true, import: 'default' }),
);
if (everyNode === undefined) throw new Error('no every-node.json');

const files: [string, CampaignFile][] = [
  ...Object.entries(starters).map(([path, file]): [string, CampaignFile] => [path.split('/').at(-1) ?? path, file]),
  ['every-node.json', { name: 'Every node', kind: 'marketing', trigger: { type: 'called' }, flow: everyNode }],
];
const flows = files.map(([name, { flow }]): [string, Flow] => [name, flow]);

/** What is wrong with how steps follow each other. */
function faults(flow: Flow): string[] {
  const ids = flow.nodes.map(({ id }) => id);
  const lead: string[] = [];
  mapLeads(flow, (from, at, to) => {
    if (!ids.includes(to)) lead.push(`${from} ${at} leads to "${to}", which is no step`);
    return to;
  });
  const loops = ids.filter((id) => targetsOf(flow, id).some((to) => reachedFrom(flow, to).has(id)));
  return [
    ...lead,
    ...(new Set(ids).size === ids.length ? [] : ['two steps have one id']),
    ...loops.map((id) => `${id} can be reached from itself`),
  ];
}

const waysIn = (flow: Flow) => [
  { from: ':trigger', to: flow.start },
  ...flow.nodes.flatMap((node) => waysOf(node).map(({ from, to }) => ({ from, to }))),
];

describe('a file in the editor', () => {
  it('there are all kinds of', () => {
    expect(files.length).toBe(20);
    expect(new Set(everyNode.nodes.map(({ type }) => type)).size).toBe(8);
  });
  it.each(files)('is the same where nothing was changed: %s', (_, file) => {
    const before = JSON.stringify(file);
    expect(JSON.stringify(begin(file).file)).toBe(before);
    expect(JSON.stringify({ ...file, flow: mapLeads(file.flow, (__, ___, to) => to) })).toBe(before);
    expect(checks(file)).toEqual([]);
    expect(faults(file.flow)).toEqual([]);
  });
  it.each(files)('is the same once what was changed is undone: %s', (_, file) => {
    const { flow } = insert(file.flow, { from: ':trigger', to: file.flow.start }, 'wait');
    const changed = happen(begin(file), { do: 'change', file: { ...file, flow }, at: undefined });
    expect(JSON.stringify(happen(changed, { do: 'undo' }).file)).toBe(JSON.stringify(file));
    expect(happen(happen(changed, { do: 'undo' }), { do: 'redo' }).file.flow).toBe(flow);
  });
  it('keeps what the page has no field for', () => {
    const [first] = everyNode.nodes;
    const flow = {
      ...everyNode,
      note: 'mine',
      nodes: [{ ...first, colour: 'red' }, ...everyNode.nodes.slice(1)],
    } as Flow;
    const changed = insert(flow, { before: 'done' }, 'wait').flow;
    expect(changed).toMatchObject({ note: 'mine' });
    expect(changed.nodes[0]).toMatchObject({ colour: 'red' });
  });
});

describe('steps', () => {
  it.each(flows)('are put in on every way: %s', (_, flow) => {
    for (const way of waysIn(flow)) {
      for (const kind of insertKinds) {
        const { flow: after, id } = insert(flow, way, kind);
        expect(faults(after), `${kind} between ${way.from} and ${way.to}`).toEqual([]);
        expect(sourcesOf(after, id)).toEqual([way.from]);
        if (kind !== 'end' && kind !== 'exit') {
          expect(unreached(after)).toEqual([]);
          expect(targetsOf(after, id)).toContain(way.to);
        }
      }
    }
  });
  it.each(flows)('are put in before every step: %s', (_, flow) => {
    for (const { id: before } of flow.nodes) {
      const { flow: after, id } = insert(flow, { before }, 'wait');
      expect(faults(after)).toEqual([]);
      expect(sourcesOf(after, before)).toEqual([id]);
      expect(sourcesOf(after, id)).toEqual(sourcesOf(flow, before));
    }
  });
  it('are put in on one of several ways to the same step', () => {
    const { flow, id } = insert(everyNode, { from: 'who', at: 'cases.1' }, 'message');
    expect(faults(flow)).toEqual([]);
    expect(nodeOf(flow, 'who')).toMatchObject({ cases: [{ next: 'whatsapp' }, { next: id }] });
    expect(targetsOf(flow, id)).toEqual(['done']);
  });
  it.each(flows)('are removed, and their ways are joined: %s', (_, flow) => {
    for (const { id } of flow.nodes) {
      for (const to of removalOf(flow, id).choices) {
        const after = remove(flow, id, to.id, true);
        expect(faults(after), `without ${id}, joined in ${to.id}`).toEqual([]);
        expect(unreached(after)).toEqual([]);
        expect(nodeOf(after, id)).toBeUndefined();
      }
    }
  });
  it('that are removed without asking are those with one way out', () => {
    const clear = everyNode.nodes.filter(({ id }) => removalOf(everyNode, id).clear).map(({ id }) => id);
    expect(clear).toEqual(expect.arrayContaining(['days', 'morning', 'whatsapp', 'lead']));
    expect(clear).not.toContain('who');
    expect(clear).not.toContain('done');
  });
  it.each(flows)('are connected with what may follow, and a flow stays free of circles: %s', (_, flow) => {
    for (const { from, to } of waysIn(flow)) {
      for (const next of mayFollow(flow, from)) {
        expect(faults(reconnect(flow, from, to, next.id)), `${from} to ${next.id}`).toEqual([]);
      }
    }
  });
});

describe('a message', () => {
  const email = nodeOf(everyNode, 'email') as MessageNode;
  it('stops to wait for anything, and begins again', () => {
    const still = waiting(email, false);
    expect(still).not.toHaveProperty('waitsFor');
    expect(still).not.toHaveProperty('ways');
    expect(faults(withNode(everyNode, still))).toEqual([]);
    const again = waiting(still, true);
    expect(again).toMatchObject({ waitsFor: { within: 'P1D' }, ways: { clicked: 'days' }, next: 'days' });
    expect(faults(withNode(everyNode, again))).toEqual([]);
  });
  it('leads on where all of its ways are named', () => {
    const named: MessageNode = {
      ...omit(email, 'next'),
      ways: { opened: 'morning', otherwise: 'days', skipped: 'done', failed: 'done' },
    };
    expect(mainTarget(named)).toBe('days');
    expect(withMainTarget(named, 'done').ways).toMatchObject({ otherwise: 'done', opened: 'morning' });
    expect(waiting(named, false)).toMatchObject({ next: 'days', ways: { skipped: 'done', failed: 'done' } });
    expect(faults(withNode(everyNode, waiting(named, false)))).toEqual([]);
  });
  it('on another channel waits for what there is there', () => {
    const opened = withWay(withWay(email, 'opened', 'morning'), 'clicked', undefined);
    const moved = onChannel(opened, 'whatsapp');
    expect(moved.ways).toEqual({ read: 'morning' });
    expect(Object.keys(moved.ways ?? {}).every((key) => reactionsOf('whatsapp').includes(key))).toBe(true);
    const replied = withWay(withWay(moved, 'replied', 'done'), 'read', undefined);
    expect(onChannel(replied, 'email')).toMatchObject({ ways: { clicked: 'days' } });
  });
});

describe('checks', () => {
  const [, file] = files[0] ?? [];
  if (file === undefined) throw new Error('no file');
  it('find what is not filled in', () => {
    const { flow } = insert(file.flow, { from: ':trigger', to: file.flow.start }, 'message');
    const branched = insert(flow, { from: ':trigger', to: flow.start }, 'branch').flow;
    const found = checks({ ...file, name: ' ', trigger: { type: 'event', event: '' }, flow: branched });
    expect(found.map(({ field }) => field)).toEqual([
      'name',
      'trigger.event',
      'flow.nodes.branch.cases.Yes.if',
      'flow.nodes.email-2.template',
    ]);
  });
  it('find what nobody comes to', () => {
    const ended = insert(file.flow, { from: ':trigger', to: file.flow.start }, 'end');
    expect(checks({ ...file, flow: ended.flow }).length).toBe(file.flow.nodes.length);
  });
});
