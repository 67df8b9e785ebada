import type { IconName } from '../../components/Icon';
import type { InsertKind } from '../../flow/edit';

/** The steps that can be put in, as a marketer chooses from them. */
export const kindWords: Record<InsertKind, { name: string; icon: IconName; does: string }> = {
  message: { name: 'Message', icon: 'email', does: 'By email, WhatsApp, SMS or push notification' },
  wait: { name: 'Wait', icon: 'wait', does: 'For some time, or until a time or a date' },
  waitFor: {
    name: 'Until something happens',
    icon: 'wait',
    does: 'Or is so; for a limited time',
  },
  branch: { name: 'Branch', icon: 'branch', does: 'Different ways by what is so of the customer' },
  split: { name: 'Random split', icon: 'split', does: 'Different ways by chance' },
  holdout: { name: 'Holdout', icon: 'split', does: 'Some hear nothing, to compare with' },
  change: { name: 'Change', icon: 'change', does: 'Sets an attribute, a list, or no more marketing' },
  webhook: { name: 'Webhook', icon: 'webhook', does: 'Calls another system' },
  start: { name: 'Start another campaign', icon: 'campaigns', does: 'For the same customer' },
  exit: { name: 'Exit', icon: 'exit', does: 'Ends here before its end, with a reason' },
  end: { name: 'End', icon: 'end', does: 'The campaign is over on this way' },
};
