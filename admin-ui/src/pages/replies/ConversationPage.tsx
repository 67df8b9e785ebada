import { useEffect, useId, useState } from 'react';
import { Link, useParams } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { SaidLine } from '../../api/types';
import { usePages } from '../../api/usePages';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { Because } from '../../components/Because';
import { Icon } from '../../components/Icon';
import { LoadMore } from '../../components/LoadMore';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { useTitle } from '../../components/title';
import { Moment } from '../../components/words';
import { WindowLeft } from './WindowLeft';
import { nameOf } from './names';
import './replies.css';

/** One conversation: what was said, and an answer while WhatsApp lets the shop write one. */
export default function ConversationPage() {
  const { customerId = '' } = useParams();
  return <ConversationRoom key={customerId} id={customerId} />;
}

const stateWords: Record<NonNullable<SaidLine['state']>, string> = {
  queued: 'on its way',
  sending: 'on its way',
  unknown: 'nobody knows whether it left, so it is not sent again',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'not sent',
};

const refreshMillis = 10_000;

function ConversationRoom({ id }: { id: string }) {
  const { api, role } = useSignedIn();
  const path = { id };
  const pages = usePages(id, {
    read: (before) =>
      body(
        api.GET('/api/customers/{id}/conversation', {
          params: { path, query: { ...(before !== undefined && { before }) } },
        }),
      ),
    items: (page) => page.said,
    next: (page) => page.next,
  });
  const { first, items, problem, reload } = pages;
  useTitle(first ? nameOf(first.customer) : 'Conversation');

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, refreshMillis);
    return () => {
      clearInterval(timer);
    };
  }, [reload]);

  const mark = async (read: boolean) => {
    await body(api.PUT('/api/customers/{id}/conversation', { params: { path }, body: { read } }));
    reload();
  };

  return (
    <>
      <Link className="crumb" to="/replies">
        <Icon name="back" /> Replies
      </Link>
      <div className="page-head">
        <div>
          <h1>{first ? nameOf(first.customer) : 'Conversation'}</h1>
          <p>
            <Link to={`/customers/${id}`}>All that is known of them</Link>
          </p>
          <ZoneNote />
        </div>
        {first && mayEdit(role) && first.windowEndsAt !== null && (
          <button
            type="button"
            className="button"
            onClick={() => {
              void mark(first.unread > 0);
            }}
          >
            {first.unread > 0 ? `Mark ${first.unread} as read` : 'Mark as unread'}
          </button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!first && !problem && <Skeleton label="the conversation" rows={5} tall />}
      {first && items && (
        <section className="card" aria-label="Conversation">
          {mayEdit(role) && <AnswerForm id={id} until={first.windowEndsAt} open={first.open} onSent={reload} />}
          {items.length === 0 ? (
            <Empty title="Nothing was said">This customer has not written on WhatsApp.</Empty>
          ) : (
            <ol className="said" aria-label="What was said, newest first">
              {items.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ol>
          )}
          <LoadMore pages={pages} end="That is all." />
        </section>
      )}
    </>
  );
}

function Line({ line }: { line: SaidLine }) {
  return (
    <li className={line.by}>
      <p className="said-text">
        {line.kind !== 'text' && <span className="quiet">{line.kind} </span>}
        {line.name !== undefined && `${line.name} `}
        {line.text}
      </p>
      <p className="quiet">
        {line.by === 'customer' ? 'Customer' : (line.author ?? 'The shop')}, <Moment at={line.at} />
        {line.state !== undefined && `, ${stateWords[line.state]}`}
      </p>
      {line.reason !== undefined && <Because reason={line.reason} />}
    </li>
  );
}

/** An answer has a name of its own from the first try on, so that trying again sends it once. */
function AnswerForm(props: { id: string; until: string | null; open: boolean; onSent: () => void }) {
  const { api } = useSignedIn();
  const field = useId();
  const [name, setName] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await body(
        api.POST('/api/customers/{id}/conversation', {
          params: { path: { id: props.id } },
          body: { id: name, text: text.trim() },
        }),
      );
      setText('');
      setName(crypto.randomUUID());
      props.onSent();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className="answer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={field}>
        Your answer <WindowLeft until={props.until} />
      </label>
      {!props.open && (
        <p className="quiet">
          {props.until === null ? (
            'The customer has not written, so only a campaign with an approved template can reach them.'
          ) : (
            <>
              WhatsApp let you answer until <Moment at={props.until} />. When the customer writes again you have another
              24 hours.
            </>
          )}
        </p>
      )}
      <textarea
        id={field}
        className="field"
        rows={3}
        maxLength={4096}
        value={text}
        disabled={!props.open}
        onChange={(event) => {
          setText(event.target.value);
          // Other words are another answer.
          if (problem) setName(crypto.randomUUID());
        }}
      />
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy || !props.open || text.trim() === ''}>
        {busy ? 'Sending…' : 'Send'}
      </button>
    </form>
  );
}
