import { useId, useState } from 'react';
import { Link } from 'react-router';
import { body } from '../../api/client';
import type { Import } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { TableScroll } from '../../components/TableScroll';
import { useTitle } from '../../components/title';
import { Moment } from '../../components/words';
import { formatCount } from '../../format/numbers';
import { lineInFile } from '../../upload/parts';
import { RejectedLines, UploadProgress } from '../../upload/UploadProgress';
import { type Upload, useUpload } from '../../upload/useUpload';
import './imports.css';

type Kind = Import['kind'];

const kinds: readonly { kind: Kind; name: string; hint: string }[] = [
  {
    kind: 'customers',
    name: 'Customers',
    hint: 'A CSV file with a column email, userId or phone. Exports of Klaviyo, Mailchimp and Shopify are understood; other columns become attributes.',
  },
  {
    kind: 'products',
    name: 'Products',
    hint: 'A CSV file with the columns id, title and price, as Shopify and Google Merchant Center write it.',
  },
  {
    kind: 'events',
    name: 'Events',
    hint: 'A file with one JSON object a line, such as {"type":"track","event":"Order Completed","userId":"u-1017"}.',
  },
  {
    kind: 'suppressions',
    name: 'Suppressed addresses',
    hint: 'A CSV file with a column email or phone, and perhaps channel, reason and date: who is not to be written to. It only ever adds.',
  },
];

/** Brings in a file, and says what became of each line. */
export default function ImportsPage() {
  useTitle('Imports');
  const { api, role } = useSignedIn();
  const id = useId();
  const [kind, setKind] = useState<Kind>('customers');
  const [starts, setStarts] = useState(false);
  const [file, setFile] = useState<File>();

  const { upload, start, goOn, reset } = useUpload<Import>((part, contentType) => {
    const named = { file: (file?.name ?? '').slice(0, 200) };
    const sent = {
      body: part.text,
      bodySerializer: (text: unknown) => text as string,
      headers: { 'content-type': contentType },
    };
    switch (kind) {
      case 'customers':
        return body(
          api.POST('/api/imports/customers', {
            ...sent,
            params: { query: { ...named, ...(starts && { start: 'true' }) } },
          }),
        );
      case 'products':
        return body(api.POST('/api/imports/products', { ...sent, params: { query: named } }));
      case 'events':
        return body(api.POST('/api/imports/events', { ...sent, params: { query: named } }));
      case 'suppressions':
        return body(api.POST('/api/imports/suppressions', { ...sent, params: { query: named } }));
    }
  });
  const earlier = usePages(`imports ${upload.answers.length}`, {
    read: (cursor) => body(api.GET('/api/imports', { params: { query: { ...(cursor !== undefined && { cursor }) } } })),
    items: (page) => page.imports,
    next: (page) => page.cursor,
  });
  const sending = upload.state === 'reading' || upload.state === 'sending';
  const chosen = kinds.find((one) => one.kind === kind);

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Imports</h1>
          <p className="quiet">
            Bring in customers, products, events and suppressed addresses from files. The same file again changes
            nothing.
          </p>
        </div>
      </div>
      {mayEdit(role) ? (
        <section className="card import" aria-labelledby={`${id}-file`}>
          <h2 id={`${id}-file`}>Bring in a file</h2>
          <fieldset className="kinds" disabled={sending}>
            <legend>What is in it</legend>
            {kinds.map((one) => (
              <label key={one.kind} className={one.kind === kind ? 'kind chosen' : 'kind'}>
                <input
                  type="radio"
                  name={`${id}-kind`}
                  value={one.kind}
                  checked={one.kind === kind}
                  onChange={() => {
                    setKind(one.kind);
                    reset();
                  }}
                />
                {one.name}
              </label>
            ))}
          </fieldset>
          <div className="import-file">
            <label htmlFor={`${id}-input`}>File</label>
            <input
              id={`${id}-input`}
              type="file"
              accept={kind === 'events' ? '.jsonl,.ndjson,.json,.csv,.txt' : '.csv,.txt,.jsonl,.ndjson'}
              disabled={sending}
              aria-describedby={`${id}-hint`}
              onChange={(event) => {
                setFile(event.target.files?.[0]);
                reset();
              }}
            />
            <p className="quiet" id={`${id}-hint`}>
              {chosen?.hint}
            </p>
          </div>
          {kind === 'customers' && (
            <label className="import-start">
              <input
                type="checkbox"
                checked={starts}
                disabled={sending}
                onChange={(event) => {
                  setStarts(event.target.checked);
                }}
              />
              <span>
                Campaigns may start by what the file says
                <span className="before">Without it, nobody gets a message because of this file.</span>
              </span>
            </label>
          )}
          <button
            type="button"
            className="button primary"
            disabled={file === undefined || sending || upload.state === 'done'}
            onClick={() => {
              if (file !== undefined) void start(file);
            }}
          >
            {sending ? 'One moment…' : 'Import'}
          </button>
          <UploadProgress upload={upload} onGoOn={() => void goOn()} />
        </section>
      ) : (
        <Empty title="You may look, but not import.">Importing a file needs the role editor.</Empty>
      )}
      {upload.answers.length > 0 && <Report upload={upload} kind={kind} name={file?.name ?? ''} />}
      <section className="card" aria-labelledby={`${id}-earlier`}>
        <h2 id={`${id}-earlier`}>Earlier imports</h2>
        {earlier.problem !== undefined ? (
          <ProblemNote problem={earlier.problem} />
        ) : earlier.items === undefined ? (
          <Skeleton label="the earlier imports" />
        ) : earlier.items.length === 0 ? (
          <Empty title="Nothing was imported in the last 90 days.">What became of each file is listed here.</Empty>
        ) : (
          <>
            <TableScroll label="Earlier imports">
              <Earlier reports={earlier.items} />
            </TableScroll>
            <LoadMore pages={earlier} end="These are all imports of the last 90 days." />
          </>
        )}
      </section>
    </>
  );
}

