import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { createApi } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Auth, Role } from '../api/types';
import { SignInPage } from '../pages/signin/SignInPage';
import * as cognito from './cognito';
import { type SignedIn, SignedInContext } from './context';
import {
  type Session,
  devSession,
  readAuth,
  readSession,
  rememberSignedOut,
  wasSignedOut,
  writeSession,
} from './session';

type State =
  | { at: 'starting' }
  | { at: 'signed-out'; auth: Auth | null; problem: ApiProblem | null }
  | { at: 'signed-in'; auth: Auth; session: Session };

/** Shows its children to those who are signed in, and to everyone else the way to sign in. */
export function SignInGate({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: 'starting' });
  const navigate = useNavigate();
  const location = useLocation();
  // React's strict mode runs effects twice; an authorisation code is good for one exchange only.
  const started = useRef(false);

  const enter = useCallback((auth: Auth, session: Session) => {
    writeSession(session);
    rememberSignedOut(false);
    setState({ at: 'signed-in', auth, session });
  }, []);

  const start = useCallback(async () => {
    let auth: Auth | null = null;
    try {
      auth = await readAuth();
      const query = new URLSearchParams(window.location.search);
      if (auth.kind === 'cognito' && cognito.isReturn(query)) {
        const { session, path } = await cognito.finishSignIn(auth, query);
        enter(auth, session);
        await navigate(path, { replace: true });
        return;
      }
      const session = readSession();
      if (session !== null) enter(auth, session);
      // On one machine a new user sees the dashboard at once.
      else if (auth.kind === 'dev' && !wasSignedOut()) enter(auth, await devSession('admin'));
      else setState({ at: 'signed-out', auth, problem: null });
    } catch (thrown) {
      setState({ at: 'signed-out', auth, problem: ApiProblem.from(thrown) });
    }
  }, [enter, navigate]);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void start();
  }, [start]);

  const auth = state.at === 'starting' ? null : state.auth;
  const session = state.at === 'signed-in' ? state.session : null;

  const signedIn = useMemo<SignedIn | null>(() => {
    if (auth === null || session === null) return null;
    // The session that the API goes on with; renewing changes it without a new page.
    let current = session;
    let renewing: Promise<boolean> | null = null;
    const leave = (problem: ApiProblem | null) => {
      writeSession(null);
      setState({ at: 'signed-out', auth, problem });
    };
    const renew = async () => {
      const next = await (auth.kind === 'dev'
        ? devSession(current.role).catch(() => null)
        : cognito.refresh(auth, current));
      if (next === null) {
        leave(new ApiProblem('Signed out', 401, 'Your session has ended. Sign in again.'));
        return false;
      }
      current = next;
      writeSession(next);
      return true;
    };
    return {
      api: createApi({
        token: () => current.token,
        // Several requests are refused at once when a token expires; one renewal is enough for all.
        renew: () => (renewing ??= renew().finally(() => (renewing = null))),
      }),
      role: session.role,
      kind: auth.kind,
      signOut: () => {
        rememberSignedOut(true);
        leave(null);
        if (auth.kind === 'cognito') window.location.assign(cognito.signOutUrl(auth));
      },
    };
  }, [auth, session]);

  if (signedIn !== null) return <SignedInContext value={signedIn}>{children}</SignedInContext>;
  if (state.at !== 'signed-out') {
    return (
      <p className="starting" role="status">
        Starting…
      </p>
    );
  }

  const signInAs = async (role: Role) => {
    if (auth === null) return;
    try {
      enter(auth, await devSession(role));
    } catch (thrown) {
      setState({ at: 'signed-out', auth, problem: ApiProblem.from(thrown) });
    }
  };
  const signInAtPool = async () => {
    if (auth === null) return;
    try {
      window.location.assign(await cognito.startSignIn(auth, `${location.pathname}${location.search}`));
    } catch (thrown) {
      setState({ at: 'signed-out', auth, problem: ApiProblem.from(thrown) });
    }
  };
  return (
    <SignInPage
      auth={auth}
      problem={state.problem}
      onRole={(role) => void signInAs(role)}
      onPool={() => void signInAtPool()}
      onRetry={() => void start()}
    />
  );
}
