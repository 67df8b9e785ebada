import { useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Campaign, CampaignDetail, CampaignStatus, Resume } from '../../api/types';
import { useSignedIn } from '../../auth/context';

/** What a person can do to a campaign by hand. */
export type Verb = 'activate' | 'pause';

/** How what can be done is called: a paused campaign is resumed. */
export function verbWords(verb: Verb, status: CampaignStatus): string {
  return verb === 'pause' ? 'Pause' : status === 'paused' ? 'Resume' : 'Activate';
}

/** What can be done to a campaign of this status; undefined where nothing can. */
export function verbFor(status: CampaignStatus): Verb | undefined {
  switch (status) {
    case 'active':
      return 'pause';
    case 'draft':
    case 'paused':
      return 'activate';
    case 'ended':
      return undefined;
  }
}

export interface Move {
  verb: Verb;
  /** Where it was read whole, what somebody saved since is not activated unseen. */
  campaign: Campaign | CampaignDetail;
}

/** Activating and pausing: asked first, then carried out. `onDone` gets the campaign as it is then. */
export function useMove(onDone: (campaign: CampaignDetail) => void) {
  const { api } = useSignedIn();
  const [move, setMove] = useState<Move>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const close = () => {
    setMove(undefined);
    setProblem(undefined);
  };
  const carryOut = async ({ verb, campaign }: Move, resume: Resume) => {
    setBusy(true);
    setProblem(undefined);
    const header = 'etag' in campaign ? { 'If-Match': `"${campaign.etag}"` } : {};
    const params = { path: { key: campaign.key } };
    try {
      onDone(
        await body(
          verb === 'activate'
            ? api.POST('/api/campaigns/{key}/activate', {
                params: { ...params, header },
                ...(campaign.status === 'paused' ? { body: { resume } } : {}),
              })
            : api.POST('/api/campaigns/{key}/pause', { params }),
        ),
      );
      setMove(undefined);
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { move, busy, problem, ask: setMove, close, carryOut };
}
