import { useState } from 'react';
import { useNavigate } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { useSignedIn } from '../../auth/context';
import { ConfirmDialog } from '../../components/ConfirmDialog';

/** Asks before an audience or a list is removed, and says what uses it where that keeps it. */
export function RemoveGroup({ kind, of }: { kind: 'audience' | 'list'; of: { key: string; name: string } }) {
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const remove = async () => {
    setBusy(true);
    setProblem(undefined);
    const params = { path: { key: of.key } };
    try {
      await body(
        kind === 'audience'
          ? api.DELETE('/api/audiences/{key}', { params })
          : api.DELETE('/api/lists/{key}', { params }),
      );
      await navigate('/audiences');
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };

  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => {
          setAsking(true);
        }}
      >
        Remove
      </button>
      {asking && (
        <ConfirmDialog
          title={`Remove ${of.name}?`}
          confirm={`Remove the ${kind}`}
          busy={busy}
          problem={problem}
          onConfirm={() => void remove()}
          onCancel={() => {
            setAsking(false);
            setProblem(undefined);
          }}
        >
          <p>Its customers and everything that is known of them stay. This cannot be undone.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
