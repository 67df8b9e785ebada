import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { ApiProblem } from '../api/problem';
import { ProblemNote } from './States';

/** Asks before something happens to customers, and says what will. */
export function ConfirmDialog(props: {
  title: string;
  children: ReactNode;
  confirm: string;
  /** What the way back is called, where it is not "Cancel". */
  cancel?: string;
  /** False while something has to be done first, such as typing a name. */
  ready?: boolean;
  busy: boolean;
  problem: ApiProblem | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const opened = dialog.current;
    const opener = document.activeElement;
    opened?.showModal();
    return () => {
      opened?.close();
      // By now the dialog is gone, and with it what the browser would give the focus back from.
      const back = opener instanceof HTMLElement && opener.isConnected ? opener : document.getElementById('content');
      back?.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        if (!props.busy) props.onCancel();
      }}
    >
      <h2 id={`${id}-title`}>{props.title}</h2>
      <div id={`${id}-text`}>{props.children}</div>
      {props.problem && <ProblemNote problem={props.problem} />}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={props.onCancel} disabled={props.busy}>
          {props.cancel ?? 'Cancel'}
        </button>
        <button
          type="button"
          className="button primary"
          onClick={props.onConfirm}
          disabled={props.busy || props.ready === false}
        >
          {props.busy ? 'One moment…' : props.confirm}
        </button>
      </div>
    </dialog>
  );
}
