import type { CampaignFile } from '../../api/types';
import { omit } from '../../flow/omit';

/** A trigger, one email, the end. */
export function blankCampaign(name: string): CampaignFile {
  return {
    name,
    kind: 'marketing',
    trigger: { type: 'event', event: '', delay: 'PT0S' },
    attributionWindow: 'P7D',
    flow: {
      start: 'email',
      nodes: [
        { id: 'email', type: 'message', name: 'Email', channel: 'email', template: '', next: 'end' },
        { id: 'end', type: 'end', name: 'End' },
      ],
    },
  };
}

/** The same campaign under another name; its key comes of that. */
export function cloneOf(file: CampaignFile, name: string): CampaignFile {
  return { ...omit(file, 'key', '$schema'), name };
}
