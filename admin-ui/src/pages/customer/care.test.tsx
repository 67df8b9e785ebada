import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mockFetch, openApp } from '../../testing/app';

const card = () => screen.findByRole('region', { name: 'Data of this customer' });

const textOf = (file: Blob | undefined) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.readAsText(file ?? new Blob());
  });

describe('the data of a customer', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('can be exported as one file, whatever pages it comes in', async () => {
    const asked = mockFetch();
    const files: Blob[] = [];
    URL.createObjectURL = (file) => {
      files.push(file as Blob);
      return 'blob:x';
    };
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined);
    const user = openApp('/customers/cus_7000', 'editor');
    await user.click(within(await card()).getByRole('button', { name: 'Export everything' }));
    await vi.waitFor(() => {
      expect(files).toHaveLength(1);
    });
    const whole = JSON.parse(await textOf(files[0])) as { entries: unknown[]; next?: unknown };
    expect(whole.entries).toHaveLength(40);
    expect(whole.next).toBeUndefined();
    expect(asked.filter(({ path }) => path.endsWith('/export')).length).toBeGreaterThan(0);
    expect(within(await card()).queryByRole('button', { name: 'Erase…' })).toBeNull();
  });

  it('is erased by an admin alone, who has to type whose it is', async () => {
    const asked = mockFetch();
    const user = openApp('/customers/cus_7000', 'admin');
    await user.click(within(await card()).getByRole('button', { name: 'Erase…' }));
    const dialog = screen.getByRole('dialog', { name: 'Erase everything of this customer?' });
    const confirm = within(dialog).getByRole('button', { name: 'Erase for good' });
    expect(confirm.hasAttribute('disabled')).toBe(true);
    await user.type(within(dialog).getByLabelText(/Type .* to go on/), 'ada.lindqvist@example.com');
    await user.click(confirm);
    expect(await screen.findByText('Everything of this customer is being erased.')).toBeTruthy();
    expect(asked.some(({ method, path }) => method === 'DELETE' && path === '/api/customers/cus_7000')).toBe(true);
  });

  it('has nothing for who only looks, but the history of consent', async () => {
    mockFetch();
    openApp('/customers/cus_7000', 'viewer');
    const history = (await screen.findByText('History of consent (2)')).closest('details');
    expect(history?.textContent).toContain('Said yes: Email');
    expect(history?.textContent).toContain('Yes, write to me about new things.');
    expect(screen.queryByRole('region', { name: 'Data of this customer' })).toBeNull();
  });
});
