import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import openapi from '../../../functions/src/main/resources/openapi.json?raw';
import guide from '../../../docs/conditions.md?raw';
import { createApi } from '../api/client';
import type { FieldError } from '../api/types';
import { SignedInContext, type SignedIn } from '../auth/context';
import { mockFetch, tokenOf } from '../testing/app';
import { ConditionBuilder } from './ConditionBuilder';
import { type Json, type JsonObject, isObject } from './json';
import type { Offers } from './offers';
import { gaps, problemsByRow } from './problems';
import { type About, inner, read } from './reading';

const files = import.meta.glob<string>('../../../templates/campaigns/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const offers: Offers = {
  events: [{ name: 'Quiz Finished', count: 12, properties: [{ name: 'score', type: 'number', sample: 7 }] }],
  audiences: [{ key: 'vip', name: 'VIP' }],
  lists: [{ key: 'newsletter', name: 'Newsletter' }],
  campaigns: [{ key: 'cart-recovery', name: 'Cart recovery' }],
  currencies: ['EUR', 'USD'],
};

/** The conditions of the guide, with something in the place of its letters. */
function ofGuide(): JsonObject[] {
  const standIns: [RegExp, string][] = [
    [/\[C, \.\.\.\]/, '[{"cart":"filled"},{"list":"vip"}]'],
    [/:C}/, ':{"consent":"sms","is":"unknown"}}'],
    [/:W}/, ':{"property":"total","atLeast":50}}'],
    [/:P}/, ':{"property":"category","is":"mugs"}}'],
  ];
  return [...guide.matchAll(/`(\{"[^`]*\})`/g)].flatMap(([, found = '']) => {
    const text = standIns.reduce((written, [letter, condition]) => written.replace(letter, condition), found);
    try {
      return [JSON.parse(text) as JsonObject];
    } catch {
      // A body of the API, with words in it.
      return [];
    }
  });
}

const namesOfConditions = ['condition', 'where', 'entry', 'everyMessage', 'if', 'exitWhen'];

/** Every condition in what somebody wrote. */
function conditionsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(conditionsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...(namesOfConditions.includes(name) && isObject(part) ? [part] : []),
    ...conditionsIn(part),
  ]);
}

function examplesOf(value: Json): Json[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(examplesOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => (name === 'examples' ? [part] : examplesOf(part)));
}

const written: { from: string; condition: JsonObject }[] = [
  ...ofGuide().map((condition) => ({ from: 'the guide', condition })),
  ...examplesOf(JSON.parse(openapi) as Json)
    .flatMap(conditionsIn)
    .map((condition) => ({ from: 'the API’s document', condition })),
  ...Object.entries(files).flatMap(([path, text]) =>
    conditionsIn(JSON.parse(text) as Json).map((condition) => ({ from: path.split('/').at(-1) ?? path, condition })),
  ),
];

/** Whether it can be drawn to its last part. */
function whole(json: JsonObject, about: About): boolean {
  return read(json, about).kind !== 'other' && inner(json, '', about).every((part) => whole(part.json, part.about));
}

/** A builder that keeps what is changed, and the latest of it. */
function build(condition: JsonObject, about: About = 'customer', problems: readonly FieldError[] = []) {
  const now = { condition };
  const changed = vi.fn();
  function Kept() {
    const [kept, setKept] = useState(condition);
    return (
      <ConditionBuilder
        condition={kept}
        about={about}
        problems={problems}
        offers={offers}
        onChange={(next) => {
          changed();
          now.condition = next;
          setKept(next);
        }}
      />
    );
  }
  mockFetch();
  const signedIn: SignedIn = {
    api: createApi({ token: () => tokenOf('viewer'), renew: () => Promise.resolve(false) }),
    role: 'viewer',
    kind: 'dev',
    signOut: vi.fn(),
  };
  render(
    <SignedInContext value={signedIn}>
      <Kept />
    </SignedInContext>,
  );
  return { user: userEvent.setup(), now, changed };
}

const row = (name: string | RegExp, nth = 0) => within(screen.getAllByRole('group', { name })[nth] ?? document.body);

describe('every condition that is written somewhere', () => {
  it('is found', () => {
    expect(ofGuide().length).toBeGreaterThanOrEqual(18);
    expect(written.length).toBeGreaterThan(30);
  });

  it.each(written.map(({ from, condition }) => [JSON.stringify(condition), from, condition] as const))(
    'comes through the builder as it is: %s (%s)',
    async (_text, _from, condition) => {
      const about = ['customer', 'event', 'product'] as const;
      const here = about.find((one) => whole(condition, one));
      // Beside one that is changed, so that something is written.
      const { user, now, changed } = build(
        { all: [condition, { property: 'plan', is: 'gold' }, { attribute: 'plan', is: 'gold' }] },
        here,
      );
      const others = screen.queryAllByRole('group', { name: 'Written by hand' }).length;
      expect(others).toBe(here === undefined ? others : 1);
      expect(changed).not.toHaveBeenCalled();
      const value = screen.getAllByRole('textbox', { name: 'Value' }).at(-1) ?? document.body;
      await user.type(value, 'en');
      const subject = here === 'customer' || here === undefined ? 'attribute' : 'property';
      const kept = [condition, { property: 'plan', is: 'gold' }, { attribute: 'plan', is: 'gold' }].map((one, i) =>
        i > 0 && subject in one ? { ...one, is: 'golden' } : one,
      );
      expect(now.condition).toEqual({ all: kept });
      expect(JSON.stringify(now.condition)).toBe(JSON.stringify({ all: kept }));
    },
  );

  it('can be drawn, but for those that only stand in campaigns', () => {
    const about = ['customer', 'event', 'product'] as const;
    const not = written.filter(({ condition }) => !about.some((one) => whole(condition, one)));
    for (const { condition } of not) expect(JSON.stringify(condition)).toMatch(/"same"|"property"/);
  });

  it.each(ofGuide().map((condition) => [JSON.stringify(condition), condition] as const))(
    'is shown as it is written where there is more in it than can be drawn: %s',
    async (_text, condition) => {
      const more = { ...condition, later: { than: ['this', 'page'] } };
      const { user, now } = build({ any: [more] });
      expect(JSON.parse(row('Written by hand').getByText(/than/).textContent)).toEqual(more);
      await user.selectOptions(screen.getByLabelText('How many have to be so'), 'not all of these');
      expect(now.condition).toEqual({ not: { all: [more] } });
    },
  );
});

describe('the builder', () => {
  it('builds a condition from nothing, by keyboard', async () => {
    const { user, now } = build({ all: [] });
    expect(screen.getByText(/^Everyone is meant/)).toBeTruthy();
    screen.getByRole('button', { name: 'Condition' }).focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement?.textContent).toBe('Attribute');
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Attribute' }));
    await user.keyboard('coun{ArrowDown}{Enter}{Tab}{Tab}DE');
    expect(now.condition).toEqual({ all: [{ attribute: 'country', is: 'DE' }] });

    await user.click(screen.getByRole('button', { name: 'Condition' }));
    await user.click(screen.getByRole('button', { name: 'Event' }));
    await user.keyboard('{Tab}quiz');
    expect(screen.getByRole('option', { name: /Quiz Finished.*12 times/ })).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    const event = row('Event');
    await user.selectOptions(event.getByLabelText('How often'), 'between');
    await user.clear(event.getByLabelText('Times, to'));
    await user.type(event.getByLabelText('Times, to'), '7');
    await user.selectOptions(event.getByLabelText('When'), 'in the last');
    await user.selectOptions(event.getByLabelText('Period, unit'), 'hours');
    await user.click(event.getByRole('button', { name: 'Where…' }));
    await user.click(event.getByRole('button', { name: 'Property' }));
    await user.keyboard('{ArrowDown}{Enter}');
    await user.selectOptions(event.getByLabelText('Comparison'), 'is at least');
    await user.type(event.getByLabelText('Value'), '5');
    await user.click(event.getByRole('button', { name: 'Condition' }));
    expect(now.condition).toMatchObject({
      all: [
        { attribute: 'country', is: 'DE' },
        { event: 'Quiz Finished', count: { atLeast: 2, atMost: 7 }, within: 'PT30H' },
      ],
    });
    expect((now.condition.all as readonly JsonObject[])[1]?.where).toEqual({
      all: [{ property: 'score', atLeast: 5 }, {}],
    });
    expect(gaps(now.condition, 'customer')).toEqual([
      { field: 'condition.all[1].where.all[1]', message: 'Choose what this condition is about' },
    ]);
  });

  it('turns a condition and a group into their opposites and back', async () => {
    const { user, now } = build({ all: [{ list: 'newsletter' }] });
    await user.click(screen.getByRole('button', { name: 'Not' }));
    expect(now.condition).toEqual({ all: [{ not: { list: 'newsletter' } }] });
    await user.click(row('Not: List').getByRole('button', { name: 'Not', pressed: true }));
    await user.selectOptions(screen.getByLabelText('How many have to be so'), 'none of these');
    expect(now.condition).toEqual({ not: { any: [{ list: 'newsletter' }] } });
    await user.selectOptions(screen.getByLabelText('How many have to be so'), 'all of these');
    expect(now.condition).toEqual({ all: [{ list: 'newsletter' }] });
  });

  it('nests groups, and takes a row and a group away', async () => {
    const { user, now } = build({ all: [{ audience: 'vip' }] });
    await user.click(screen.getByRole('button', { name: 'Group' }));
    await user.click(screen.getByRole('button', { name: 'Cart' }));
    expect(now.condition).toEqual({ all: [{ audience: 'vip' }, { any: [{ cart: 'filled' }] }] });
    await user.click(row('Audience').getByRole('button', { name: 'Remove this condition' }));
    expect(now.condition).toEqual({ all: [{ any: [{ cart: 'filled' }] }] });
    expect(document.activeElement?.textContent).toContain('Condition');
    await user.click(screen.getByRole('button', { name: 'Remove this group' }));
    expect(now.condition).toEqual({ all: [] });
  });

  it('makes a group of a condition that stands alone', async () => {
    const { user, now } = build({ cart: 'filled' });
    await user.click(screen.getByRole('button', { name: 'Condition' }));
    await user.click(screen.getByRole('button', { name: 'Consent' }));
    expect(now.condition).toEqual({ all: [{ cart: 'filled' }, { consent: 'email', is: 'granted' }] });
  });

  it.each([
    ['is not', { isNot: 'x' }, 'x'],
    ['contains', { contains: 'x' }, 'x'],
    ['starts with', { startsWith: 'x' }, 'x'],
    ['is one of', { oneOf: ['x', 'y'] }, 'x,y{Enter}'],
    ['is at least', { atLeast: 12.5 }, '12,5'],
    ['is at most', { atMost: 3 }, '3'],
    ['is yes', { is: true }, ''],
    ['is no', { is: false }, ''],
    ['is known', { exists: true }, ''],
    ['is not known', { exists: false }, ''],
    ['in the last', { inLast: 'P30D' }, ''],
  ])('compares an attribute: %s', async (operator, test, typed) => {
    const { user, now } = build({ attribute: 'plan', is: '' });
    await user.selectOptions(screen.getByLabelText('Comparison'), operator);
    if (typed !== '') await user.type(screen.getByLabelText(/^(Value|Add to values)$/), typed);
    expect(now.condition).toEqual({ attribute: 'plan', ...test });
  });

  it('compares an amount in a currency, and asks for both ends of a range', async () => {
    const { user, now } = build({ attribute: 'spent', atLeast: 50 });
    await user.selectOptions(screen.getByLabelText('Currency'), 'USD');
    expect(now.condition).toEqual({ attribute: 'spent', atLeast: { amount: '50', currency: 'USD' } });
    await user.selectOptions(screen.getByLabelText('Currency'), '–');
    await user.click(screen.getByRole('button', { name: /also/ }));
    await user.type(screen.getAllByLabelText('Value')[1] ?? document.body, '90');
    expect(now.condition).toEqual({ attribute: 'spent', atLeast: 50, atMost: 90 });
    await user.click(screen.getByRole('button', { name: 'Remove “is at least”' }));
    expect(now.condition).toEqual({ attribute: 'spent', atMost: 90 });
  });

  it('keeps a number a number, and takes back what is none', async () => {
    const { user, now } = build({ event: 'Order Completed', count: { atLeast: 3 } });
    const times = screen.getByLabelText<HTMLInputElement>('Times');
    await user.clear(times);
    expect(times.getAttribute('aria-invalid')).toBe('true');
    await user.type(times, '99');
    expect(now.condition).toEqual({ event: 'Order Completed', count: { atLeast: 9 } });
    await user.tab();
    expect(times.value).toBe('9');
    await user.selectOptions(screen.getByLabelText('Did or did not'), 'did not');
    expect(now.condition).toEqual({ event: 'Order Completed', count: { is: 0 } });
    await user.selectOptions(screen.getByLabelText('Did or did not'), 'did');
    expect(now.condition).toEqual({ event: 'Order Completed' });
  });

  it('asks for a cart, days and hours', async () => {
    const { user, now } = build({
      all: [{ cart: 'filled' }, { weekday: ['monday'] }, { time: { from: '09:00', to: '18:00' } }],
    });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Cart' }), 'is worth at least');
    await user.click(screen.getByRole('checkbox', { name: 'Tuesday' }));
    expect(now.condition).toEqual({
      all: [
        { cart: 'value', atLeast: { amount: '50', currency: 'EUR' } },
        { weekday: ['monday', 'tuesday'] },
        { time: { from: '09:00', to: '18:00' } },
      ],
    });
  });

  it('asks what became of a campaign’s message', async () => {
    const { user, now } = build({ message: '', status: 'clicked' });
    await user.selectOptions(screen.getByLabelText('Campaign'), 'Cart recovery');
    expect(now.condition).toEqual({ message: 'cart-recovery', status: 'clicked' });
    await screen.findByRole('option', { name: 'Email reminder' });
    await user.selectOptions(screen.getByLabelText('Step'), 'Email reminder');
    await user.selectOptions(screen.getByLabelText('What became of it'), 'was opened');
    expect(now.condition).toEqual({ message: 'cart-recovery/email', status: 'opened' });
  });

  it('says a server’s problem at the row that it is about', () => {
    const condition = {
      all: [{ list: 'a' }, { not: { event: 'X', within: 'P9999D', where: { property: 'a', is: 1 } } }],
    };
    const problems = [
      {
        field: 'condition.all[1].not.within',
        message: 'P9999D is not possible; it must be from "PT1M" to "P730D"',
      },
      { field: 'condition.all[1].not.where.is', message: 'is odd' },
      { field: 'name', message: 'is too long' },
    ];
    build(condition, 'customer', problems);
    const event = row('Not: Event');
    expect(event.getByText('Within 9999 days is not possible; it must be from 1 minute to 730 days.')).toBeTruthy();
    expect(event.getByText('Is is odd.')).toBeTruthy();
    expect(row('List').queryByRole('alert')).toBeNull();
    expect([...problemsByRow(condition, 'customer', problems).keys()]).toEqual([
      'condition.all[1].not',
      'condition.all[1].not.where',
      '',
    ]);
  });
});
