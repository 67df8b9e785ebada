import { useParams } from 'react-router';
import { body } from '../../api/client';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { ProblemNote, Skeleton } from '../../components/States';
import { useTitle } from '../../components/title';
import { CampaignEditor } from './CampaignEditor';

/** A campaign that there is, to be changed. */
export default function EditCampaignPage() {
  const { campaignKey = '' } = useParams();
  const { api } = useSignedIn();
  const { data, stale, problem, reload } = useResource(campaignKey, () =>
    body(api.GET('/api/campaigns/{key}', { params: { path: { key: campaignKey } } })),
  );
  const campaign = stale ? undefined : data;
  useTitle(campaign ? `Edit ${campaign.name}` : 'Edit campaign');
  if (campaign) return <CampaignEditor key={campaignKey} start={campaign.campaign} before={campaign} />;
  return (
    <>
      <h1>Edit campaign</h1>
      {problem ? <ProblemNote problem={problem} onRetry={reload} /> : <Skeleton label="the campaign" rows={4} tall />}
    </>
  );
}
