import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { customers } from '../../../mock/people.mjs';
import { mockFetch, openApp } from '../../testing/app';

const [first, second] = customers.map(({ id }) => id);

describe('replies', () => {
  it('are listed with what is unread, and one is answered once', async () => {
    const asked = mockFetch();
    const user = openApp('/replies', 'editor');
    const list = await screen.findByRole('region', { name: 'Conversations' });
    expect(within(list).getByText('2 unread')).toBeTruthy();
    await user.click(within(list).getByRole('link', { name: 'Ada Lindqvist' }));
    await user.type(await screen.findByLabelText(/Your answer/), 'Yes, it is.');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    const sent = asked.find(({ method }) => method === 'POST');
    expect(sent?.path).toBe(`/api/customers/${first}/conversation`);
    expect(sent?.body).toMatchObject({ text: 'Yes, it is.' });
    expect(await screen.findByLabelText<HTMLTextAreaElement>(/Your answer/)).toHaveProperty('value', '');
    await user.click(screen.getByRole('button', { name: 'Mark 2 as read' }));
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ read: true });
  });

  it('are not answered when the time is over, nor by who only looks', async () => {
    mockFetch();
    openApp(`/replies/${second}`, 'editor');
    expect(await screen.findByText(/WhatsApp let you answer until/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Your answer/).disabled).toBe(true);
  });

  it('are shown to viewers without a form', async () => {
    mockFetch();
    openApp(`/replies/${first}`, 'viewer');
    expect(await screen.findByText('Is the bowl dishwasher safe?')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });
});
