import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { mockFetch, openApp } from '../../testing/app';

const entry = async (reason: RegExp) => {
  const heading = await screen.findByRole('heading', { name: reason });
  return within(heading.closest('li') ?? document.body);
};
const nobodys = /^userId, anonymousId: both/;

describe('the rejected events', () => {
  it('say why, by which door they came, and which were replayed', async () => {
    mockFetch();
    openApp('/rejected');
    expect((await entry(nobodys)).getByText(/from a server/)).toBeTruthy();
    expect((await entry(/^Not JSON/)).getByText(/from a browser/)).toBeTruthy();
    const replayed = await entry(/^event: the name/);
    expect(replayed.getByText(/^Replayed/)).toBeTruthy();
    expect(replayed.queryByRole('button')).toBeNull();
  });

  it('are mended and replayed, and what is still wrong is said beside the event', async () => {
    const asked = mockFetch();
    const user = openApp('/rejected', 'editor');
    const wrong = await entry(nobodys);
    await user.click(wrong.getByRole('button', { name: 'Replay as it was' }));
    expect((await wrong.findByRole('alert')).textContent).toContain('It would be rejected again');

    const editor = wrong.getByRole<HTMLTextAreaElement>('textbox');
    const original = editor.value;
    const mend = (value: string) => {
      fireEvent.change(editor, { target: { value } });
      return user.click(wrong.getByRole('button', { name: 'Replay as mended' }));
    };
    await mend('{"type":');
    expect(wrong.getByRole('alert').textContent).toContain('This is not JSON');
    await mend('[1]');
    expect(wrong.getByRole('alert').textContent).toContain('This is no event');
    await user.click(wrong.getByRole('button', { name: 'Undo my changes' }));
    expect(editor.value).toBe(original);
    expect(wrong.queryByRole('alert')).toBeNull();
    expect(wrong.queryByRole('button', { name: 'Replay as mended' })).toBeNull();
    const replays = () => asked.filter(({ method }) => method === 'POST');
    expect(replays()).toHaveLength(1);

    await mend('{"type":"track","event":"Product Added","userId":"ada"}');
    expect(await wrong.findByText(/^Replayed/)).toBeTruthy();
    expect(replays().map(({ path }) => path)).toEqual(['/api/rejected/rej-3/replay', '/api/rejected/rej-3/replay']);
  });

  it('are only shown to viewers', async () => {
    mockFetch();
    openApp('/rejected', 'viewer');
    await entry(nobodys);
    expect(screen.queryByRole('button', { name: /^Replay/ })).toBeNull();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('come in pages', async () => {
    const events = (id: string) => [{ id, at: '2026-11-20T09:00:00Z', door: 'bus', reason: `reason ${id}`, event: {} }];
    const asked = mockFetch(({ path, query }) =>
      path !== '/api/rejected'
        ? undefined
        : query.has('cursor')
          ? { status: 200, body: { events: events('b'), cursor: null } }
          : { status: 200, body: { events: events('a'), cursor: '2026-11-20T09:00:00Z#a' } },
    );
    const user = openApp('/rejected');
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('heading', { name: 'reason b' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'reason a' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    expect(asked.at(-1)?.query.get('cursor')).toBe('2026-11-20T09:00:00Z#a');
  });

  it('say so where there are none, and where they cannot be read', async () => {
    let broken = true;
    mockFetch(({ path }) =>
      path !== '/api/rejected'
        ? undefined
        : broken
          ? { status: 500, body: { title: 'Something went wrong', detail: 'It was not you.' } }
          : { status: 200, body: { events: [], cursor: null } },
    );
    const user = openApp('/rejected');
    expect((await screen.findByRole('alert')).textContent).toContain('It was not you.');
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('No event was rejected')).toBeTruthy();
  });
});
