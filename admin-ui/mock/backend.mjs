import { audiences, catalogue, destinations, faults, lists, members } from './audiences.mjs';
import { campaigns, plusDays, report, settings } from './fixtures.mjs';
import { consents, customer, customers, suppressions, timeline } from './people.mjs';
import { rejected } from './rejected.mjs';
import { answer, conversation, replies } from './replies.mjs';
import { saveCampaign, templates } from './saving.mjs';
import { people } from './roster.mjs';

/**
 * @typedef {{ status: number, body?: unknown }} Answer
 * @typedef {{ method: string, path: string, query: URLSearchParams, token: string | null, body: unknown, text?: string, ifMatch?: string | null }} Call
 */

const roles = ['viewer', 'editor', 'approver', 'admin'];

/** @param {string} state */
const erasure = (state) => ({
  id: 'erasure-1',
  state,
  by: 'ann@shop.example',
  askedAt: '2026-11-20T13:00:00Z',
  finishedAt: state === 'done' ? '2026-11-20T13:16:00Z' : null,
});

/** @param {number} status @param {string} title @param {string} detail @param {object} [more] @returns {Answer} */
const problem = (status, title, detail, more = {}) => ({
  status,
  body: { type: 'about:blank', title, status, detail, errors: [], ...more },
});

/** @param {unknown} value */
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The role a token stands for, or null when it is none of ours. @param {string | null} token */
function roleOf(token) {
  const payload = token?.split('.')[1];
  if (!payload) return null;
  try {
    const groups = JSON.parse(Buffer.from(payload, 'base64url').toString())['cognito:groups'];
    return roles.find((role) => groups.includes(role)) ?? null;
  } catch {
    return null;
  }
}

/** @param {import('../src/api/types').CampaignDetail} campaign @returns {import('../src/api/types').Campaign} */
function inList({ key, name, status, version, draft, kind, startsWhen, channels, activeRuns, results }) {
  return { key, name, status, version, draft, kind, startsWhen, channels, activeRuns, results };
}

/** What an earlier version of a campaign said. @param {import('../src/api/types').CampaignFile} file */
function earlier(file) {
  const { nodes } = file.flow;
  return {
    ...file,
    attributionWindow: 'P3D',
    flow: {
      ...file.flow,
      nodes: [
        ...nodes.map((node) =>
          node.type === 'message' && node.id === 'email' ? { ...node, name: 'First email' } : node,
        ),
        { id: 'sms', type: 'end', name: 'Old end' },
      ],
    },
  };
}

