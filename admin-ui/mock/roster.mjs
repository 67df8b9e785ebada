import { now } from './fixtures.mjs';
import { customers } from './people.mjs';

/**
 * Who is in a campaign.
 * @typedef {import('../src/api/types').CampaignDetail} CampaignDetail
 * @typedef {import('../src/api/types').CampaignPerson} CampaignPerson
 * @typedef {import('../src/api/types').PeoplePage} PeoplePage
 */

/** @type {CampaignPerson['status'][]} */
const statuses = ['active', 'active', 'exited', 'converted', 'completed'];

const hourMillis = 3_600_000;

/** A run every hour, newest first; as many in progress as the campaign says. @param {CampaignDetail} campaign @returns {CampaignPerson[]} */
function runs(campaign) {
  const steps = campaign.campaign.flow.nodes.filter((node) => node.type === 'message');
  if (campaign.activeRuns === 0) return [];
  return Array.from({ length: 30 }, (_, i) => {
    const step = steps[i % steps.length];
    const status = statuses[i % statuses.length] ?? 'active';
    const customer = customers[i % customers.length] ?? { id: 'cus_0' };
    const startedAt = new Date(Date.parse(now) - (i + 1) * hourMillis);
    return {
      customer,
      run: `${customer.id}-run${String(i)}`,
      version: i < 20 ? campaign.version : Math.max(1, campaign.version - 1),
      status,
      step: step?.id ?? '',
      stepName: step?.name ?? '',
      startedAt: startedAt.toISOString(),
      ...(status === 'active' ? {} : { endedAt: new Date(startedAt.getTime() + hourMillis / 2).toISOString() }),
      ...(status === 'exited'
        ? { reason: { code: 'ordered', sentence: 'The customer ordered at 2026-11-22T11:30:00Z.', params: {} } }
        : {}),
    };
  });
}

/** @param {CampaignDetail} campaign @param {URLSearchParams} query @returns {PeoplePage} */
export function people(campaign, query) {
  const steps = campaign.campaign.flow.nodes.flatMap((node) =>
    node.type === 'message' ? [{ id: node.id, name: node.name, channel: node.channel }] : [],
  );
  const from = Number(query.get('cursor') ?? '0');
  const limit = Number(query.get('limit') ?? '50');
  const fitting = runs(campaign).filter(
    (run) =>
      (query.get('status') ?? run.status) === run.status &&
      (query.get('version') ?? String(run.version)) === String(run.version) &&
      (query.get('step') ?? run.step) === run.step &&
      (query.get('passed') ?? steps[0]?.id) === steps[0]?.id &&
      (!query.has('passed') || run.step !== steps[0]?.id),
  );
  return {
    people: fitting.slice(from, from + limit),
    steps,
    cursor: fitting.length > from + limit ? String(from + limit) : null,
  };
}
