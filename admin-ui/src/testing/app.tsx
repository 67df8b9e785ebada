import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RouterProvider, createMemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { createBackend } from '../../mock/backend.mjs';
import { App } from '../App';
import type { Role } from '../api/types';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  token: string | null;
  ifMatch: string | null;
  /** What was sent. */
  text: string;
  body: unknown;
}

/** Answers a request in the mock's place; undefined leaves it to the mock. */
export type Instead = (asked: Asked) => { status: number; body?: unknown } | 'unreachable' | undefined;

/** Puts the mock where `fetch` would go to the network, and keeps what was asked. */
export function mockFetch(instead: Instead = () => undefined): Asked[] {
  const backend = createBackend();
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (input: Request | URL | string, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const one: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      ifMatch: request.headers.get('if-match'),
      token: request.headers.get('authorization')?.replace('Bearer ', '') ?? null,
      text,
      body:
        text !== '' && request.headers.get('content-type')?.startsWith('application/json') === true
          ? (JSON.parse(text) as unknown)
          : undefined,
    };
    asked.push(one);
    const answer = instead(one) ?? backend.handle(one);
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    return Response.json(answer.body ?? {}, { status: answer.status });
  });
  return asked;
}

/** A token of a role, as the mock reads it. */
export function tokenOf(role: Role): string {
  return `h.${btoa(JSON.stringify({ 'cognito:groups': [role] }))}.s`;
}

/** The whole page at an address, signed in as a role unless it says otherwise. */
export function openApp(path: string, role: Role | 'nobody' = 'admin') {
  if (role !== 'nobody') {
    sessionStorage.setItem('homing.session', JSON.stringify({ token: tokenOf(role), role }));
  }
  const router = createMemoryRouter([{ path: '*', element: <App /> }], { initialEntries: [path] });
  render(<RouterProvider router={router} />);
  return userEvent.setup();
}
