import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockFetch, openApp } from '../../testing/app';

const csv = (rows: readonly string[]) => new File([`email,firstName\n${rows.join('\n')}\n`], 'people.csv');
const figure = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;
const posts = (asked: ReturnType<typeof mockFetch>) => asked.filter(({ method }) => method === 'POST');

describe('an import', () => {
  it('says what became of every line', async () => {
    const asked = mockFetch();
    const user = openApp('/imports', 'editor');
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Import' });
    expect(button.disabled).toBe(true);
    await user.upload(
      screen.getByLabelText('File'),
      csv(['ada@example.com,Ada', 'wrong,"A\nB"', 'bea@example.com,Bea', 'wrong,C']),
    );
    await user.click(button);
    expect(await screen.findByRole('heading', { name: 'What became of people.csv' })).toBeTruthy();
    expect([figure('New'), figure('Changed'), figure('Unchanged')]).toEqual(['3', '0', '0']);
    const rejected = within(screen.getByRole('table', { name: /lines were not taken/ }));
    expect(rejected.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(
      expect.arrayContaining(['3', 'email: "wrong" is no address']),
    );
    const [post] = posts(asked);
    expect([post?.path, post?.query.toString()]).toEqual(['/api/imports/customers', 'file=people.csv']);
    const earlier = within(await screen.findByRole('table', { name: 'Earlier imports' }));
    expect(earlier.getAllByRole('row')[1]?.textContent).toContain('people.csvCustomersadmin5302');
  });

  it('starts campaigns only where that is asked for', async () => {
    const asked = mockFetch();
    const user = openApp('/imports', 'editor');
    await user.upload(await screen.findByLabelText('File'), csv(['ada@example.com,Ada']));
    await user.click(screen.getByRole('checkbox', { name: /Campaigns may start/ }));
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await screen.findByRole('heading', { name: /What became/ });
    expect(posts(asked)[0]?.query.get('start')).toBe('true');
    await user.click(screen.getByRole('radio', { name: 'Products' }));
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('heading', { name: /What became/ })).toBeNull();
  });

  it('sends a large file in parts, and goes on where it stopped', async () => {
    let broken = true;
    let parts = 0;
    const asked = mockFetch(({ path, text }) => {
      if (!path.startsWith('/api/imports/')) return undefined;
      parts += 1;
      return broken && parts === 2 && text !== ''
        ? { status: 503, body: { title: 'Busy', detail: 'The tables are busy.' } }
        : undefined;
    });
    const rows = Array.from({ length: 2_400 }, (_, i) => (i === 2_200 ? 'wrong,X' : `p${i}@example.com,P`));
    const user = openApp('/imports', 'editor');
    await user.upload(await screen.findByLabelText('File'), csv(rows));
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The tables are busy.');
    expect(screen.getByText(/1,000 of 2,400 lines are in/)).toBeTruthy();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Go on with the rest' }));
    expect(await screen.findByRole('heading', { name: /What became/ })).toBeTruthy();
    expect(figure('New')).toBe('2,399');
    expect(screen.getByRole('cell', { name: '2,202' })).toBeTruthy();
    for (const { text } of posts(asked)) expect(text.startsWith('email,firstName\n')).toBe(true);
  });

  it('takes events as one JSON object a line', async () => {
    const asked = mockFetch();
    const user = openApp('/imports', 'editor');
    await user.click(await screen.findByRole('radio', { name: 'Events' }));
    await user.upload(
      screen.getByLabelText('File'),
      new File(['{"type":"track","event":"Quiz \\"A\\"","userId":"u"}\n'], 'events.jsonl'),
    );
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await screen.findByRole('heading', { name: /What became/ });
    expect(posts(asked)[0]?.path).toBe('/api/imports/events');
  });

  it('of an empty file says so', async () => {
    const asked = mockFetch();
    const user = openApp('/imports', 'editor');
    await user.upload(await screen.findByLabelText('File'), csv([]));
    await user.click(screen.getByRole('button', { name: 'Import' }));
    expect((await screen.findByRole('alert')).textContent).toContain('There is nothing in this file');
    expect(posts(asked)).toEqual([]);
  });

  it('is for editors', async () => {
    mockFetch();
    openApp('/imports', 'viewer');
    expect(await screen.findByText(/needs the role editor/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
  });
});
