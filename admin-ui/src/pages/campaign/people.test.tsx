import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockFetch, openApp } from '../../testing/app';

const table = () => screen.findByRole('table', { name: /People in this campaign/ });
const rows = async () =>
  within(await table())
    .getAllByRole('row')
    .slice(1);

describe('the people of a campaign', () => {
  it('are reached from the number in progress, and lead to the customer', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns');
    await user.click(await screen.findByRole('link', { name: '12 in progress in Cart recovery' }));
    for (const row of await rows()) expect(within(row).getByText('In progress')).toBeTruthy();
    const people = asked.filter(({ path }) => path.endsWith('/people'));
    expect(people.map(({ query }) => query.toString())).toEqual(['status=active&limit=50']);
    expect(screen.getByLabelText<HTMLSelectElement>('Status').value).toBe('active');
    expect(screen.getByText('That is everybody.')).toBeTruthy();
    await user.click(within(await table()).getAllByRole('link', { name: 'Ada Lindqvist' })[0] ?? document.body);
    expect(await screen.findByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeTruthy();
  });

  it('say how far they are, where they stand, and why they left', async () => {
    mockFetch();
    openApp('/campaigns/cart-recovery/people');
    const [first, second, third] = await rows();
    expect(first?.textContent).toContain('Email reminder');
    expect(second?.textContent).toContain('WhatsApp reminder');
    expect(third?.textContent).toContain('Ended early');
    expect(third?.textContent).toContain('The customer ordered');
    expect(third?.textContent).toContain('Version 3');
  });

  it('are filtered by status, version and step, which stand in the address', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/people?step=email');
    await table();
    const last = () => asked.findLast(({ path }) => path.endsWith('/people'))?.query.toString();
    expect(last()).toBe('step=email&limit=50');
    await user.selectOptions(screen.getByLabelText('Status'), 'Ended early');
    await waitFor(() => {
      expect(last()).toBe('status=exited&step=email&limit=50');
    });
    const wentOn = within(screen.getByRole('group', { name: 'Went on from' }));
    await user.selectOptions(screen.getByLabelText('Step'), wentOn.getByText('Email reminder'));
    await waitFor(() => {
      expect(last()).toBe('status=exited&passed=email&limit=50');
    });
    await user.selectOptions(screen.getByLabelText('Version'), '2');
    await waitFor(() => {
      expect(last()).toBe('status=exited&version=2&limit=50');
    });
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => {
      expect(last()).toBe('limit=50');
    });
  });

  it('go on by the cursor, page after page', async () => {
    const page = (from: number, cursor: string | null) => ({
      status: 200,
      body: {
        people: [0, 1].map((i) => ({
          customer: { id: `c${String(from + i)}`, name: `Person ${String(from + i)}` },
          run: `r${String(from + i)}`,
          version: 3,
          status: 'active',
          step: 'email',
          stepName: 'Email',
          startedAt: '2026-11-20T09:30:00Z',
        })),
        steps: [],
        cursor,
      },
    });
    let broken = true;
    mockFetch(({ path, query }) => {
      if (!path.endsWith('/people')) return undefined;
      switch (query.get('cursor')) {
        case null:
          return page(0, 'a');
        case 'a':
          return page(2, 'b');
        default:
          if (broken) return { status: 500, body: { title: 'Broken', status: 500, detail: 'Try later.', errors: [] } };
          return page(4, null);
      }
    });
    const user = openApp('/campaigns/cart-recovery/people');
    expect(await rows()).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('4 listed')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Try later.');
    expect(await rows()).toHaveLength(4);
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('6 listed')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    expect((await rows()).map((row) => within(row).getByRole('link').textContent)).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => `Person ${String(i)}`),
    );
  });

  it('that are far back are looked for on request', async () => {
    mockFetch(({ path, query }) =>
      path.endsWith('/people')
        ? { status: 200, body: { people: [], steps: [], cursor: query.has('cursor') ? null : 'a' } }
        : undefined,
    );
    const user = openApp('/campaigns/cart-recovery/people?status=converted');
    await user.click(await screen.findByRole('button', { name: 'Look further back' }));
    expect(await screen.findByText('Nobody found')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Look further back' })).toBeNull();
  });

  it('that cannot be read are a problem in words, which is tried again', async () => {
    let broken = true;
    mockFetch(({ path }) =>
      broken && path.endsWith('/people')
        ? { status: 503, body: { title: 'Busy', status: 503, detail: 'The tables are busy.', errors: [] } }
        : undefined,
    );
    const user = openApp('/campaigns/cart-recovery/people');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The tables are busy.');
    broken = false;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect((await rows()).length).toBeGreaterThan(0);
  });

  it('are added by hand, and who cannot be is told', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/people', 'approver');
    await table();
    await user.type(screen.getByLabelText('Add a customer'), ' nobody ');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect((await screen.findByRole('alert')).textContent).toContain('There is no customer "nobody"');
    await user.clear(screen.getByLabelText('Add a customer'));
    await user.type(screen.getByLabelText('Add a customer'), 'ada.lindqvist@example.com');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('ada.lindqvist@example.com enters this campaign within seconds.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { customer: 'nobody' },
      { customer: 'ada.lindqvist@example.com' },
    ]);
  });

  it('are taken out only after a dialog that says what happens', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/people', 'approver');
    const [first] = await rows();
    await user.click(within(first ?? document.body).getByRole('button', { name: /^Take out/ }));
    const dialog = screen.getByRole('dialog', { name: /^Take .* out\?$/ });
    expect(dialog.textContent).toContain('Nothing more of Cart recovery is sent to them');
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Take out' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
      expect.stringMatching(/\/api\/campaigns\/cart-recovery\/people\/.*run0$/),
    ]);
  });

  it.each(['viewer', 'editor'] as const)('are neither added nor taken out by a %s', async (role) => {
    mockFetch();
    openApp('/campaigns/cart-recovery/people', role);
    await table();
    expect(screen.queryByLabelText('Add a customer')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Take out/ })).toBeNull();
  });

  it('of a campaign that started for nobody are none', async () => {
    mockFetch();
    openApp('/campaigns/payment-failed/people');
    expect(await screen.findByText('People appear here when the campaign starts for them.')).toBeTruthy();
  });
});
