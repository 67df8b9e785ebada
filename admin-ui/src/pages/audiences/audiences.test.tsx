import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockFetch, openApp } from '../../testing/app';

const region = async (name: string) => within(await screen.findByRole('region', { name }));

describe('audiences and lists', () => {
  it('are listed with how many customers are in them, and how far they are', async () => {
    mockFetch();
    openApp('/audiences');
    const audiences = await region('Audiences');
    const filling = within(await audiences.findByRole('row', { name: /Quiet for 60 days/ }));
    expect(filling.getByText('1,240')).toBeTruthy();
    expect(filling.getByText('Filling')).toBeTruthy();
    expect(filling.getByText('5,200 customers looked at so far')).toBeTruthy();
    expect(within(audiences.getByRole('row', { name: /German buyers/ })).getByText('Ready')).toBeTruthy();
    expect(within((await region('Lists')).getByRole('row', { name: /Newsletter/ })).getByText('2')).toBeTruthy();
  });

  it('say what they are where there are none', async () => {
    mockFetch(({ path }) =>
      path === '/api/audiences'
        ? { status: 200, body: { audiences: [] } }
        : path === '/api/lists'
          ? { status: 200, body: { lists: [] } }
          : undefined,
    );
    openApp('/audiences');
    expect(await screen.findByText('No audiences yet.')).toBeTruthy();
    expect(screen.getByText('An audience is a group of customers that follows what they do.')).toBeTruthy();
    expect(await screen.findByText('No lists yet.')).toBeTruthy();
  });

  it('that cannot be read are a problem of their own', async () => {
    let broken = true;
    mockFetch(({ path }) =>
      broken && path === '/api/lists'
        ? { status: 503, body: { title: 'Busy', detail: 'The tables are busy.' } }
        : undefined,
    );
    const user = openApp('/audiences');
    const alert = within(await screen.findByRole('alert'));
    expect(await screen.findByRole('link', { name: 'German buyers' })).toBeTruthy();
    broken = false;
    await user.click(alert.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Newsletter' })).toBeTruthy();
  });

  it('are made by editors only', async () => {
    mockFetch();
    openApp('/audiences', 'viewer');
    await screen.findByRole('link', { name: 'German buyers' });
    expect(screen.queryByRole('link', { name: 'New audience' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'New list' })).toBeNull();
  });

  it('lead to a new list, whose key is free', async () => {
    const asked = mockFetch();
    const user = openApp('/audiences', 'editor');
    await screen.findByRole('link', { name: 'Newsletter' });
    await user.click(screen.getByRole('button', { name: 'New list' }));
    const dialog = within(screen.getByRole('dialog', { name: 'New list' }));
    await user.click(dialog.getByRole('button', { name: 'Create list' }));
    expect(dialog.getByRole('alert').textContent).toContain('no name yet');
    await user.type(dialog.getByLabelText('Name'), 'Newsletter!{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Newsletter!' })).toBeTruthy();
    const put = asked.find(({ method }) => method === 'PUT');
    expect([put?.path, put?.body]).toEqual(['/api/lists/newsletter-2', { name: 'Newsletter!' }]);
    expect(await screen.findByText('Nobody is on this list yet.')).toBeTruthy();
  });
});

