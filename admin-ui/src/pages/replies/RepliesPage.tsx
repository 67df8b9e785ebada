import { Link } from 'react-router';
import { body } from '../../api/client';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { Moment } from '../../components/words';
import { WindowLeft } from './WindowLeft';
import { nameOf } from './names';
import './replies.css';

/** What customers wrote on WhatsApp: what nobody has read comes first. */
export default function RepliesPage() {
  useTitle('Replies');
  const { api } = useSignedIn();
  const pages = usePages('replies', {
    read: (cursor) => body(api.GET('/api/replies', { params: { query: { ...(cursor !== undefined && { cursor }) } } })),
    items: (page) => page.conversations,
    next: (page) => page.next,
  });
  const { items, problem, reload } = pages;

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Replies</h1>
          <p className="quiet">
            What customers wrote on WhatsApp. You can answer in your own words for 24 hours after their last message.
          </p>
        </div>
        <button type="button" className="button" onClick={reload}>
          Look again
        </button>
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!items && !problem && <Skeleton label="the replies" rows={5} />}
      {items?.length === 0 && (
        <Empty title="Nobody has written yet">What customers answer on WhatsApp appears here.</Empty>
      )}
      {items !== undefined && items.length > 0 && (
        <section className="card" aria-label="Conversations">
          <ZoneNote />
          <ul className="replies">
            {items.map((line) => (
              <li key={`${line.customer.id} ${line.latestAt ?? ''}`} className={line.unread > 0 ? 'unread' : undefined}>
                <Link to={`/replies/${line.customer.id}`}>{nameOf(line.customer)}</Link>
                {line.unread > 0 && <span className="badge good">{line.unread} unread</span>}
                <span className="replies-latest">
                  {line.latestBy === 'shop' && <span className="quiet">You: </span>}
                  {line.latest}
                </span>
                <span className="quiet nowrap">{line.latestAt !== undefined && <Moment at={line.latestAt} />}</span>
                <WindowLeft until={line.windowEndsAt} />
              </li>
            ))}
          </ul>
          <LoadMore pages={pages} end="Those are all." />
        </section>
      )}
    </>
  );
}
