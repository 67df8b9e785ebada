import { Suspense, useEffect, useId } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useSignedIn } from '../auth/context';
import { Icon, type IconName, Mark } from './Icon';
import { Skeleton } from './States';

interface Room {
  to: string;
  name: string;
  icon: IconName;
  /** Other addresses that belong to the room; `to` and what is below it do anyway. */
  also?: string;
}

/** Rooms that belong together stand together; a group with a name says it. */
const groups: readonly { name?: string; rooms: readonly Room[] }[] = [
  {
    rooms: [
      { to: '/', name: 'Home', icon: 'dashboard' },
      { to: '/campaigns', name: 'Campaigns', icon: 'campaigns' },
    ],
  },
  {
    rooms: [
      { to: '/audiences', name: 'Audiences', icon: 'audiences', also: '/lists' },
      { to: '/customers', name: 'Customers', icon: 'customers' },
      { to: '/replies', name: 'Replies', icon: 'whatsapp' },
    ],
  },
  {
    name: 'Data',
    rooms: [
      { to: '/imports', name: 'Imports', icon: 'imports' },
      { to: '/suppressed', name: 'Suppressed', icon: 'no' },
      { to: '/rejected', name: 'Rejected events', icon: 'warning' },
    ],
  },
];

const isAt = (pathname: string, room: Room) =>
  room.to === '/'
    ? pathname === '/'
    : [room.to, room.also].some((to) => to !== undefined && `${pathname}/`.startsWith(`${to}/`));

/** What every room has around it: where one can go, and who one is. */
export function Shell() {
  const { role, kind, signOut } = useSignedIn();
  const { pathname } = useLocation();
  const id = useId();

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
          {groups.map((group, i) => (
            <div key={group.rooms[0]?.to} className="nav-group">
              {group.name !== undefined && (
                <p className="nav-name" id={`${id}-${i}`}>
                  {group.name}
                </p>
              )}
              <ul {...(group.name !== undefined && { 'aria-labelledby': `${id}-${i}` })}>
                {group.rooms.map((room) => (
                  <li key={room.to}>
                    <Link
                      to={room.to}
                      className={isAt(pathname, room) ? 'active' : undefined}
                      {...(isAt(pathname, room) && { 'aria-current': 'page' })}
                    >
                      <Icon name={room.icon} />
                      <span>{room.name}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
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
