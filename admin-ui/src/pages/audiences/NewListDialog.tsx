import { useState } from 'react';
import { useNavigate } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { useSignedIn } from '../../auth/context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { freeKey, keyOfName } from '../../format/key';

/** Asks for a list's name, creates it, of an audience's members where there is one, and goes there. */
export function NewListDialog({ of, onCancel }: { of?: { key: string; name: string }; onCancel: () => void }) {
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
      await body(
        of
          ? api.POST('/api/audiences/{key}/freeze', {
              params: { path: { key: of.key } },
              body: { list: key, name: name.trim() },
            })
          : api.PUT('/api/lists/{key}', { params: { path: { key } }, body: { name: name.trim() } }),
      );
      await navigate(`/lists/${key}`);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };

  return (
    <ConfirmDialog
      title={of ? `Freeze ${of.name} into a list` : 'New list'}
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
        {of && (
          <p className="quiet">
            Everyone who is in the audience now is put on a new list, and stays on it whatever they do.
          </p>
        )}
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
