import type { Auth } from '../api/types';
import { type Session, roleOf } from './session';

/** The authorisation code grant with PKCE (RFC 7636) against Cognito's own sign-in pages. */

const verifierKey = 'homing.pkce';

interface Started {
  state: string;
  verifier: string;
  /** Where the person was going. */
  path: string;
}

interface Tokens {
  access_token: string;
  refresh_token?: string;
}

/** The page's root: the one address that the user pool's client must allow for coming back and for signing out. */
const home = () => `${window.location.origin}/`;

function poolOf(auth: Auth): { url: string; clientId: string } {
  if (auth.userPoolUrl === undefined || auth.clientId === undefined) {
    throw new Error('The settings name no user pool to sign in at.');
  }
  return { url: auth.userPoolUrl.replace(/\/$/, ''), clientId: auth.clientId };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

export async function challengeOf(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

/** Prepares a sign-in and returns the address to send the browser to. */
export async function startSignIn(auth: Auth, path: string): Promise<string> {
  const { url, clientId } = poolOf(auth);
  const started: Started = { state: random(), verifier: random(), path };
  sessionStorage.setItem(verifierKey, JSON.stringify(started));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: home(),
    scope: 'openid email',
    state: started.state,
    code_challenge: await challengeOf(started.verifier),
    code_challenge_method: 'S256',
  });
  return `${url}/oauth2/authorize?${query.toString()}`;
}

async function tokens(auth: Auth, parameters: Record<string, string>): Promise<Tokens> {
  const { url, clientId } = poolOf(auth);
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...parameters, client_id: clientId }).toString(),
  });
  if (!response.ok) throw new Error('The sign-in was not accepted. Try again.');
  return (await response.json()) as Tokens;
}

/** Whether an address is one that the sign-in pages have sent the browser back to. */
export function isReturn(query: URLSearchParams): boolean {
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Ends a sign-in: the session, and where the person was going. Throws when it was not ours or was refused. */
export async function finishSignIn(auth: Auth, query: URLSearchParams): Promise<{ session: Session; path: string }> {
  const text = sessionStorage.getItem(verifierKey);
  sessionStorage.removeItem(verifierKey);
  const code = query.get('code');
  if (code === null) throw new Error(query.get('error_description') ?? 'The sign-in was refused.');
  const started = text === null ? null : (JSON.parse(text) as Started);
  if (started?.state !== query.get('state')) {
    throw new Error('This sign-in was not started in this tab. Try again.');
  }
  const found = await tokens(auth, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: home(),
    code_verifier: started.verifier,
  });
  return { session: sessionOf(found, undefined), path: started.path };
}

/** A new session from the refresh token; null when the person has to sign in again. */
export async function refresh(auth: Auth, session: Session): Promise<Session | null> {
  if (session.refreshToken === undefined) return null;
  try {
    const found = await tokens(auth, { grant_type: 'refresh_token', refresh_token: session.refreshToken });
    return sessionOf(found, session.refreshToken);
  } catch {
    return null;
  }
}

function sessionOf(found: Tokens, kept: string | undefined): Session {
  const refreshToken = found.refresh_token ?? kept;
  return {
    token: found.access_token,
    role: roleOf(found.access_token),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}

/** The address that ends the session at the user pool too. */
export function signOutUrl(auth: Auth): string {
  const { url, clientId } = poolOf(auth);
  return `${url}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: home() }).toString()}`;
}
