import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { report } from '../../mock/fixtures.mjs';
import { formatMoney } from '../format/money';
import { formatCount } from '../format/numbers';
import { mockFetch, openApp } from '../testing/app';

const region = (name: string) => screen.findByRole('region', { name });

describe('the dashboard', () => {
  it('shows each figure beside that of the period before, currencies apart', async () => {
    mockFetch();
    openApp('/');
    const { current, previous } = report('2026-10-22', '2026-11-20');
    const recovered = await region('Total Recovered');
    expect(current.recovered.map((money) => money.currency)).toEqual(['EUR', 'CHF']);
    for (const money of [...current.recovered, ...previous.recovered]) {
      expect(recovered.textContent).toContain(formatMoney(money));
    }
    const triggered = await region('Triggered');
    expect(within(triggered).getByText(formatCount(current.triggered))).toBeTruthy();
    expect(
      within(triggered).getByText(`up 14% from ${formatCount(previous.triggered)} in the period before`),
    ).toBeTruthy();
    for (const name of ['Recovery Rate', 'Converted', 'Messages Sent']) expect(await region(name)).toBeTruthy();
  });

  it('asks for whole days of the shop, ending on the server’s today', async () => {
    // 23:30 in UTC is the next day in Berlin.
    const asked = mockFetch(({ path }) =>
      path === '/api/settings'
        ? {
            status: 200,
            body: {
              shop: { name: 'S', timeZone: 'Europe/Berlin', currency: 'EUR', url: 'https://s.example' },
              now: '2027-03-09T23:30:00Z',
            },
          }
        : undefined,
    );
    const user = openApp('/');
    await user.click(await screen.findByRole('button', { name: '7 days' }));
    await waitFor(() => {
      const reports = asked.filter(({ path }) => path === '/api/reports/recovery');
      expect(reports.map(({ query }) => `${query.get('from') ?? ''} ${query.get('to') ?? ''}`)).toEqual([
        '2027-02-09 2027-03-10',
        '2027-03-04 2027-03-10',
      ]);
    });
  });

  it('takes days of one’s own, and only those that make sense', async () => {
    const asked = mockFetch();
    const user = openApp('/');
    await region('Triggered');
    await user.click(screen.getByRole('button', { name: 'Custom' }));
    const from = screen.getByLabelText('From');
    await user.clear(from);
    expect(screen.getByText('Give both days.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Show' }).disabled).toBe(true);
    await user.type(from, '2026-11-16');
    await user.click(screen.getByRole('button', { name: 'Show' }));
    await waitFor(() => {
      const last = asked.findLast(({ path }) => path === '/api/reports/recovery');
      expect(last?.query.toString()).toBe('from=2026-11-16&to=2026-11-20');
    });
  });

  it('keeps its period in the address', async () => {
    const asked = mockFetch();
    openApp('/?from=2026-11-01&to=2026-11-07');
    await region('Triggered');
    expect(asked.find(({ path }) => path === '/api/reports/recovery')?.query.toString()).toBe(
      'from=2026-11-01&to=2026-11-07',
    );
    expect(screen.getByRole('button', { name: 'Custom' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('says which days are compared, and in whose zone', async () => {
    mockFetch();
    openApp('/?days=7');
    await region('Triggered');
    expect(document.body.textContent).toMatch(/compared with .*Days follow the shop’s time zone \(Europe\/Berlin\)\./);
  });

  it('has the chart as a table, a row a day', async () => {
    mockFetch();
    const user = openApp('/');
    await user.click(await screen.findByText('Show as a table'));
    const table = screen.getByRole('table', { name: /Figures by day/ });
    expect(within(table).getAllByRole('row')).toHaveLength(31);
    expect(within(table).getAllByRole('rowheader')[0]?.textContent).toContain('20 Nov 2026');
  });

  it('lists campaigns by name and channels, and leaves out those that did nothing', async () => {
    mockFetch();
    openApp('/');
    const byCampaign = await screen.findByRole('table', { name: /by campaign/ });
    expect(within(byCampaign).getByRole('link', { name: 'Cart recovery' })).toBeTruthy();
    expect(within(byCampaign).queryByText('Spring lookbook')).toBeNull();
    expect(within(screen.getByRole('table', { name: /by channel/ })).getByText('WhatsApp')).toBeTruthy();
  });

  it('says what a new shop will see', async () => {
    const nothing = { triggered: 0, converted: 0, recoveryRate: 0, messagesSent: 0, recovered: [] };
    const empty = { ...report('2026-10-22', '2026-11-20'), current: nothing, previous: nothing };
    mockFetch(({ path }) =>
      path === '/api/reports/recovery'
        ? { status: 200, body: { ...empty, byCampaign: [], byChannel: [], byDay: [] } }
        : undefined,
    );
    openApp('/');
    expect((await region('Total Recovered')).textContent).toContain('€0.00');
    expect(screen.getByText('No campaign has done anything in this period')).toBeTruthy();
  });

  it('shows a problem with its fields, and tries again', async () => {
    let broken = true;
    mockFetch(({ path }) =>
      broken && path === '/api/reports/recovery'
        ? {
            status: 400,
            body: {
              title: 'Bad Request',
              status: 400,
              detail: 'from is not a date.',
              errors: [{ field: 'from', message: 'must be a date' }],
            },
          }
        : undefined,
    );
    const user = openApp('/');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('from is not a date.');
    expect(within(alert).getByText('must be a date')).toBeTruthy();
    broken = false;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await region('Triggered')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('while the page is seen', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('the dashboard asks again every 15 seconds, and not at all while hidden', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const asked = mockFetch();
    const reports = () => asked.filter(({ path }) => path === '/api/reports/recovery').length;
    openApp('/');
    await region('Triggered');
    expect(reports()).toBe(1);
    await act(() => vi.advanceTimersByTimeAsync(15_500));
    expect(reports()).toBe(2);

    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(reports()).toBe(2);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await act(() => vi.advanceTimersByTimeAsync(500));
    expect(reports()).toBe(3);
  });
});

describe('a draft', () => {
  const draft = () => screen.findByRole('region', { name: 'Draft' });

  it('says who saved it, and is published by who may do so, as it was seen', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/win-back', 'approver');
    const bar = await draft();
    expect(bar.textContent).toContain('bea@shop.example saved it');
    await user.click(within(bar).getByRole('button', { name: 'Publish draft' }));
    expect(await screen.findByText('The draft of Win back after 90 days is live now.')).toBeTruthy();
    await waitFor(() => {
      expect(screen.queryByRole('region', { name: 'Draft' })).toBeNull();
    });
    const publish = asked.find(({ method }) => method === 'POST');
    expect(publish?.path).toBe('/api/campaigns/win-back/publish');
    expect(publish?.ifMatch).toBe('"v5.d1-mi8"');
  });

  it('shows what is probably not meant', async () => {
    mockFetch();
    openApp('/campaigns/win-back', 'viewer');
    const warnings = await screen.findByRole('region', { name: 'Warnings' });
    expect(warnings.textContent).toContain('did you mean {{customer.firstName}}?');
  });

  it('is discarded', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/win-back');
    await user.click(within(await draft()).getByRole('button', { name: 'Discard draft' }));
    expect(await screen.findByText('The draft of Win back after 90 days was discarded.')).toBeTruthy();
    expect(asked.some(({ method, path }) => method === 'DELETE' && path === '/api/campaigns/win-back/draft')).toBe(
      true,
    );
  });

  it('that somebody changed meanwhile stays, and says so', async () => {
    mockFetch(({ method }) =>
      method === 'POST'
        ? {
            status: 412,
            body: { title: 'Changed by somebody else', detail: 'carl@shop.example changed it.', errors: [] },
          }
        : undefined,
    );
    const user = openApp('/campaigns/win-back');
    const bar = await draft();
    await user.click(within(bar).getByRole('button', { name: 'Publish draft' }));
    expect((await within(bar).findByRole('alert')).textContent).toContain('carl@shop.example changed it.');
  });

  it('cannot be published by an editor', async () => {
    mockFetch();
    openApp('/campaigns/win-back', 'editor');
    expect(within(await draft()).queryByRole('button')).toBeNull();
  });
});

describe('campaigns', () => {
  it('are listed with status, trigger, channels, version and results', async () => {
    mockFetch();
    openApp('/campaigns');
    const row = await screen.findByRole('listitem', { name: 'Cart recovery' });
    for (const text of ['Active', 'Cart abandoned for 30 minutes', 'Email', 'WhatsApp', 'Version 3', '12']) {
      expect(within(row).getByText(text)).toBeTruthy();
    }
    expect(row.textContent).toContain('Messages sent');
  });

  it('are paused only after a dialog that says what happens', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns', 'approver');
    const posts = () => asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
    await user.click(await screen.findByRole('button', { name: 'Pause Cart recovery' }));
    const dialog = screen.getByRole('dialog', { name: 'Pause Cart recovery?' });
    expect(dialog.textContent).toContain('Nothing more is sent');
    expect(dialog.textContent).toContain('12 people are in this campaign; they keep their place.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Pause Cart recovery' }));
    expect(posts()).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Pause Cart recovery' }));
    await user.click(screen.getByRole('button', { name: 'Pause campaign' }));
    expect(await screen.findByRole('button', { name: 'Resume Cart recovery' })).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(posts()).toEqual(['/api/campaigns/cart-recovery/pause']);
    expect(screen.getByText('Cart recovery is paused now.')).toBeTruthy();
  });

  it('are resumed only after it was asked what becomes of those who wait', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns', 'approver');
    await user.click(await screen.findByRole('button', { name: 'Pause Cart recovery' }));
    await user.click(screen.getByRole('button', { name: 'Pause campaign' }));
    await user.click(await screen.findByRole('button', { name: 'Resume Cart recovery' }));
    const dialog = screen.getByRole('dialog', { name: 'Resume Cart recovery?' });
    expect(
      await within(dialog).findByText(
        '4 customers at a message and 1 customer whose delay is over wait for this campaign to be resumed.',
      ),
    ).toBeTruthy();
    expect(within(dialog).getByRole<HTMLInputElement>('radio', { name: /^They go on/ }).checked).toBe(true);
    await user.click(within(dialog).getByRole('radio', { name: /^Leave out what is overdue/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Resume campaign' }));
    expect(await screen.findByRole('button', { name: 'Pause Cart recovery' })).toBeTruthy();
    expect(asked.find(({ path }) => path.endsWith('/activate'))?.body).toEqual({ resume: 'skip-overdue' });
  });

  it('that cannot be activated say why, field by field, in the dialog', async () => {
    mockFetch();
    const user = openApp('/campaigns');
    await user.click(await screen.findByRole('button', { name: 'Activate Spring lookbook' }));
    await user.click(screen.getByRole('button', { name: 'Activate campaign' }));
    const alert = await within(screen.getByRole('dialog')).findByRole('alert');
    expect(alert.textContent).toContain('The campaign is not complete.');
    expect(alert.textContent).toContain('flow.nodes[0].template');
  });

  it.each(['viewer', 'editor'] as const)('cannot be paused by a %s', async (role) => {
    mockFetch();
    openApp('/campaigns', role);
    expect(await screen.findByRole('link', { name: 'Cart recovery' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^(Pause|Activate)/ })).toBeNull();
  });
});

describe('a campaign', () => {
  it('has its flow drawn and in words, its settings and versions beside it', async () => {
    mockFetch();
    openApp('/campaigns/cart-recovery');
    const flow = await screen.findByRole('group', { name: 'Flow of Cart recovery' });
    for (const text of ['Cart abandoned for 30 minutes', 'Email reminder', 'WhatsApp reminder', 'Done']) {
      expect(within(flow).getAllByText(text).length).toBeGreaterThan(0);
    }
    expect(screen.getByText(/^Email reminder: Email from template Cart reminder/)).toBeTruthy();
    expect((await region('Settings')).textContent).toContain('Attribution window7 days');
    expect(within(await region('Versions')).getAllByRole('listitem')).toHaveLength(3);
  });

  it('moves the people of an earlier version after saying what becomes of them, and takes it back', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery', 'approver');
    const versions = await region('Versions');
    await user.click(within(versions).getByRole('button', { name: 'Move or end the people of version 2' }));
    const dialog = within(screen.getByRole('dialog', { name: 'What becomes of those on version 2?' }));
    expect(await dialog.findByText('3 people would go on with the live version.')).toBeTruthy();
    expect(dialog.getByText(/1 person would stay: they wait for what becomes of a message/)).toBeTruthy();
    await user.click(dialog.getByRole('radio', { name: /It ends for those whose step is not there/ }));
    await user.click(await dialog.findByRole('button', { name: 'Move them' }));
    const after = within(await screen.findByRole('dialog', { name: 'The people of version 2' }));
    expect(await after.findByText('3 people moved.')).toBeTruthy();
    const move = asked.find(({ path }) => path.endsWith('/move'));
    expect(move?.body).toEqual({ from: 2, to: 3, others: 'end' });
    await user.click(after.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByRole('dialog', { name: 'Taking it back' })).toBeTruthy();
    expect(asked.some(({ path }) => path.endsWith('/move/undo'))).toBe(true);
  });

  it('says what an earlier version had, and brings it back as the draft after a question', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery', 'editor');
    const versions = await region('Versions');
    expect(versions.textContent).toContain('5 in progress on it');
    await user.click(within(versions).getByRole('button', { name: 'Compare version 2 with the live one' }));
    const table = await within(versions).findByRole('table', { name: 'From version 2 to the live one' });
    expect(within(table).getByRole('row', { name: /attribution window 3 days/ })).toBeTruthy();
    expect(
      within(table).getByRole('row', { name: /Step “Email reminder”: name First email Email reminder/ }),
    ).toBeTruthy();
    expect(within(table).getByRole('row', { name: /Step “Old end” was there –/ })).toBeTruthy();

    await user.click(within(versions).getByRole('button', { name: 'Restore as draft: version 2' }));
    const dialog = screen.getByRole('dialog', { name: 'Restore version 2 as draft?' });
    expect(dialog.textContent).not.toContain('is replaced');
    await user.click(within(dialog).getByRole('button', { name: 'Restore as draft' }));
    expect(await screen.findByText('Version 2 of Cart recovery is the draft now.')).toBeTruthy();
    const put = asked.find(({ method }) => method === 'PUT');
    expect(put?.ifMatch).toBe('"v3"');
    expect(put?.body).toMatchObject({ key: 'cart-recovery', attributionWindow: 'P3D' });
    await user.click(within(await region('Versions')).getByRole('button', { name: 'Restore as draft: version 1' }));
    expect(screen.getByRole('dialog').textContent).toContain('The draft that is there now is replaced.');
  });

  it('that does not exist is a problem in words', async () => {
    mockFetch();
    openApp('/campaigns/none');
    expect((await screen.findByRole('alert')).textContent).toContain('There is no campaign none.');
  });
});

describe('customers', () => {
  it('are found by what is typed', async () => {
    const asked = mockFetch();
    const user = openApp('/customers');
    expect(await screen.findByRole('link', { name: 'Jonas Weber' })).toBeTruthy();
    await user.type(screen.getByRole('searchbox'), 'ada');
    expect(await screen.findByText('1 customer for “ada”')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Jonas Weber' })).toBeNull();
    expect(asked.findLast(({ path }) => path === '/api/customers')?.query.get('q')).toBe('ada');
    await user.type(screen.getByRole('searchbox'), 'xyz');
    expect(await screen.findByText('Nobody found')).toBeTruthy();
  });
});

describe('all customers', () => {
  it('are listed page by page, the most recently active first', async () => {
    const page = (from: number, next: string | null) => ({
      status: 200,
      body: {
        customers: [0, 1].map((i) => ({ id: `c${String(from + i)}`, userId: `u${String(from + i)}` })),
        next,
      },
    });
    const asked = mockFetch(({ path, query }) => {
      if (path !== '/api/customers') return undefined;
      return query.get('after') === null ? page(0, '2026-11-19#c1') : page(2, null);
    });
    const user = openApp('/customers');
    expect(await screen.findByRole('link', { name: 'u1' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('link', { name: 'u3' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'u0' })).toBeTruthy();
    expect(screen.getByText('That is everybody.')).toBeTruthy();
    expect(asked.findLast(({ path }) => path === '/api/customers')?.query.get('after')).toBe('2026-11-19#c1');
  });
});

describe('consent', () => {
  it('that is unknown says what is sent, by channel', async () => {
    mockFetch();
    openApp('/customers/cus_7137');
    expect((await region('Consent')).textContent).toContain('Email marketing is sent unless this customer opts out.');
  });
  it('says when and where it was given', async () => {
    mockFetch();
    openApp('/customers/cus_7000');
    expect((await region('Consent')).textContent).toMatch(/Subscribed since 21 Aug 2026, \d\d:\d\d, by Signed Up/);
  });
});

describe('the local demo', () => {
  it('leads to its shop and its inbox', async () => {
    mockFetch();
    openApp('/');
    const demo = await screen.findByRole('navigation', { name: 'Local demo' });
    expect(within(demo).getByRole('link', { name: 'Inbox' }).getAttribute('href')).toBe('/dev/inbox/view');
    expect(within(demo).getByRole('link', { name: 'Demo shop' }).getAttribute('href')).toBe('/dev/shop');
  });
});

describe('a customer', () => {
  it('has a timeline with every decision and its reason, and goes on to older entries', async () => {
    mockFetch();
    const user = openApp('/customers/cus_7000');
    expect(await screen.findByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeTruthy();
    expect(
      await screen.findByText(/Now waits until 20 Nov 2026, (14:11|02:11 PM): the cart holds 3 items\./),
    ).toBeTruthy();
    const refusal = screen.getByText(/Not started: the event is 2 days old/);
    expect(refusal.closest('li')?.textContent).toContain('No:');
    expect(screen.getByText('by a mail scanner or privacy proxy')).toBeTruthy();
    expect(screen.getByText('Opened by a mail scanner or privacy proxy')).toBeTruthy();
    const bounced = screen.getByText(/Not sent: this address bounced on .*15.*2026.* \(the mailbox does not exist\)\./);
    expect(bounced.textContent).not.toContain('2026-02-15T');
    const details = bounced.parentElement?.querySelector('details');
    expect(details?.open).toBe(false);
    expect(details?.textContent).toContain('smtp; 550 5.1.1 user unknown');
    expect(details?.textContent).toContain('address-bounced');
    expect(screen.getByText(/Not taken into the profile/).textContent).toContain('notes');

    const entries = () => document.querySelectorAll('.timeline > li').length;
    expect(entries()).toBe(20);
    await user.click(screen.getByRole('button', { name: 'Load older' }));
    expect(await screen.findByText('Start of history')).toBeTruthy();
    expect(entries()).toBe(40);
    expect(screen.queryByRole('button', { name: 'Load older' })).toBeNull();
  });

  it('is shown in the reader’s zone, with the zone named and the exact instant in a title', async () => {
    mockFetch();
    openApp('/customers/cus_7000');
    expect(await screen.findByText('Times in your time zone, Europe/Berlin (GMT+1)')).toBeTruthy();
    const [newest] = within(await region('Fri, 20 Nov 2026')).getAllByTitle('2026-11-20T12:41:00.000Z');
    expect(newest?.textContent).toBe('13:41:00');
    expect(newest?.getAttribute('datetime')).toBe('2026-11-20T12:41:00Z');
  });

  it('has profile, consent, cart and journeys beside it', async () => {
    mockFetch();
    openApp('/customers/cus_7000');
    expect((await region('Profile')).textContent).toContain('ada.lindqvist@example.com');
    expect((await region('Consent')).textContent).toContain('SMS');
    expect((await region('Consent')).textContent).toContain('Whoever has this number answered STOP');
    expect((await region('Cart')).textContent).toContain('€208.00');
    expect(within(await region('Journeys')).getByText('Converted')).toBeTruthy();
  });

  it('of whom nothing is known says so', async () => {
    mockFetch();
    openApp('/customers/cus_9914');
    expect(await screen.findByRole('heading', { level: 1, name: 'Visitor without a name' })).toBeTruthy();
    expect(await screen.findByText('Nothing yet')).toBeTruthy();
  });
});
