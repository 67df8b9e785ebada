import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CampaignFile } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { Icon } from '../../components/Icon';
import { ProblemNote } from '../../components/States';
import { useTitle } from '../../components/title';
import { freeKey, keyOfName } from '../../format/key';
import { CampaignEditor } from './CampaignEditor';
import { blankCampaign, cloneOf } from './fresh';
import './edit.css';

/** A new campaign: what it is called and what it begins with; then it is edited like any other. */
export default function NewCampaignPage() {
  useTitle('New campaign');
  const [start, setStart] = useState<CampaignFile>();
  return start ? <CampaignEditor start={start} before={undefined} /> : <Beginning onBegin={setStart} />;
}

function Beginning({ onBegin }: { onBegin: (file: CampaignFile) => void }) {
  const { api } = useSignedIn();
  const id = useId();
  const [query] = useSearchParams();
  const [name, setName] = useState('');
  const [from, setFrom] = useState(query.get('from') ?? '');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const { data } = useResource('campaigns', () => body(api.GET('/api/campaigns')));
  const campaigns = data?.campaigns ?? [];
  const nameless = tried && name.trim() === '';
  const key = freeKey(
    keyOfName(name, 'campaign'),
    campaigns.map((campaign) => campaign.key),
  );

  const begin = async () => {
    setTried(true);
    if (name.trim() === '') {
      document.getElementById(`${id}-name`)?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      if (from === '') onBegin(blankCampaign(name.trim()));
      else {
        const { campaign } = await body(api.GET('/api/campaigns/{key}', { params: { path: { key: from } } }));
        onBegin(cloneOf(campaign, name.trim()));
      }
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };

  return (
    <>
      <Link className="crumb" to="/campaigns">
        <Icon name="back" /> Campaigns
      </Link>
      <div className="page-head">
        <div>
          <h1>New campaign</h1>
          <p className="quiet">It starts for nobody until it is activated.</p>
        </div>
      </div>
      <form
        className="card new-campaign"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <div className="edit-row">
          <label className="edit-label" htmlFor={`${id}-name`}>
            Name
          </label>
          <input
            id={`${id}-name`}
            className="field"
            value={name}
            maxLength={100}
            autoComplete="off"
            placeholder="Welcome to new customers"
            aria-describedby={`${id}-key`}
            {...(nameless && { 'aria-invalid': true })}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
          <p className="edit-hint" id={`${id}-key`}>
            {nameless ? (
              <span className="edit-wrong">Give the campaign a name.</span>
            ) : (
              <>
                Files and reports call it <code>{key}</code>.
              </>
            )}
          </p>
        </div>
        <div className="edit-row">
          <label className="edit-label" htmlFor={`${id}-from`}>
            Begin with
          </label>
          <select
            id={`${id}-from`}
            className="field"
            value={from}
            onChange={(event) => {
              setFrom(event.target.value);
            }}
          >
            <option value="">A blank flow: a trigger, one email, the end</option>
            <optgroup label="A copy of">
              {campaigns.map((campaign) => (
                <option key={campaign.key} value={campaign.key}>
                  {campaign.name}
                </option>
              ))}
            </optgroup>
          </select>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <div className="page-actions">
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? 'One moment…' : 'Create campaign'}
          </button>
          <Link className="button" to="/campaigns">
            Cancel
          </Link>
        </div>
      </form>
    </>
  );
}