/** Homing as far as the page can tell: the API's answers over fixtures, in memory, for one test or one server. */
export function createBackend() {
  const state = campaigns();
  const wrong = rejected();
  const groups = audiences();
  const listed = lists();
  const told = destinations();
  /** The latest move of people. @type {object | undefined} */
  let relocation;
  /** Reports of imports, the latest first. @type {object[]} */
  const imported = [];
  /** Who is on which list. @type {Map<string, string[]>} */
  const onList = new Map(listed.map(({ key, count }) => [key, members(count).map(({ id }) => id)]));

  /** @param {string} key @param {'active' | 'paused'} status @returns {Answer} */
  function move(key, status) {
    const found = state.find((campaign) => campaign.key === key);
    if (!found) return problem(404, 'Not Found', `There is no campaign ${key}.`);
    if (found.version === 0 && status === 'active') {
      return problem(409, 'Conflict', 'The campaign is not complete.', {
        errors: [{ field: 'flow.nodes[0].template', message: 'There is no published template lookbook.' }],
      });
    }
    found.status = status;
    if (status === 'paused') found.waiting = { runs: 4, delays: 1, more: false };
    else delete found.waiting;
    return { status: 200, body: found };
  }

  /** @param {string} key @param {boolean} publish @param {string | null} ifMatch @returns {Answer} */
  function settle(key, publish, ifMatch) {
    const found = state.find((campaign) => campaign.key === key);
    if (!found) return problem(404, 'Not Found', `There is no campaign ${key}.`);
    if (ifMatch !== null && ifMatch !== `"${found.etag}"`) {
      return problem(412, 'Changed by somebody else', 'bea@shop.example changed it, after you had opened it.');
    }
    if (publish) found.version += 1;
    found.draft = false;
    found.etag = `v${found.version}`;
    delete found.changes;
    return { status: 200, body: found };
  }

  /** @param {string} id @param {unknown} body @returns {Answer} */
  function replay(id, body) {
    const found = wrong.find((event) => event.id === id);
    if (!found) return problem(404, 'Not found', `There is no rejected event "${id}"`);
    const { event } = /** @type {{ event?: { userId?: string } }} */ (body ?? found);
    if (!event?.userId) {
      const reason = 'userId, anonymousId: both are missing; send one of them';
      return problem(422, 'It would be rejected again', reason, { errors: [{ field: 'event', message: reason }] });
    }
    found.replayedAt ??= settings.now;
    return { status: 202, body: { replayedAt: found.replayedAt } };
  }

  /** @param {string} method @param {string | undefined} name @param {unknown} sent @returns {Answer} */
  function destination(method, name = '', sent) {
    if (method === 'GET') return { status: 200, body: { destinations: told } };
    if (method === 'DELETE') {
      told.splice(
        told.findIndex((one) => one.name === name),
        1,
      );
      return { status: 202, body: { removed: true } };
    }
    const saved = { .../** @type {object} */ (sent), name, state: 'filling', told: 0, waiting: 0 };
    told.push(/** @type {import('../src/api/types').Destination} */ (saved));
    return { status: 200, body: saved };
  }

  /** @param {string} method @param {string} key @param {string[]} rest @param {unknown} sent @returns {Answer} */
  function audience(method, key, [verb, at], sent) {
    const { name = '', condition } = /** @type {{ name?: string, condition?: unknown }} */ (sent ?? {});
    const found = groups.find((one) => one.key === key);
    if (method === 'DELETE' && verb === undefined) {
      if (key === 'quiet-for-60-days') {
        return problem(409, 'Not possible now', 'The audience is used by the campaign "Come back".');
      }
      groups.splice(
        groups.findIndex((one) => one.key === key),
        1,
      );
      return { status: 202, body: { removed: true } };
    }
    if (verb === 'destinations') return destination(method, at, sent);
    if (verb === 'freeze') {
      const { list: frozen } = /** @type {{ list: string }} */ (sent);
      const made = { key: frozen, name, count: 1, etag: 'l2', copied: 1 };
      listed.push(made);
      return { status: 202, body: made };
    }
    if (method === 'POST' || method === 'PUT') {
      const errors = faults(condition, 'condition');
      if (errors.length > 0) return problem(422, `${errors.length} problems to fix`, 'Nothing was saved.', { errors });
    }
    if (method === 'POST') {
      const samples = members(3);
      return { status: 200, body: { count: 3, estimate: false, asked: 7, words: 'it is so', samples } };
    }
    if (method === 'PUT') {
      const saved = {
        ...{ key, name, condition, words: 'it is so', count: 3, changedAt: settings.now },
        state: /** @type {const} */ ('ready'),
        etag: 'a3',
      };
      if (found) Object.assign(found, saved);
      else groups.push(saved);
      return { status: 200, body: saved };
    }
    if (!found) return problem(404, 'Not found', `There is no audience "${key}"`);
    return { status: 200, body: verb === 'members' ? { members: members(found.count), next: null } : found };
  }

  /** @param {Call} call @param {string} key @param {string[]} rest @returns {Answer} */
  function list({ method, body: sent, text = '' }, key, [verb, customer]) {
    const found = listed.find((one) => one.key === key);
    if (method === 'PUT') {
      const saved = { key, name: /** @type {{ name: string }} */ (sent).name, count: found?.count ?? 0, etag: 'l3' };
      if (found) Object.assign(found, saved);
      else listed.push(saved);
      return { status: 200, body: saved };
    }
    if (!found) return problem(404, 'Not found', `There is no list "${key}"`);
    if (!verb && method === 'DELETE') {
      listed.splice(listed.indexOf(found), 1);
      return { status: 202, body: { removed: true } };
    }
    if (!verb) return { status: 200, body: found };
    const on = onList.get(key) ?? [];
    if (method === 'GET') {
      return { status: 200, body: { members: customers.filter(({ id }) => on.includes(id)), next: null } };
    }
    const refused = /** @type {{ line: number, reason: string }[]} */ ([]);
    if (method === 'DELETE') {
      onList.set(
        key,
        on.filter((id) => id !== customer),
      );
    } else {
      const named =
        /** @type {{ members?: string[] } | undefined} */ (sent)?.members ?? text.trim().split('\n').slice(1);
      for (const [i, one] of named.entries()) {
        const who = customers.find(({ id, userId, email }) => [id, userId, email].includes(one));
        if (who) onList.set(key, [...new Set([...(onList.get(key) ?? []), who.id])]);
        else refused.push({ line: i + 1, reason: 'id, userId, email: none of them is there' });
      }
    }
    found.count = onList.get(key)?.length ?? 0;
    return { status: 202, body: { accepted: 1, rejected: refused } };
  }

  /** Every line is new, but those that say nothing. @param {string} kind @param {string} file @param {string} text @returns {Answer} */
  function bringIn(kind, file, text) {
    const lines = text.trim().split('\n');
    const rows = text.startsWith('{') ? lines : lines.slice(1);
    const at = text.startsWith('{') ? 1 : 2;
    const refused = rows.flatMap((row, i) =>
      row.includes('wrong') ? [{ line: i + at, reason: 'email: "wrong" is no address' }] : [],
    );
    const figures = { lines: rows.length, created: rows.length - refused.length, changed: 0, unchanged: 0 };
    const report = { id: `imp-${imported.length + 1}`, kind, state: 'done', at: settings.now, by: 'admin', ...figures };
    const body = { ...report, file, rejectedCount: refused.length, rejected: refused };
    imported.unshift(body);
    return { status: 202, body };
  }

  /** @param {Call} call @returns {Answer} */
  function api(call) {
    const { method, path, query, token, ifMatch, body } = call;
    if (path === '/api/settings/public') return { status: 200, body: { auth: { kind: 'dev' } } };
    const role = roleOf(token);
    if (!role) return problem(401, 'Unauthorized', 'Sign in again.');
    const [, , room = '', rawId = '', verb] = path.split('/');
    const id = decodeURIComponent(rawId);

    if (method === 'POST' && room === 'campaigns' && (verb === 'activate' || verb === 'pause')) {
      if (role !== 'approver' && role !== 'admin') {
        return problem(403, 'Forbidden', 'This needs the role approver.', { requiredRole: 'approver' });
      }
      return move(id, verb === 'activate' ? 'active' : 'paused');
    }
    if (room === 'campaigns' && verb === 'move') {
      const stay = [
        { why: 'message-is-out', words: 'they wait for what becomes of a message that went out', count: 1 },
      ];
      const preview = path.endsWith('/preview');
      if (preview) return { status: 200, body: { complete: true, steps: [], moved: 3, ended: 0, stay } };
      if (method === 'GET') return { status: 200, body: relocation };
      const undo = path.endsWith('/undo');
      relocation = {
        from: 1,
        to: 2,
        by: 'admin',
        at: settings.now,
        finished: true,
        undo,
        undoable: !undo,
        moved: 3,
        ended: 0,
        stay,
      };
      return { status: 202, body: { ...relocation, finished: false } };
    }
    if (room === 'campaigns' && verb === 'people' && (method === 'POST' || method === 'DELETE')) {
      if (role !== 'approver' && role !== 'admin') {
        return problem(403, 'Forbidden', 'This needs the role approver.', { requiredRole: 'approver' });
      }
      if (method === 'DELETE') return { status: 202, body: { run: path.split('/').at(-1) } };
      const who = String(/** @type {{ customer?: unknown } | undefined} */ (body)?.customer);
      const known = customers.find(({ id: one, userId, email }) => [one, userId, email].includes(who));
      if (!known) return problem(404, 'Not found', `There is no customer "${who}"`);
      return { status: 202, body: { run: `${known.id}-run` } };
    }
    if (
      room === 'campaigns' &&
      ((method === 'POST' && verb === 'publish') || (method === 'DELETE' && verb === 'draft'))
    ) {
      if (role !== 'approver' && role !== 'admin') {
        return problem(403, 'Forbidden', 'This needs the role approver.', { requiredRole: 'approver' });
      }
      return settle(id, verb === 'publish', ifMatch ?? null);
    }
    if (method === 'POST' && room === 'rejected' && verb === 'replay') {
      if (role === 'viewer')
        return problem(403, 'Forbidden', 'This needs the role editor.', { requiredRole: 'editor' });
      return replay(id, body);
    }
    if (method === 'PUT' && room === 'campaigns') {
      if (role === 'viewer')
        return problem(403, 'Forbidden', 'This needs the role editor.', { requiredRole: 'editor' });
      return saveCampaign(state, id, body, ifMatch ?? null, problem);
    }
    if (path === '/api/templates') return { status: 200, body: { templates: templates() } };
    const preview = path === '/api/audiences/preview';
    if (method !== 'GET' && ['audiences', 'lists', 'imports'].includes(room) && role === 'viewer' && !preview) {
      return problem(403, 'Forbidden', 'This needs the role editor.', { requiredRole: 'editor' });
    }
    if (path === '/api/audiences') return { status: 200, body: { audiences: groups } };
    if (path === '/api/lists') return { status: 200, body: { lists: listed } };
    if (path === '/api/catalogue/events') return { status: 200, body: { events: catalogue } };
    if (room === 'audiences') return audience(method, id, path.split('/').slice(4), body);
    if (room === 'lists') return list(call, id, path.split('/').slice(4));
    if (room === 'imports' && method === 'POST') {
      return bringIn(id, query.get('file') ?? 'people.csv', call.text ?? '');
    }
    if (room === 'customers' && verb === 'conversation' && method === 'PUT') return { status: 200, body: call.body };
    if (room === 'customers' && id && verb === 'conversation' && method === 'POST') return answer(id, call.body);
    if (room === 'suppressions' && method === 'DELETE') return { status: 200, body: { reactivated: true } };
    if (room === 'customers' && id && !verb && method === 'DELETE') {
      return { status: 202, body: erasure('erasing') };
    }
    if (method !== 'GET') return problem(405, 'Method Not Allowed', `${method} is not for ${path}.`);

    if (path === '/api/settings') return { status: 200, body: settings };
    if (path === '/api/reports/recovery') {
      const today = settings.now.slice(0, 10);
      const from = query.get('from') ?? plusDays(today, -29);
      const to = query.get('to') ?? today;
      if (from > to) {
        return problem(400, 'Bad Request', 'The period ends before it begins.', {
          errors: [{ field: 'to', message: 'must not be before from' }],
        });
      }
      return { status: 200, body: report(from, to) };
    }
    if (path === '/api/imports') return { status: 200, body: { imports: imported, cursor: null } };
    if (path === '/api/rejected') {
      const from = Number(query.get('cursor')?.split('#')[1] ?? '0');
      const to = from + Number(query.get('limit') ?? '50');
      return {
        status: 200,
        body: { events: wrong.slice(from, to), cursor: to < wrong.length ? `2026-11-20T00:00:00Z#${to}` : null },
      };
    }
    if (path === '/api/campaigns') {
      return {
        status: 200,
        body: { campaigns: state.map(inList) },
      };
    }
    if (room === 'campaigns' && id && !verb) {
      const found = state.find((campaign) => campaign.key === id);
      return found ? { status: 200, body: found } : problem(404, 'Not Found', `There is no campaign ${id}.`);
    }
    if (room === 'campaigns' && id && verb === 'versions') {
      const found = state.find((campaign) => campaign.key === id);
      const number = Number(path.split('/').at(-1));
      if (!found?.versions.some(({ version }) => version === number)) {
        return problem(404, 'Not found', `Campaign "${id}" has no version "${number}"`);
      }
      return { status: 200, body: number === found.version ? found.campaign : earlier(found.campaign) };
    }
    if (room === 'campaigns' && id && verb === 'people') {
      const found = state.find((campaign) => campaign.key === id);
      if (!found) return problem(404, 'Not Found', `There is no campaign ${id}.`);
      if (query.get('version') === '99') {
        return problem(400, 'Bad request', 'version: there is no version 99', {
          errors: [{ field: 'version', message: 'version: there is no version 99' }],
        });
      }
      return { status: 200, body: people(found, query) };
    }
    if (path === '/api/customers') {
      const wanted = (query.get('q') ?? '').toLowerCase();
      return {
        status: 200,
        body: {
          customers: customers.filter((entry) =>
            [entry.id, entry.userId, entry.email, entry.phone, entry.name].some((text) =>
              text?.toLowerCase().includes(wanted),
            ),
          ),
          next: null,
        },
      };
    }
    if (path === '/api/replies') return { status: 200, body: replies() };
    if (path === '/api/suppressions') {
      const wanted = suppressions.filter(
        ({ channel, address }) =>
          channel === query.get('channel') && (query.get('address') === null || address === query.get('address')),
      );
      return { status: 200, body: { suppressions: wanted, next: null } };
    }
    if (room === 'erasures') return { status: 200, body: erasure('done') };
    if (room === 'customers' && id) {
      const found = customer(id);
      if (!found) return problem(404, 'Not Found', `There is no customer ${id}.`);
      if (!verb) return { status: 200, body: found };
      if (verb === 'conversation') return { status: 200, body: conversation(id) };
      if (verb === 'consents') return { status: 200, body: { consents: consents(id) } };
      if (verb === 'export') {
        const page = timeline(id, query.get('after'), 200);
        return {
          status: 200,
          body: {
            ...(query.get('after') === null && { exportedAt: '2026-11-20T13:00:00Z', customer: found }),
            entries: page.entries,
            next: page.next,
          },
        };
      }
      if (verb === 'timeline') {
        return { status: 200, body: timeline(id, query.get('before'), Number(query.get('limit') ?? '50')) };
      }
    }
    return problem(404, 'Not Found', `There is nothing at ${path}.`);
  }

  return {
    /** @param {Call} call @returns {Answer} */
    handle(call) {
      if (call.path === '/dev/token' && call.method === 'POST') {
        const role = /** @type {{ role?: string }} */ (call.body ?? {}).role ?? '';
        if (!roles.includes(role)) return problem(400, 'Bad Request', `There is no role ${role}.`);
        const token = `${base64url({ alg: 'none' })}.${base64url({ sub: 'dev', 'cognito:groups': [role] })}.mock`;
        return { status: 200, body: { token } };
      }
      return api(call);
    },
  };
}

/** Answers one request of node:http. @param {ReturnType<typeof createBackend>} backend */
export function middleware(backend) {
  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const answer = backend.handle({
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        ifMatch: request.headers['if-match'] ?? null,
        token: request.headers.authorization?.replace(/^Bearer /, '') ?? null,
        text,
        body:
          text !== '' && String(request.headers['content-type']).startsWith('application/json')
            ? JSON.parse(text)
            : undefined,
      });
      response.writeHead(answer.status, {
        'content-type': answer.status >= 400 ? 'application/problem+json' : 'application/json',
      });
      response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    });
  };
}
