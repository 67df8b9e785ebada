import { createContext, useContext } from 'react';
import type { Api } from '../api/client';
import type { Auth, Role } from '../api/types';

export interface SignedIn {
  api: Api;
  role: Role;
  kind: Auth['kind'];
  signOut: () => void;
}

export const SignedInContext = createContext<SignedIn | null>(null);

/** Who is signed in, and the API on their behalf. Only below the sign-in. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error('useSignedIn is for pages behind the sign-in');
  return signedIn;
}
