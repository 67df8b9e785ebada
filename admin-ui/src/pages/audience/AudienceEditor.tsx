import { useId, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Audience } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { Icon } from '../../components/Icon';
import { ProblemNote, Skeleton } from '../../components/States';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useTitle } from '../../components/title';
import { ConditionBuilder } from '../../condition/ConditionBuilder';
import { isObject, type JsonObject } from '../../condition/json';
import { gaps, root } from '../../condition/problems';
import { useLoadedOffers } from '../../condition/useLoadedOffers';
import { freeKey, keyOfName } from '../../format/key';
import { PreviewCard } from './PreviewCard';
import { usePreview } from './usePreview';
import './audience.css';

/** A new audience. */
export function NewAudience() {
  useTitle('New audience');
  return <Editor before={undefined} />;
}

/** An audience that there is, to be changed. */
export default function AudienceEditor() {
  const { audienceKey = '' } = useParams();
  const { api } = useSignedIn();
  const { data, stale, problem, reload } = useResource(audienceKey, () =>
    body(api.GET('/api/audiences/{key}', { params: { path: { key: audienceKey } } })),
  );
  const audience = stale ? undefined : data;
  useTitle(audience ? `Edit ${audience.name}` : 'Edit audience');
  if (audience) return <Editor key={audienceKey} before={audience} />;
  return problem ? <ProblemNote problem={problem} onRetry={reload} /> : <Skeleton label="the audience" rows={5} />;
}

function Editor({ before }: { before: Audience | undefined }) {
  const { api, role } = useSignedIn();
  const navigate = useNavigate();
  const id = useId();
  const offers = useLoadedOffers();
  const [name, setName] = useState(before?.name ?? '');
  const [condition, setCondition] = useState<JsonObject>(isObject(before?.condition) ? before.condition : { all: [] });
  /** As it was opened: what differs from that is not saved. */
  const [opened] = useState({ name, condition });
  const leaving = useRef(false);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  /** Why it was not saved, and what was to be saved. */
  const [refused, setRefused] = useState<{ condition: JsonObject; problem: ApiProblem }>();

  const open = gaps(condition, 'customer');
  const preview = usePreview(open.length > 0 ? null : condition);
  const refusal = refused?.condition === condition ? refused.problem : undefined;
  const fields = refusal?.fields ?? preview.problem?.fields ?? [];
  const ofCondition = fields.filter(({ field }) => field.startsWith(root));
  const nameless = tried && name.trim() === '';

  const keyBeside = (others: readonly { key: string }[]) =>
    before?.key ??
    freeKey(
      keyOfName(name, 'audience'),
      others.map((other) => other.key),
    );
  const back = before ? `/audiences/${before.key}` : '/audiences';

  const save = async () => {
    setTried(true);
    if (name.trim() === '' || open.length > 0) {
      if (name.trim() === '') document.getElementById(`${id}-name`)?.focus();
      return;
    }
    setBusy(true);
    setRefused(undefined);
    try {
      // One that somebody else has made since is not written over.
      const key = keyBeside(before ? [] : (await body(api.GET('/api/audiences'))).audiences);
      await body(
        api.PUT('/api/audiences/{key}', {
          params: { path: { key }, header: before ? { 'If-Match': `"${before.etag}"` } : {} },
          body: { name: name.trim(), condition },
        }),
      );
      leaving.current = true;
      await navigate(`/audiences/${key}`);
    } catch (thrown) {
      setRefused({ condition, problem: ApiProblem.from(thrown) });
      setBusy(false);
    }
  };

  const dirty = name !== opened.name || JSON.stringify(condition) !== JSON.stringify(opened.condition);

  return (
    <>
      <UnsavedGuard what={name.trim() === '' ? 'this audience' : name} mayLeave={() => leaving.current || !dirty} />
      <Link className="crumb" to={back}>
        <Icon name="back" /> {before ? before.name : 'Audiences'}
      </Link>
      <div className="page-head">
        <div>
          <h1>{before ? `Edit ${before.name}` : 'New audience'}</h1>
          <p className="quiet">
            Customers come into it and leave it by themselves, by what they do and as time passes.
          </p>
        </div>
      </div>
      <div className="editor">
        <div className="editor-main">
          <section className="card editor-name">
            <label htmlFor={`${id}-name`}>Name</label>
            <input
              id={`${id}-name`}
              className="field"
              value={name}
              maxLength={100}
              autoComplete="off"
              placeholder="Customers in Germany who have bought"
              aria-describedby={`${id}-key`}
              {...(nameless && { 'aria-invalid': true })}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
            <p className="quiet" id={`${id}-key`}>
              {nameless ? (
                <span className="editor-wrong">Give the audience a name.</span>
              ) : (
                <>
                  Files and other conditions call it <code>{keyBeside(offers.audiences)}</code>.
                </>
              )}
            </p>
          </section>
          <section className="card" aria-labelledby={`${id}-who`}>
            <h2 id={`${id}-who`}>Who is in it</h2>
            <ConditionBuilder
              condition={condition}
              problems={tried && open.length > 0 ? open : ofCondition}
              offers={{ ...offers, audiences: offers.audiences.filter((audience) => audience.key !== before?.key) }}
              onChange={setCondition}
            />
            <details className="audience-json">
              <summary>As it is written in files</summary>
              <pre>{JSON.stringify(condition, null, 2)}</pre>
            </details>
          </section>
          {refusal && ofCondition.length < Math.max(1, refusal.fields.length) && <ProblemNote problem={refusal} />}
          <div className="editor-actions">
            {mayEdit(role) ? (
              <button type="button" className="button primary" disabled={busy} onClick={() => void save()}>
                {busy ? 'One moment…' : 'Save audience'}
              </button>
            ) : (
              <span className="quiet">Saving an audience needs the role editor.</span>
            )}
            <Link className="button" to={back}>
              Cancel
            </Link>
            {tried && open.length > 0 && (
              <span className="editor-wrong" role="alert">
                Not saved: not every condition is finished.
              </span>
            )}
          </div>
        </div>
        <PreviewCard preview={preview} gaps={open} saved={before?.count} />
      </div>
    </>
  );
}
