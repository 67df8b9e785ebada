import type { ApiProblem } from '../../api/problem';
import type { Auth, Role } from '../../api/types';
import { roles } from '../../auth/session';
import { Mark } from '../../components/Icon';
import { ProblemNote } from '../../components/States';
import './signin.css';

const mayDo: Record<Role, string> = {
  viewer: 'sees everything, changes nothing',
  editor: 'also saves campaigns',
  approver: 'also activates and pauses campaigns',
  admin: 'may do everything',
};

/** Where those who are not signed in are. Without `auth` it is not known yet how people sign in here. */
export function SignInPage(props: {
  auth: Auth | null;
  problem: ApiProblem | null;
  onRole: (role: Role) => void;
  onPool: () => void;
  onRetry: () => void;
}) {
  const { auth, problem, onRole, onPool, onRetry } = props;
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <Mark />
        <h1>Homing</h1>
        {problem !== null && <ProblemNote problem={problem} {...(auth === null ? { onRetry } : {})} />}
        {auth?.kind === 'dev' && (
          <>
            <p className="quiet">This Homing runs on one machine and asks for no password.</p>
            <h2 id="sign-in-as">Sign in as</h2>
            <ul className="role-list" aria-labelledby="sign-in-as">
              {roles.toReversed().map((role) => (
                <li key={role}>
                  <button
                    type="button"
                    className="role-button"
                    onClick={() => {
                      onRole(role);
                    }}
                  >
                    <span className="role-name">{role}</span> <span className="quiet">{mayDo[role]}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {auth?.kind === 'cognito' && (
          <>
            <p className="quiet">Customers who left come back. See which, and why.</p>
            <button type="button" className="button primary wide" onClick={onPool}>
              Sign in
            </button>
          </>
        )}
      </div>
    </main>
  );
}
