import { createHash } from 'node:crypto';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { mockFetch, openApp } from '../testing/app';
import { challengeOf, finishSignIn, isReturn, refresh, startSignIn } from './cognito';
import { roleOf } from './session';

const pool = { kind: 'cognito' as const, userPoolUrl: 'https://pool.example', clientId: 'client-1' };
const tokenOf = (claims: object) => `h.${btoa(JSON.stringify(claims))}.s`;

describe('on one machine', () => {
  it('a first visit is signed in as admin and sees the dashboard', async () => {
    const asked = mockFetch();
    openApp('/', 'nobody');
    expect(await screen.findByRole('heading', { name: 'Total Recovered' })).toBeTruthy();
    expect(asked.filter(({ path }) => path === '/dev/token')).toHaveLength(1);
    expect(JSON.parse(sessionStorage.getItem('homing.session') ?? '{}')).toMatchObject({ role: 'admin' });
  });
  it('signing out stays signed out, and any role can be taken', async () => {
    mockFetch();
    const user = openApp('/campaigns');
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(await screen.findByRole('heading', { name: 'Sign in as' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /viewer/ }));
    expect(await screen.findByRole('link', { name: 'Cart recovery' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Pause/ })).toBeNull();
  });
  it('a token that a restarted server does not know is renewed once, without a word', async () => {
    let refused = 0;
    const asked = mockFetch(({ token, path }) => {
      if (token !== 'stale' || path.startsWith('/dev')) return undefined;
      refused++;
      return { status: 401, body: { message: 'Unauthorized' } };
    });
    sessionStorage.setItem('homing.session', JSON.stringify({ token: 'stale', role: 'editor' }));
    openApp('/', 'nobody');
    expect(await screen.findByRole('heading', { name: 'Total Recovered' })).toBeTruthy();
    expect(refused).toBeGreaterThan(0);
    expect(asked.filter(({ path }) => path === '/dev/token')).toHaveLength(1);
  });
  it('says so when Homing cannot be reached, and tries again', async () => {
    let reachable = false;
    mockFetch(() => (reachable ? undefined : 'unreachable'));
    const user = openApp('/', 'nobody');
    expect((await screen.findByRole('alert')).textContent).toContain('Homing cannot be reached');
    reachable = true;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'Total Recovered' })).toBeTruthy();
  });
});

describe('at a user pool', () => {
  it('someone who is not signed in is offered to, and nothing is asked of the API before', async () => {
    const asked = mockFetch(({ path }) =>
      path === '/api/settings/public' ? { status: 200, body: { auth: pool } } : undefined,
    );
    openApp('/', 'nobody');
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(asked.map(({ path }) => path)).toEqual(['/api/settings/public']);
  });

  it('makes the challenge from the verifier as RFC 7636 says (its appendix B)', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('exchanges the code with the verifier of the challenge it started with', async () => {
    const sent: URLSearchParams[] = [];
    const token = tokenOf({ 'cognito:groups': ['editor', 'approver'] });
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      sent.push(new URLSearchParams(init.body as string));
      return Promise.resolve(Response.json({ access_token: token, refresh_token: 'r-1' }));
    });
    const start = new URL(await startSignIn(pool, '/campaigns'));
    expect(start.origin + start.pathname).toBe('https://pool.example/oauth2/authorize');
    expect(start.searchParams.get('code_challenge_method')).toBe('S256');

    const back = new URLSearchParams({ code: 'c-1', state: start.searchParams.get('state') ?? '' });
    expect(isReturn(back)).toBe(true);
    const { session, path } = await finishSignIn(pool, back);
    expect(path).toBe('/campaigns');
    expect(session).toEqual({ token, role: 'approver', refreshToken: 'r-1' });
    const verifier = sent[0]?.get('code_verifier') ?? '';
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(start.searchParams.get('code_challenge'));
    expect(sent[0]?.get('redirect_uri')).toBe(start.searchParams.get('redirect_uri'));
  });

  it('refuses a code that this tab did not ask for', async () => {
    const send = vi.fn();
    vi.stubGlobal('fetch', send);
    await startSignIn(pool, '/');
    await expect(finishSignIn(pool, new URLSearchParams({ code: 'c', state: 'forged' }))).rejects.toThrow(
      'not started',
    );
    expect(send).not.toHaveBeenCalled();
  });

  it('refreshes without asking, and gives up when refused', async () => {
    const token = tokenOf({ 'cognito:groups': ['viewer'] });
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ access_token: token })));
    const session = { token: 'old', role: 'viewer' as const, refreshToken: 'r-1' };
    expect(await refresh(pool, session)).toEqual({ token, role: 'viewer', refreshToken: 'r-1' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 400 })));
    expect(await refresh(pool, session)).toBeNull();
  });

  it('sends those whose session has ended back to the sign-in', async () => {
    mockFetch(({ path }) => {
      if (path === '/api/settings/public') return { status: 200, body: { auth: pool } };
      return { status: 401, body: { message: 'The incoming token has expired' } };
    });
    openApp('/', 'viewer');
    expect((await screen.findByRole('alert')).textContent).toContain('Your session has ended');
    await waitFor(() => {
      expect(sessionStorage.getItem('homing.session')).toBeNull();
    });
  });
});

describe('a token’s role', () => {
  it('is the strongest of its groups, and viewer where it has none', () => {
    expect(roleOf(tokenOf({ 'cognito:groups': ['viewer', 'admin', 'editor'] }))).toBe('admin');
    expect(roleOf(tokenOf({}))).toBe('viewer');
    expect(roleOf('not a token')).toBe('viewer');
  });
});