/** Large files come in parts, each of which is a line here. */
function Earlier({ reports }: { reports: readonly Import[] }) {
  return (
    <table>
      <caption className="visually-hidden">Earlier imports</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">File</th>
          <th scope="col">What is in it</th>
          <th scope="col">By</th>
          <th scope="col" className="number">
            Lines
          </th>
          <th scope="col" className="number">
            New
          </th>
          <th scope="col" className="number">
            Changed
          </th>
          <th scope="col" className="number">
            Rejected
          </th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <td>
              <Moment at={report.at} />
            </td>
            <td>{report.file ?? '–'}</td>
            <td>{kinds.find((one) => one.kind === report.kind)?.name ?? report.kind}</td>
            <td>{report.by}</td>
            <td className="number">{formatCount(report.lines)}</td>
            <td className="number">{formatCount(report.created)}</td>
            <td className="number">{formatCount(report.changed)}</td>
            <td className="number">{formatCount(report.rejectedCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Report({ upload, kind, name }: { upload: Upload<Import>; kind: Kind; name: string }) {
  const reports = upload.answers.map(({ answer }) => answer);
  const sum = (figure: 'created' | 'changed' | 'unchanged' | 'rejectedCount') =>
    reports.reduce((total, report) => total + report[figure], 0);
  const rejected = upload.answers.flatMap(({ part, answer }) =>
    answer.rejected.map(({ line, reason }) => ({ line: lineInFile(part, line), reason })),
  );
  const figures = [
    ['New', sum('created')],
    ['Changed', sum('changed')],
    ['Unchanged', sum('unchanged')],
    ['Rejected', sum('rejectedCount')],
  ] as const;
  return (
    <section className="card import-report" aria-labelledby="report">
      <h2 id="report">
        {upload.state === 'done' ? 'What became of' : 'So far, of'} {name}
      </h2>
      <dl className="import-figures">
        {figures.map(([label, figure]) => (
          <div key={label} className={label === 'Rejected' && figure > 0 ? 'bad' : undefined}>
            <dt>{label}</dt>
            <dd>{formatCount(figure)}</dd>
          </div>
        ))}
      </dl>
      {upload.state === 'done' && (
        <p className="quiet" role="status">
          {kind === 'customers' ? (
            <>
              What the file says arrives within seconds at the <Link to="/customers">customers</Link>.
            </>
          ) : kind === 'products' ? (
            'The products are in the catalogue within seconds.'
          ) : kind === 'suppressions' ? (
            'Nothing goes to these addresses within seconds.'
          ) : (
            'The events arrive within seconds on the timelines of their customers.'
          )}
        </p>
      )}
      <RejectedLines rejected={rejected} count={sum('rejectedCount')} />
    </section>
  );
}
