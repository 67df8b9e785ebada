import type { Auth, Role } from '../api/types';

/** Who is signed in; kept for the browser tab. */
export interface Session {
  token: string;
  role: Role;
  /** Cognito only: gets new tokens without asking the person again. */
  refreshToken?: string;
}

export const roles: readonly Role[] = ['viewer', 'editor', 'approver', 'admin'];

const sessionKey = 'homing.session';
const signedOutKey = 'homing.signed-out';

export function readSession(): Session | null {
  const text = sessionStorage.getItem(sessionKey);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Session;
  } catch {
    return null;
  }
}

export function writeSession(session: Session | null): void {
  if (session === null) sessionStorage.removeItem(sessionKey);
  else sessionStorage.setItem(sessionKey, JSON.stringify(session));
}

/** True after a person has signed out of a development server, which would sign them in again by itself otherwise. */
export function wasSignedOut(): boolean {
  return sessionStorage.getItem(signedOutKey) !== null;
}

export function rememberSignedOut(signedOut: boolean): void {
  if (signedOut) sessionStorage.setItem(signedOutKey, 'yes');
  else sessionStorage.removeItem(signedOutKey);
}

/** The strongest role among a token's groups; viewer where it names none. The server decides; this only shows and hides. */
export function roleOf(token: string): Role {
  const payload = token.split('.')[1] ?? '';
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>;
    const groups = claims['cognito:groups'];
    const names: unknown[] = Array.isArray(groups) ? groups : [];
    return roles.findLast((role) => names.includes(role)) ?? 'viewer';
  } catch {
    return 'viewer';
  }
}

export function mayActivate(role: Role): boolean {
  return role === 'approver' || role === 'admin';
}

export function mayErase(role: Role): boolean {
  return role === 'admin';
}

export function mayEdit(role: Role): boolean {
  return role !== 'viewer';
}

/** A token of a server on one machine, which asks for no password. Throws when there is none to be had. */
export async function devSession(role: Role): Promise<Session> {
  const response = await fetch(new URL('/dev/token', window.location.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  });
  if (!response.ok) throw new Error(`Signing in as ${role} failed with status ${response.status}.`);
  const { token } = (await response.json()) as { token: string };
  return { token, role };
}

/** How people sign in here. */
export async function readAuth(): Promise<Auth> {
  const response = await fetch(new URL('/api/settings/public', window.location.origin));
  if (!response.ok) throw new Error(`Homing answered with status ${response.status}.`);
  return ((await response.json()) as { auth: Auth }).auth;
}
