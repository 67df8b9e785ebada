import type { Change as ChangeInWords } from '../format/numbers';

/** A change, short for the eye and whole for a screen reader; coloured only where more is plainly better (`judged`). */
export function Change({ change, judged }: { change: ChangeInWords; judged: boolean }) {
  return (
    <span className={judged ? `change ${change.direction}` : 'change'}>
      <span aria-hidden="true">{change.short}</span>
      <span className="visually-hidden">{change.words}</span>
    </span>
  );
}