describe('an audience', () => {
  it('says who is in it, how many they are, and who they are', async () => {
    mockFetch();
    const user = openApp('/audiences/german-buyers');
    const who = await region('Who is in it');
    expect(who.getByText(/country is "DE" and Order Completed happened\.$/)).toBeTruthy();
    const members = await region('3 customers');
    const link = await members.findByRole('link', { name: 'Ada Lindqvist' });
    expect(members.getByText('That is everybody.')).toBeTruthy();
    await user.click(link);
    expect(await screen.findByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeTruthy();
  });

  it('that is filling says how far it is', async () => {
    mockFetch();
    openApp('/audiences/quiet-for-60-days');
    expect(await screen.findByRole('progressbar', { name: 'Filling' })).toBeTruthy();
    expect(screen.getByText(/5,200 customers so far/)).toBeTruthy();
  });

  it('lists its members in pages', async () => {
    const page = (id: string, next: string | null) => ({
      status: 200,
      body: { members: [{ id, name: `Person ${id}` }], next },
    });
    const asked = mockFetch(({ path, query }) =>
      path.endsWith('/members') ? (query.has('cursor') ? page('b', null) : page('a', 'on')) : undefined,
    );
    const user = openApp('/audiences/german-buyers');
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('link', { name: 'Person b' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Person a' })).toBeTruthy();
    expect(asked.findLast(({ path }) => path.endsWith('/members'))?.query.get('cursor')).toBe('on');
  });

  it('that nobody has is a problem in words', async () => {
    mockFetch();
    openApp('/audiences/none');
    expect((await screen.findByRole('alert')).textContent).toContain('There is no audience "none"');
  });
});

describe('building an audience', () => {
  const previews = (asked: ReturnType<typeof mockFetch>) =>
    asked.filter(({ path }) => path === '/api/audiences/preview').map(({ body }) => body);

  it('shows who that is, saves it, and opens it', async () => {
    const asked = mockFetch();
    const user = openApp('/audiences', 'editor');
    await user.click(await screen.findByRole('link', { name: 'New audience' }));
    await user.click(await screen.findByRole('button', { name: 'Condition' }));
    const preview = await region('Who that is now');
    expect(preview.getByText(/One condition is not finished/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Event' }));
    await user.type(screen.getByRole('combobox', { name: 'Event' }), 'Order Completed');
    await waitFor(() => {
      expect(previews(asked).at(-1)).toEqual({ condition: { all: [{ event: 'Order Completed' }] } });
    });
    expect(await preview.findByText('3 customers')).toBeTruthy();
    expect(preview.getByRole('link', { name: 'Ada Lindqvist' })).toBeTruthy();
    // What was typed on the way was not asked for.
    expect(previews(asked).length).toBeLessThan(5);

    await user.click(screen.getByRole('button', { name: 'Save audience' }));
    expect(screen.getByText('Give the audience a name.')).toBeTruthy();
    const name = screen.getByLabelText('Name');
    expect(document.activeElement).toBe(name);
    await user.type(name, 'German buyers');
    await user.click(screen.getByRole('button', { name: 'Save audience' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'German buyers' })).toBeTruthy();
    const put = asked.find(({ method }) => method === 'PUT');
    expect([put?.path, put?.body]).toEqual([
      '/api/audiences/german-buyers-2',
      { name: 'German buyers', condition: { all: [{ event: 'Order Completed' }] } },
    ]);
  });

  it('does not save what is not finished, and says where that is', async () => {
    const asked = mockFetch();
    const user = openApp('/audiences/german-buyers/edit', 'editor');
    await user.clear(await screen.findByLabelText('Value'));
    await user.click(screen.getByRole('button', { name: 'Save audience' }));
    const row = within(screen.getByRole('group', { name: 'Attribute' }));
    expect(row.getByText('Say what the value has to be.')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('shows what the server finds wrong at its row, and mends it', async () => {
    const asked = mockFetch();
    const user = openApp('/audiences/german-buyers/edit', 'editor');
    await user.selectOptions(await screen.findByLabelText('When'), 'in the last');
    await user.clear(screen.getByLabelText('Period, number'));
    await user.type(screen.getByLabelText('Period, number'), '900');
    const row = within(screen.getByRole('group', { name: 'Event' }));
    expect(await row.findByText('Within must be at most 730 days.')).toBeTruthy();
    const preview = await region('Who that is now');
    expect(preview.getByRole('alert').textContent).toContain('What is wrong stands beside it.');
    await user.type(screen.getByLabelText('Period, number'), '{Backspace}');
    expect(await preview.findByText('3 customers')).toBeTruthy();
    expect(row.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save audience' }));
    await waitFor(() => {
      expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({
        name: 'German buyers',
        condition: {
          all: [
            { attribute: 'country', is: 'DE' },
            { event: 'Order Completed', within: 'P90D' },
          ],
        },
      });
    });
  });

  it('says where the number is an estimate, and where it cannot be had', async () => {
    let status = 200;
    let count = 12000;
    mockFetch(({ path }) =>
      path !== '/api/audiences/preview'
        ? undefined
        : status === 200
          ? { status, body: { count, estimate: true, asked: 1000, words: 'it is so', samples: [] } }
          : { status, body: { title: 'Busy', detail: 'The tables are busy.' } },
    );
    const user = openApp('/audiences/german-buyers/edit', 'editor');
    const preview = await region('Who that is now');
    expect(await preview.findByText(/^About 12,000 customers/)).toBeTruthy();
    expect(preview.getByText(/An estimate from the 1,000 customers/)).toBeTruthy();
    expect(preview.getByText('3 customers are in it as it is saved.')).toBeTruthy();
    count = 0;
    await user.type(screen.getByLabelText('Value'), 'E');
    expect(await preview.findByText('Nobody found yet')).toBeTruthy();
    count = 12000;
    status = 503;
    await user.type(screen.getByLabelText('Value'), 'X');
    expect((await preview.findByRole('alert')).textContent).toContain('The tables are busy.');
    status = 200;
    await user.click(preview.getByRole('button', { name: 'Try again' }));
    expect(await preview.findByText(/^About 12,000 customers/)).toBeTruthy();
  });

  it('works without a catalogue of events', async () => {
    mockFetch(({ path }) =>
      path === '/api/catalogue/events' ? { status: 404, body: { title: 'Not found', status: 404 } } : undefined,
    );
    const user = openApp('/audiences/german-buyers/edit', 'editor');
    await user.clear(await screen.findByRole('combobox', { name: 'Event' }));
    await user.type(screen.getByRole('combobox', { name: 'Event' }), 'view');
    expect(screen.getByRole('option', { name: 'Product Viewed' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a list', () => {
  it('takes customers by name, and says which it could not', async () => {
    const asked = mockFetch();
    const user = openApp('/lists/newsletter', 'editor');
    await user.type(await screen.findByLabelText(/one a line/), 'emre@example.com{Enter}nobody');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText(/1 customer comes onto the list/)).toBeTruthy();
    expect(screen.getByText('One line was not taken')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/one a line/).value).toBe('nobody');
    expect(await screen.findByRole('link', { name: 'Emre Yıldız' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: '3 customers' })).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ members: ['emre@example.com', 'nobody'] });
  });

  it('takes a file', async () => {
    const asked = mockFetch();
    const user = openApp('/lists/newsletter', 'editor');
    const file = new File(['email\nsofia.rossi@example.it\n\nwho@example.com\n'], 'guests.csv', { type: 'text/csv' });
    await user.upload(await screen.findByLabelText('Or a CSV file'), file);
    expect(await screen.findByRole('link', { name: 'Sofia Rossi' })).toBeTruthy();
    const post = asked.find(({ method }) => method === 'POST');
    expect(post?.text).toBe('email\nsofia.rossi@example.it\nwho@example.com\n');
    // The line of the file, which has an empty one.
    const rejected = within(screen.getByRole('table', { name: 'One line was not taken' }));
    expect(rejected.getByRole('cell', { name: '4' })).toBeTruthy();
  });

  it('lets a customer go after asking', async () => {
    const asked = mockFetch();
    const user = openApp('/lists/newsletter', 'editor');
    await user.click(await screen.findByRole('button', { name: 'Remove Ada Lindqvist from the list' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Take Ada Lindqvist off Newsletter?' }));
    await user.click(dialog.getByRole('button', { name: 'Take off the list' }));
    await waitFor(() => {
      expect(screen.queryByRole('link', { name: 'Ada Lindqvist' })).toBeNull();
    });
    expect(asked.find(({ method }) => method === 'DELETE')?.path).toBe('/api/lists/newsletter/members/cus_7000');
    expect(screen.getByText('Ada Lindqvist was taken off the list.')).toBeTruthy();
  });

  it('is only read by viewers', async () => {
    mockFetch();
    openApp('/lists/newsletter', 'viewer');
    await screen.findByRole('link', { name: 'Ada Lindqvist' });
    expect(screen.queryByRole('button', { name: /from the list/ })).toBeNull();
    expect(screen.queryByLabelText('Or a CSV file')).toBeNull();
  });
});

describe('an audience that is edited', () => {
  it('is not left with changes that are not saved, unless that is meant', async () => {
    mockFetch();
    const user = openApp('/audiences/german-buyers/edit');
    await user.type(await screen.findByLabelText('Name'), '!');
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Leave without saving?' }));
    await user.click(dialog.getByRole('button', { name: 'Stay here' }));
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('German buyers!');
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'German buyers' })).toBeTruthy();
  });
  it('is left at once where nothing was changed, and once it is saved', async () => {
    mockFetch();
    const user = openApp('/audiences/german-buyers/edit');
    await user.click(await screen.findByRole('link', { name: 'Cancel' }));
    await user.click(await screen.findByRole('link', { name: 'Edit' }));
    await user.type(await screen.findByLabelText('Name'), '!');
    await user.click(screen.getByRole('button', { name: 'Save audience' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'German buyers!' })).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('what becomes of an audience or a list', () => {
  it('is frozen into a list, which fills up', async () => {
    const asked = mockFetch();
    const user = openApp('/audiences/german-buyers', 'editor');
    await user.click(await screen.findByRole('button', { name: 'Freeze into a list' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Freeze German buyers into a list' }));
    await user.type(dialog.getByLabelText('Name'), 'Buyers of 2026');
    await user.click(dialog.getByRole('button', { name: 'Create list' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Buyers of 2026' })).toBeTruthy();
    expect(await screen.findByText(/1 customer of the audience so far/)).toBeTruthy();
    const post = asked.find(({ method }) => method === 'POST');
    expect([post?.path, post?.body]).toEqual([
      '/api/audiences/german-buyers/freeze',
      { list: 'buyers-of-2026', name: 'Buyers of 2026' },
    ]);
  });

  it('is removed after asking, unless something uses it', async () => {
    mockFetch();
    const user = openApp('/audiences/quiet-for-60-days', 'editor');
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(screen.getByRole('button', { name: 'Remove the audience' }));
    expect((await screen.findByRole('alert')).textContent).toContain('used by the campaign "Come back"');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('link', { name: 'Audiences', current: false }));
    await user.click(await screen.findByRole('link', { name: 'Newsletter' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await user.click(screen.getByRole('button', { name: 'Remove the list' }));
    expect(await screen.findByText('No lists yet.')).toBeTruthy();
  });

  it('is not written over where somebody changed it meanwhile', async () => {
    const asked = mockFetch(({ method }) =>
      method === 'PUT'
        ? { status: 412, body: { title: 'Changed by somebody else', detail: 'Open it again.' } }
        : undefined,
    );
    const user = openApp('/audiences/german-buyers/edit', 'editor');
    await user.type(await screen.findByLabelText('Name'), '!');
    await user.click(screen.getByRole('button', { name: 'Save audience' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Changed by somebody else');
    expect(asked.find(({ method }) => method === 'PUT')?.ifMatch).toBe('"a1"');
  });

  it('is told elsewhere, and shows what could not be told', async () => {
    const asked = mockFetch();
    const user = openApp('/audiences/german-buyers', 'admin');
    const card = await region('Destinations');
    const meta = within(await card.findByRole('row', { name: /meta/ }));
    expect(meta.getByText(/it answered with the status 503/)).toBeTruthy();
    await user.click(card.getByRole('button', { name: 'Add a destination' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Add a destination' }));
    await user.selectOptions(dialog.getByLabelText('Kind'), 'webhook');
    await user.type(dialog.getByLabelText('Name'), 'CRM');
    await user.type(dialog.getByLabelText('Address'), 'https://crm.example.com/hook');
    await user.type(dialog.getByLabelText(/Name of the secret/), 'crm');
    await user.click(dialog.getByRole('button', { name: 'Add and tell it' }));
    expect(await card.findByText('https://crm.example.com/hook')).toBeTruthy();
    const put = asked.find(({ method }) => method === 'PUT');
    expect([put?.path, put?.body]).toEqual([
      '/api/audiences/german-buyers/destinations/crm',
      { type: 'webhook', url: 'https://crm.example.com/hook', secret: 'crm' },
    ]);
    await user.click(card.getByRole('button', { name: 'Remove meta' }));
    await user.click(screen.getByRole('button', { name: 'Remove the destination' }));
    await waitFor(() => {
      expect(card.queryByText(/it answered with the status 503/)).toBeNull();
    });
  });
});
