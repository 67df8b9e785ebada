import { useId, useRef, useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { MembersTaken } from '../../api/types';
import { useSignedIn } from '../../auth/context';
import { ProblemNote } from '../../components/States';
import { customersInWords } from '../../components/words';
import { formatCount } from '../../format/numbers';
import type { Part } from '../../upload/parts';
import { RejectedLines, UploadProgress } from '../../upload/UploadProgress';
import { useUpload } from '../../upload/useUpload';

/** Putting customers on a list: one by one, or by a file. */
export function AddMembers({ list, onAdded }: { list: string; onAdded: () => void }) {
  const { api } = useSignedIn();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [taken, setTaken] = useState<MembersTaken>();

  const params = { path: { key: list } };
  const { upload, start, goOn, reset } = useUpload<MembersTaken>(async (part) => {
    const answer = await body(
      api.POST('/api/lists/{key}/members', {
        params,
        body: part.text as unknown as { members: string[] },
        bodySerializer: (csv: unknown) => csv as string,
        headers: { 'content-type': 'text/csv' },
      }),
    );
    onAdded();
    return answer;
  });
  const sending = upload.state === 'reading' || upload.state === 'sending';

  const add = async () => {
    const members = text
      .split(/[\n,;]+/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
    if (members.length === 0) return;
    setBusy(true);
    setProblem(undefined);
    setTaken(undefined);
    reset();
    try {
      const answer = await body(api.POST('/api/lists/{key}/members', { params, body: { members } }));
      setTaken(answer);
      // What was refused stays, to be mended.
      setText(answer.rejected.map(({ line }) => members[line - 1]).join('\n'));
      onAdded();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="card" aria-labelledby={`${id}-add`}>
      <h2 id={`${id}-add`}>Put customers on it</h2>
      <div className="add-members">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <label htmlFor={`${id}-who`}>Email addresses or customer IDs, one a line</label>
          <textarea
            id={`${id}-who`}
            className="field"
            rows={3}
            value={text}
            spellCheck={false}
            placeholder={'ada@example.com\nu-1017'}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
          <button type="submit" className="button primary" disabled={busy || text.trim() === ''}>
            {busy ? 'One moment…' : 'Add'}
          </button>
        </form>
        <div className="add-file">
          <label htmlFor={`${id}-file`}>Or a CSV file</label>
          <input
            id={`${id}-file`}
            ref={file}
            type="file"
            accept=".csv,text/csv"
            disabled={sending}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen === undefined) return;
              setTaken(undefined);
              setProblem(undefined);
              void start(chosen).then(() => {
                // The same file can be chosen again.
                if (file.current) file.current.value = '';
              });
            }}
          />
          <p className="quiet" id={`${id}-hint`}>
            Its first line names the columns: <code>email</code>, <code>userId</code> or <code>id</code>.
          </p>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <UploadProgress upload={upload} onGoOn={() => void goOn()} />
      {taken && <Taken accepted={taken.accepted} rejected={taken.rejected} />}
      {upload.state === 'done' && (
        <Taken
          accepted={upload.answers.reduce((sum, { answer }) => sum + answer.accepted, 0)}
          rejected={upload.answers.flatMap(({ part, answer }) => inFile(part, answer))}
        />
      )}
    </section>
  );
}

/** A list's answer counts the customers of a part, and not its lines. */
function inFile(part: Part, { rejected }: MembersTaken): MembersTaken['rejected'] {
  return rejected.map(({ line, reason }) => ({ line: part.rows[line - 1]?.inFile ?? line, reason }));
}

function Taken({ accepted, rejected }: MembersTaken) {
  return (
    <div className="members-taken" role="status">
      <p>
        {accepted === 0
          ? 'Nobody comes onto the list.'
          : `${customersInWords(accepted)} ${accepted === 1 ? 'comes' : 'come'} onto the list within seconds.`}
        {rejected.length > 0 && ` ${formatCount(rejected.length)} could not be taken.`}
      </p>
      <RejectedLines rejected={rejected} count={rejected.length} />
    </div>
  );
}
