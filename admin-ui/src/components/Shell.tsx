import { Suspense, useEffect } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useSignedIn } from '../auth/context';
import { Icon, type IconName, Mark } from './Icon';
import { Skeleton } from './States';

const rooms: readonly { to: string; name: string; icon: IconName }[] = [
  { to: '/', name: 'Dashboard', icon: 'dashboard' },
  { to: '/campaigns', name: 'Campaigns', icon: 'campaigns' },
  { to: '/customers', name: 'Customers', icon: 'customers' },
  { to: '/rejected', name: 'Rejected events', icon: 'warning' },
];

/** What every room has around it: where one can go, and who one is. */
export function Shell() {
  const { role, kind, signOut } = useSignedIn();
  const { pathname } = useLocation();

  // Without a new document the browser neither scrolls up nor tells a screen reader that the page is another.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="side">
        <span className="brand">
          <Mark />
          Homing
        </span>
        <nav aria-label="Rooms">
          <ul>
            {rooms.map((room) => (
              <li key={room.to}>
                <NavLink to={room.to} end={room.to === '/'}>
                  <Icon name={room.icon} />
                  <span>{room.name}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        {kind === 'dev' && (
          <nav className="demo" aria-label="Local demo">
            <ul>
              <li>
                <a href="/dev/shop" target="_blank" rel="noreferrer">
                  <Icon name="shop" />
                  <span>Demo shop</span>
                </a>
              </li>
              <li>
                <a href="/dev/inbox/view" target="_blank" rel="noreferrer">
                  <Icon name="email" />
                  <span>Inbox</span>
                </a>
              </li>
            </ul>
          </nav>
        )}
        <div className="who">
          <span className="who-role">
            <span className="quiet">{kind === 'dev' ? 'Local demo, signed in as' : 'Signed in as'}</span> {role}
          </span>
          <button type="button" className="button plain" onClick={signOut} aria-label="Sign out" title="Sign out">
            <Icon name="signOut" />
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Skeleton label="the page" rows={4} />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
