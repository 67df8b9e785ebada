import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from './ConfirmDialog';

/**
 * Asks before a page is left whose changes are not saved: in the page's own words inside Homing, in the browser's where the window is closed.
 *
 * `mayLeave`: says at that moment whether it may be left without asking, as it may by somebody who has just saved.
 */
export function UnsavedGuard({ what, mayLeave }: { what: string; mayLeave: () => boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && !mayLeave(),
  );
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!mayLeave()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [mayLeave]);

  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      confirm="Leave without saving"
      cancel="Stay here"
      busy={false}
      problem={undefined}
      onConfirm={() => {
        blocker.proceed();
      }}
      onCancel={() => {
        blocker.reset();
      }}
    >
      <p>Your changes to {what} are not saved. They are lost if you leave.</p>
    </ConfirmDialog>
  );
}
