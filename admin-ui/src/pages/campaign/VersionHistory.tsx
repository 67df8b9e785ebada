import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CampaignDetail } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayActivate, mayEdit } from '../../auth/session';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Empty, ProblemNote, Skeleton } from '../../components/States';
import { ZoneNote } from '../../components/ZoneNote';
import { Moment } from '../../components/words';
import { formatCount } from '../../format/numbers';
import { MovePeople } from './MovePeople';
import { versionChanges } from './versionChanges';

/** Every version that went live, how many are on it, and how it can come back. `onDone` is told in words what was done. */
export function VersionHistory({ campaign, onDone }: { campaign: CampaignDetail; onDone: (said: string) => void }) {
  const { role } = useSignedIn();
  const [compared, setCompared] = useState<number>();
  const [restored, setRestored] = useState<number>();
  const [moved, setMoved] = useState<number>();
  if (campaign.versions.length === 0) return <Empty title="Not published yet" />;
  return (
    <>
      <ul className="version-list">
        {campaign.versions.map((version) => (
          <li key={version.version}>
            <span>
              <strong>Version {version.version}</strong>
              {version.version === campaign.version && (
                <span className="quiet"> · current: new customers enter this version</span>
              )}
              <span className="before">
                <Moment at={version.publishedAt} />
                {version.publishedBy !== '' && ` by ${version.publishedBy}`}
              </span>
              <span className="before">{formatCount(version.activeRuns)} in progress on it</span>
              {!version.executable && <span className="before">One message; needs no state machine</span>}
            </span>
            {version.version !== campaign.version && (
              <span className="version-actions">
                <button
                  type="button"
                  className="button plain"
                  aria-expanded={compared === version.version}
                  aria-label={`Compare version ${String(version.version)} with the live one`}
                  onClick={() => {
                    setCompared(compared === version.version ? undefined : version.version);
                  }}
                >
                  Compare
                </button>
                {mayActivate(role) && version.activeRuns > 0 && (
                  <button
                    type="button"
                    className="button plain"
                    aria-label={`Move or end the people of version ${String(version.version)}`}
                    onClick={() => {
                      setMoved(version.version);
                    }}
                  >
                    Move or end the people
                  </button>
                )}
                {mayEdit(role) && (
                  <button
                    type="button"
                    className="button plain"
                    aria-label={`Restore as draft: version ${String(version.version)}`}
                    onClick={() => {
                      setRestored(version.version);
                    }}
                  >
                    Restore as draft
                  </button>
                )}
              </span>
            )}
            {compared === version.version && <Comparison campaign={campaign} version={version.version} />}
          </li>
        ))}
      </ul>
      <ZoneNote at={campaign.versions[0]?.publishedAt} />
      {moved !== undefined && (
        <MovePeople
          campaign={campaign}
          version={moved}
          onDone={(said) => {
            setMoved(undefined);
            onDone(said);
          }}
          onCancel={() => {
            setMoved(undefined);
          }}
        />
      )}
      {restored !== undefined && (
        <RestoreDialog
          campaign={campaign}
          version={restored}
          onDone={(said) => {
            setRestored(undefined);
            onDone(said);
          }}
          onCancel={() => {
            setRestored(undefined);
          }}
        />
      )}
    </>
  );
}

function useVersionFile(key: string) {
  const { api } = useSignedIn();
  return (version: number) =>
    body(api.GET('/api/campaigns/{key}/versions/{version}', { params: { path: { key, version } } }));
}

/** What is live and was otherwise in an earlier version. */
function Comparison({ campaign, version }: { campaign: CampaignDetail; version: number }) {
  const read = useVersionFile(campaign.key);
  const live = campaign.version;
  const { data, problem, reload } = useResource(`${campaign.key} ${String(version)} ${String(live)}`, async () => {
    const [before, after] = await Promise.all([read(version), read(live)]);
    return versionChanges(before, after);
  });
  if (problem) return <ProblemNote problem={problem} onRetry={reload} />;
  if (!data) return <Skeleton label="the comparison" rows={2} />;
  if (data.length === 0) return <p className="quiet">It says the same as the live version.</p>;
  return (
    <table className="version-changes">
      <caption>From version {version} to the live one</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Version {version}</th>
          <th scope="col">Live</th>
        </tr>
      </thead>
      <tbody>
        {data.map(({ group, what, before, after }) => (
          <tr key={`${group} ${what}`}>
            <th scope="row">
              <span className="quiet">{group}</span> {what}
            </th>
            <td>{before ?? '–'}</td>
            <td>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A version becomes the draft; one that is there is replaced only after this was asked. */
function RestoreDialog(props: {
  campaign: CampaignDetail;
  version: number;
  onDone: (said: string) => void;
  onCancel: () => void;
}) {
  const { campaign, version, onDone, onCancel } = props;
  const { api } = useSignedIn();
  const read = useVersionFile(campaign.key);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const restore = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const file = await read(version);
      // What somebody saved since this page was read is not replaced unseen.
      const params = { path: { key: campaign.key }, header: { 'If-Match': `"${campaign.etag}"` } };
      await body(api.PUT('/api/campaigns/{key}', { params, body: { ...file, key: campaign.key } }));
      onDone(`Version ${String(version)} of ${campaign.name} is the draft now.`);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={`Restore version ${String(version)} as draft?`}
      confirm="Restore as draft"
      busy={busy}
      problem={problem}
      onConfirm={() => void restore()}
      onCancel={onCancel}
    >
      <ul>
        {campaign.changes && <li>The draft that is there now is replaced.</li>}
        <li>Nothing goes live before the draft is published.</li>
        <li>Templates whose texts were others then get a new version with the texts of then.</li>
      </ul>
    </ConfirmDialog>
  );
}
