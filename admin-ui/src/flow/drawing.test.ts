import { describe, expect, it } from 'vitest';
import { campaigns } from '../../mock/fixtures.mjs';
import type { CampaignDetail, Flow, FlowNode } from '../api/types';
import { drawingOf, sentencesOf, triggerId, waysOf } from './drawing';
import { boxHeight, boxWidth, labelSize, layoutOf } from './layout';

function campaign(key: string): CampaignDetail {
  const found = campaigns().find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no campaign ${key}`);
  return found;
}

const message = {
  id: 'a',
  type: 'message',
  name: 'A',
  channel: 'email',
  template: 't',
} as const;

describe('ways', () => {
  it('to the same node become one', () => {
    const ways = waysOf({
      ...message,
      waitsFor: { within: 'P1D', unknownOpen: 'as_not_opened' },
      ways: { opened: 'end', clicked: 'end' },
      next: 'b',
    });
    expect(ways.map(({ to, label }) => [to, label])).toEqual([
      ['end', 'opened or clicked within 1 day'],
      ['b', 'otherwise'],
    ]);
  });
  it('say what only a machine did, and what was not sent where that leads elsewhere', () => {
    const ways = waysOf({
      ...message,
      waitsFor: { within: 'P1D' },
      ways: { opened: 'end', clicked: 'thanks', skipped: 'c', failed: 'c' },
      next: 'b',
    });
    expect(ways.map(({ to, label }) => [to, label])).toEqual([
      ['end', 'opened or opened by a mail scanner or privacy proxy within 1 day'],
      ['thanks', 'clicked within 1 day'],
      ['b', 'otherwise'],
      ['c', 'not sent or failed'],
    ]);
  });
  it('name the rest where a message waits for nothing', () => {
    const ways = waysOf({ ...message, ways: { failed: 'c' }, next: 'b' });
    expect(ways.map(({ to, label }) => [to, label])).toEqual([
      ['b', 'sent or not sent'],
      ['c', 'failed'],
    ]);
  });
  it.each([
    [{ for: 'P3D' }, 'Wait 3 days'],
    [{ until: { time: '09:00' } }, 'Wait until 09:00'],
    [{ until: { time: '09:00', weekdays: ['monday', 'friday'] } }, 'Wait until 09:00 on Monday or Friday'],
    [{ until: { date: '2026-12-24T09:00' } }, 'Wait until 09:00 on 2026-12-24'],
  ] as const)('of a wait %j lead on, and it says how long it is', (wait, words) => {
    const node = { id: 'w', type: 'wait', name: 'Pause', next: 'end', ...wait } as FlowNode;
    const flow = { start: 'w', nodes: [node, { id: 'end', type: 'end', name: 'Done' }] } satisfies Flow;
    expect(sentencesOf(flow, [])).toEqual([`Pause: ${words}; then Done.`]);
  });
  it.each([
    [{ set: { attribute: 'stage', to: 'lead' } }, 'Change stage becomes lead'],
    [{ addToList: 'vip' }, 'Change on the list vip'],
    [{ removeFromList: 'vip' }, 'Change off the list vip'],
    [{ startCampaign: 'welcome' }, 'Change starts the campaign welcome'],
  ] as const)('of a change %j lead on, and it says what it does', (change, words) => {
    const node = { id: 'c', type: 'change', name: 'Mark', next: 'end', ...change } as FlowNode;
    const flow = { start: 'c', nodes: [node, { id: 'end', type: 'end', name: 'Done' }] } satisfies Flow;
    expect(sentencesOf(flow, [])).toEqual([`Mark: ${words}; then Done.`]);
  });
  it('of a branch bear the names of its cases, and those of a split their share', () => {
    const branch = {
      id: 'who',
      type: 'branch',
      name: 'Who',
      cases: [
        { name: 'VIP', if: { attribute: 'vip', is: true }, next: 'a' },
        { name: 'New', if: { cart: 'filled' }, next: 'b' },
      ],
      otherwise: 'b',
    } as FlowNode;
    expect(waysOf(branch).map(({ to, label }) => [to, label])).toEqual([
      ['a', 'VIP'],
      ['b', 'New or otherwise'],
    ]);
    const split = {
      id: 's',
      type: 'split',
      name: 'Split',
      arms: [
        { name: 'Holdout', weight: 1, next: 'end' },
        { name: 'Rest', weight: 9, next: 'a' },
      ],
    } as FlowNode;
    expect(waysOf(split).map(({ to, label }) => [to, label])).toEqual([
      ['end', 'Holdout, 10 %'],
      ['a', 'Rest, 90 %'],
    ]);
  });
  it('taken in any case have no words', () => {
    expect(waysOf({ ...message, next: 'b' })).toEqual([{ id: 'a>b', from: 'a', to: 'b', label: '' }]);
    expect(waysOf({ id: 'end', type: 'end', name: 'End' })).toEqual([]);
  });
});

describe('a drawing', () => {
  it('begins with the trigger and has a way to every box', () => {
    const { boxes, ways } = drawingOf(campaign('cart-recovery'));
    expect(boxes.map((box) => box.id)).toEqual([triggerId, 'email', 'whatsapp', 'done']);
    expect(new Set(ways.map((way) => way.to))).toEqual(new Set(['email', 'whatsapp', 'done']));
    expect(boxes[1]).toEqual({
      kind: 'message',
      id: 'email',
      name: 'Email reminder',
      channel: 'email',
      others: [],
      template: 'Cart reminder',
      subject: '{{default customer.firstName "Hello"}}, your cart is waiting',
    });
  });
  it('says the delay only where the trigger has not', () => {
    const [first] = drawingOf(campaign('cart-recovery')).ways;
    expect(first?.label).toBe('');
    const viewed = campaign('spring-lookbook');
    const quiet = { ...viewed, startsWhen: 'Product Viewed' };
    expect(drawingOf(quiet).ways[0]?.label).toBe('after 2 hours');
  });
  it('can be read as sentences', () => {
    const { campaign: file, templates } = campaign('cart-recovery');
    expect(sentencesOf(file.flow, templates)[0]).toBe(
      'Email reminder: Email from template Cart reminder, “{{default customer.firstName "Hello"}}, your cart is waiting”; ' +
        'opened, clicked or opened by a mail scanner or privacy proxy within 1 day: Done; otherwise: WhatsApp reminder.',
    );
  });

  it('says what is waited for, what is called and why it ends', () => {
    const [hope, call, gone]: FlowNode[] = [
      {
        ...{ id: 'hope', type: 'wait', name: 'Hope', atMost: 'P3D', next: 'call', otherwise: 'gone' },
        until: { event: 'Order Completed' },
      },
      {
        ...{ id: 'call', type: 'webhook', name: 'CRM', method: 'POST', url: 'https://api.example.com/x?y={{z}}' },
        ...{ ways: { failed: 'gone' }, next: 'done' },
      },
      { id: 'gone', type: 'exit', name: 'Gone', reason: 'never answered' },
    ];
    const flow = { start: 'hope', nodes: [hope, call, gone, { id: 'done', type: 'end', name: 'Done' }] } as Flow;
    expect(sentencesOf(flow, [])).toEqual([
      'Hope: Wait until Order Completed, for 3 days at most; Order Completed: CRM; the time is over: Gone.',
      'CRM: Webhook POST api.example.com; succeeded: Done; failed: Gone.',
      'Gone: Exit, never answered.',
    ]);
  });

  it.each(['cart-recovery', 'payment-failed', 'win-back'])('of %s goes top-down and nothing overlaps', (key) => {
    const drawing = drawingOf(campaign(key));
    const places = layoutOf(drawing);
    const place = (id: string) => places.boxes.get(id) ?? { x: NaN, y: NaN };
    for (const way of drawing.ways) expect(place(way.to).y).toBeGreaterThan(place(way.from).y);

    const rectangles = [
      ...drawing.boxes.map((box) => ({ id: box.id, ...place(box.id), width: boxWidth, height: boxHeight(box) })),
      ...drawing.ways
        .filter((way) => way.label !== '')
        .map((way) => {
          const { x, y } = places.labels.get(way.id) ?? { x: NaN, y: NaN };
          const { width, height } = labelSize(way.label);
          return { id: way.id, x: x - width / 2, y: y - height / 2, width, height };
        }),
    ];
    for (const a of rectangles) {
      for (const b of rectangles) {
        if (a.id >= b.id) continue;
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });
});
