import { settings } from './fixtures.mjs';

/** @typedef {import('../src/api/types').CampaignDetail} CampaignDetail */
/** @typedef {import('../src/api/types').CampaignFile} CampaignFile */
/** @typedef {import('./backend.mjs').Answer} Answer */

/** What messages can be made of. @returns {import('../src/api/types').TemplateLine[]} */
export const templates = () =>
  /** @type {const} */ ([
    ['cart-reminder', 'Cart reminder', 'email'],
    ['welcome', 'Welcome', 'email'],
    ['cart-reminder-whatsapp', 'Cart reminder on WhatsApp', 'whatsapp'],
  ]).map(([key, name, channel]) => ({ key, name, channel, version: 1, savedBy: '', savedAt: settings.now }));

/** Some of what is refused: each message needs a template that there is. @param {CampaignFile} file */
function faultsOf({ flow }) {
  const known = templates().map(({ key }) => key);
  return flow.nodes.flatMap((node) =>
    node.type !== 'message' || known.includes(node.template)
      ? []
      : [
          {
            field: `flow.nodes.${node.id}.template`,
            message: `there is no template "${node.template}"; add it, or name another one`,
          },
        ],
  );
}

/**
 * Keeps a campaign's file as its draft.
 *
 * @param {CampaignDetail[]} state @param {string} key @param {unknown} sent @param {string | null} ifMatch
 * @param {(status: number, title: string, detail: string, more?: object) => Answer} problem
 * @returns {Answer}
 */
export function saveCampaign(state, key, sent, ifMatch, problem) {
  const file = /** @type {CampaignFile} */ (sent);
  const found = state.find((campaign) => campaign.key === key);
  if (found && ifMatch !== null && ifMatch !== `"${found.etag}"`) {
    return problem(412, 'Changed by somebody else', 'bea@shop.example changed it, after you had opened it.');
  }
  const errors = faultsOf(file);
  if (errors.length > 0) return problem(422, `${errors.length} problems to fix`, 'Nothing was saved.', { errors });
  const { name, description = '', kind } = file;
  const changes = { base: found?.version ?? 0, outdated: false, savedBy: 'ann@shop.example', savedAt: settings.now };
  const draft = { draft: true, changes, campaign: { ...file, key }, etag: `d${Number(found?.etag.slice(1) ?? 0) + 1}` };
  if (found) return { status: 200, body: Object.assign(found, draft) };
  const nothing = { triggered: 0, converted: 0, recoveryRate: 0, messagesSent: 0, recovered: [] };
  /** @type {CampaignDetail} */
  const made = {
    ...{ key, name, description, kind, status: 'draft', version: 0, startsWhen: 'As the draft has it', channels: [] },
    ...{ activeRuns: 0, results: nothing, settings: {}, versions: [], templates: [], warnings: [] },
    ...draft,
  };
  state.push(made);
  return { status: 200, body: made };
}
