import { ProblemNote } from '../components/States';
import { formatCount } from '../format/numbers';
import type { Upload } from './useUpload';
import './upload.css';

/** How far a file is, and why it stopped. */
export function UploadProgress({ upload, onGoOn }: { upload: Upload<unknown>; onGoOn: () => void }) {
  const { state, rows, sent, problem } = upload;
  if (state === 'idle' || state === 'done') return null;
  return (
    <div className="upload-progress">
      {state !== 'stopped' && (
        <>
          <progress aria-label="Upload" {...(rows > 0 && { max: rows, value: sent })} />
          <p className="quiet" role="status">
            {rows === 0 ? 'Reading the file…' : `${formatCount(sent)} of ${formatCount(rows)} lines`}
          </p>
        </>
      )}
      {problem && <ProblemNote problem={problem} />}
      {state === 'stopped' && sent > 0 && (
        <p>
          {formatCount(sent)} of {formatCount(rows)} lines are in; what is in stays.{' '}
          <button type="button" className="button" onClick={onGoOn}>
            Go on with the rest
          </button>
        </p>
      )}
    </div>
  );
}

/** Lines of a file that were not taken, each with the reason. */
export function RejectedLines(props: { rejected: readonly { line: number; reason: string }[]; count: number }) {
  const { rejected, count } = props;
  if (count === 0) return null;
  return (
    <div className="rejected-lines">
      <table>
        <caption>
          {count === 1 ? 'One line was' : `${formatCount(count)} lines were`} not taken
          {rejected.length < count && `; the first ${formatCount(rejected.length)} of them`}
        </caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {rejected.map(({ line, reason }) => (
            <tr key={`${line} ${reason}`}>
              <td className="number">{formatCount(line)}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
