import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockFetch, openApp } from '../../testing/app';

describe('suppressed addresses', () => {
  it('are told with their reasons, and one that bounced is written to again by an admin', async () => {
    const asked = mockFetch();
    const user = openApp('/suppressed', 'admin');
    const table = await screen.findByRole('table', { name: 'Suppressed addresses' });
    expect(within(table).getByText(/[Tt]his address bounced/)).toBeTruthy();
    expect(within(table).getAllByRole('button')).toHaveLength(1);
    await user.click(within(table).getByRole('button', { name: 'Write to bounced@example.com again' }));
    await user.click(screen.getByRole('button', { name: 'Write to it again' }));
    expect(await screen.findByText('Messages may go to bounced@example.com again.')).toBeTruthy();
    expect(asked.some(({ method, path }) => method === 'DELETE' && path.startsWith('/api/suppressions/email/'))).toBe(
      true,
    );
    expect(within(table).queryByText('bounced@example.com')).toBeNull();
  });

  it('are searched by channel and address, and none of them is shown to who only looks', async () => {
    const asked = mockFetch();
    const user = openApp('/suppressed', 'editor');
    await user.selectOptions(await screen.findByLabelText('Channel'), 'sms');
    await user.type(screen.getByLabelText('Whole address'), '+4915112345678');
    await user.click(screen.getByRole('button', { name: 'Search' }));
    expect(await screen.findByText('Homing writes to this address.')).toBeTruthy();
    expect(asked.findLast(({ path }) => path === '/api/suppressions')?.query.get('channel')).toBe('sms');
    expect(screen.queryByRole('button', { name: /Write to/ })).toBeNull();
  });

  it('says who may see them', async () => {
    mockFetch();
    openApp('/suppressed', 'viewer');
    expect(await screen.findByText('These are shown to editors.')).toBeTruthy();
  });
});
