import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Asked, type Instead, mockFetch, openApp, tokenOf } from '../../testing/app';
import { createBackend } from '../../../mock/backend.mjs';

const path = '/api/campaigns/cart-recovery/broadcasts';

const broadcast = (more: object) => ({
  campaign: 'cart-recovery',
  number: 1,
  state: 'sending',
  recipients: 1200,
  sent: 457,
  skipped: 41,
  failed: 2,
  unknown: 0,
  pending: 700,
  include: [{ audience: 'german-buyers' }],
  exclude: [{ list: 'newsletter' }],
  begins: '2026-11-27T09:00:00Z',
  zone: 'Europe/Berlin',
  localTime: false,
  by: 'ann@shop.example',
  askedAt: '2026-11-27T08:59:58Z',
  since: '2026-11-27T09:00:12Z',
  ...more,
});

/** The mock's campaign, as one that is launched. */
function campaign() {
  const asked = { method: 'GET', path: '/api/campaigns/cart-recovery', query: new URLSearchParams() };
  const answer = createBackend().handle({
    ...asked,
    token: tokenOf('admin'),
    ifMatch: null,
    text: '',
    body: undefined,
  });
  const body = structuredClone(answer.body) as { status: string; campaign: { trigger: unknown } };
  body.status = 'active';
  body.campaign.trigger = { type: 'called', delay: 'PT0S' };
  return body;
}

function launched(broadcasts: object[], then: (asked: Asked) => ReturnType<Instead> = () => undefined): Instead {
  return (asked) => {
    if (asked.path === '/api/campaigns/cart-recovery' && asked.method === 'GET')
      return { status: 200, body: campaign() };
    if (asked.path === path) return { status: 200, body: { broadcasts } };
    return then(asked);
  };
}

describe('the broadcasts of a campaign', () => {
  it('are asked for with whom they are meant for, and when, after a question', async () => {
    const asked = mockFetch(
      launched([], ({ path: to }) => (to.endsWith('/broadcast') ? { status: 202, body: broadcast({}) } : undefined)),
    );
    const user = openApp('/campaigns/cart-recovery/broadcasts', 'approver');
    expect(await screen.findByText('Not launched yet.')).toBeTruthy();
    const launch = screen.getByRole('button', { name: 'Launch…' });
    expect(launch).toHaveProperty('disabled', true);
    await user.selectOptions(
      await screen.findByLabelText('To'),
      await screen.findByRole('option', { name: /^German buyers: / }),
    );
    await user.selectOptions(screen.getByLabelText('Without'), 'Newsletter (list)');
    await user.click(screen.getByRole('radio', { name: 'At a time' }));
    expect(launch).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Time'), '2026-12-24T09:00');
    await user.click(screen.getByRole('checkbox'));
    await user.selectOptions(screen.getByLabelText('Again'), 'Every week');
    await user.type(screen.getByLabelText(/a minute/), '60');
    await user.click(launch);
    const dialog = within(screen.getByRole('dialog'));
    expect(
      dialog.getByText(/It goes to “German buyers”, which has .* now, without “Newsletter \(list\)”/),
    ).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Schedule it' }));
    await waitFor(() => {
      expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
        include: [{ audience: 'german-buyers' }],
        exclude: [{ list: 'newsletter' }],
        at: '2026-12-24T09:00',
        localTime: true,
        every: 'P7D',
        perMinute: 60,
      });
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('show where their recipients stand, and can be stopped', async () => {
    const asked = mockFetch(
      launched([broadcast({})], ({ path: to }) =>
        to.endsWith('/stop') ? { status: 202, body: broadcast({ state: 'stopping' }) } : undefined,
      ),
    );
    const user = openApp('/campaigns/cart-recovery/broadcasts', 'approver');
    const card = within(await screen.findByRole('region', { name: 'Broadcast 1' }));
    expect(card.getByText('In progress')).toBeTruthy();
    expect(card.getByText(/To the audience “german-buyers”, without the list “newsletter”. At once./)).toBeTruthy();
    expect(card.getByText('Skipped').nextElementSibling?.textContent).toBe('41');
    expect(card.getByRole('progressbar').getAttribute('value')).toBe('500');
    expect(screen.queryByRole('region', { name: 'Launch' })).toBeNull();
    await user.click(card.getByRole('button', { name: 'Stop' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Stop it' }));
    await waitFor(() => {
      expect(
        asked.some(({ method, path: to }) => method === 'POST' && to === '/api/campaigns/cart-recovery/stop'),
      ).toBe(true);
    });
  });

  it('are only looked at by who may not launch', async () => {
    mockFetch(launched([broadcast({ state: 'finished', pending: 3, at: '2026-12-24T09:00', localTime: true })]));
    openApp('/campaigns/cart-recovery/broadcasts', 'editor');
    expect(await screen.findByText('The last messages are on their way')).toBeTruthy();
    expect(screen.getByText(/On 2026-12-24 at 09:00 on each recipient’s own clock/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Launch…' })).toBeNull();
  });
});
