import { useState } from 'react';
import { useNavigate } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { useSignedIn } from '../../auth/context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { freeKey, keyOfName } from '../../format/key';

/** Asks for a list's name, creates it and goes there. */
export function NewListDialog({ onCancel }: { onCancel: () => void }) {
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const create = async () => {
    if (name.trim() === '') {
      setProblem(new ApiProblem('The list has no name yet', 0, 'Give it a name that others understand.'));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      // One that somebody else has made since is not written over.
      const { lists } = await body(api.GET('/api/lists'));
      const key = freeKey(
        keyOfName(name, 'list'),
        lists.map((list) => list.key),
      );
      await body(api.PUT('/api/lists/{key}', { params: { path: { key } }, body: { name: name.trim() } }));
      await navigate(`/lists/${key}`);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };

  return (
    <ConfirmDialog
      title="New list"
      confirm="Create list"
      busy={busy}
      problem={problem}
      onConfirm={() => void create()}
      onCancel={onCancel}
    >
      <form
        className="new-list"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <label htmlFor="new-list">Name</label>
        <input
          id="new-list"
          className="field"
          value={name}
          maxLength={100}
          autoComplete="off"
          placeholder="Guests of the summer party"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </form>
    </ConfirmDialog>
  );
}
