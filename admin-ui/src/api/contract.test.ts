import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import text from '../../../functions/src/main/resources/openapi.json?raw';
import { createBackend } from '../../mock/backend.mjs';

interface Media {
  schema: { $ref?: string };
  examples?: Record<string, { value: unknown }>;
}
interface Operation {
  operationId: string;
  security?: unknown[];
  'x-required-role'?: string;
  parameters?: unknown[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { content: Record<string, Media> }> };
}

const document = JSON.parse(text) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package's types name a default export that its module does not have under every resolver.
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(document, 'openapi.json');

/** What is wrong with a value by a schema of the document; empty when nothing is. */
function faults(ref: string, value: unknown): string[] {
  const validate = ajv.getSchema(`openapi.json${ref}`) ?? ajv.compile({ $ref: `openapi.json${ref}` });
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => method !== 'parameters')
    .map(([method, operation]) => ({ path, method, operation })),
);

describe('the API’s document', () => {
  it.each(operations)('$method $path says who may, and its examples are what it says', ({ operation }) => {
    expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
    if (operation.security === undefined) {
      expect(['viewer', 'editor', 'approver', 'admin']).toContain(operation['x-required-role']);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403', 'default']));
    }
    const media = [
      ...Object.values(operation.requestBody?.content ?? {}),
      ...Object.values(operation.responses).flatMap((response) => Object.values(response.content ?? {})),
    ];
    for (const { schema, examples } of media) {
      for (const { value } of Object.values(examples ?? {})) {
        expect(faults(schema.$ref ?? '', value)).toEqual([]);
      }
    }
  });
  it('has every problem’s example in shape', () => {
    for (const { content } of Object.values(document.components.responses)) {
      const media = content['application/problem+json'];
      expect(faults(media?.schema.$ref ?? '', Object.values(media?.examples ?? {})[0]?.value)).toEqual([]);
    }
  });
});

describe('the mock', () => {
  const backend = createBackend();
  const token = (role: string) => {
    const { body } = backend.handle({
      method: 'POST',
      path: '/dev/token',
      query: new URLSearchParams(),
      token: null,
      body: { role },
    });
    return (body as { token: string }).token;
  };
  const ask = (method: string, path: string, role = 'admin', body?: unknown, text = '') => {
    const url = new URL(path, 'http://localhost');
    return backend.handle({
      method,
      path: url.pathname,
      query: url.searchParams,
      token: token(role),
      body,
      text,
    });
  };

  it.each([
    ['/api/settings/public', 'PublicSettings'],
    ['/api/settings', 'Settings'],
    ['/api/reports/recovery', 'RecoveryReport'],
    ['/api/reports/recovery?from=2026-11-01&to=2026-11-07', 'RecoveryReport'],
    ['/api/campaigns', 'CampaignList'],
    ['/api/campaigns/cart-recovery', 'CampaignDetail'],
    ['/api/campaigns/win-back', 'CampaignDetail'],
    ['/api/campaigns/spring-lookbook', 'CampaignDetail'],
    ['/api/campaigns/cart-recovery/people', 'PeoplePage'],
    ['/api/campaigns/cart-recovery/people?limit=2&status=exited', 'PeoplePage'],
    ['/api/audiences', 'AudienceList'],
    ['/api/audiences/quiet-for-60-days', 'Audience'],
    ['/api/audiences/german-buyers/members', 'MemberPage'],
    ['/api/imports', 'ImportList'],
    ['/api/lists', 'StaticLists'],
    ['/api/lists/newsletter', 'StaticList'],
    ['/api/lists/newsletter/members', 'MemberPage'],
    ['/api/customers', 'CustomerList'],
    ['/api/customers/cus_7000', 'CustomerDetail'],
    ['/api/customers/cus_9914', 'CustomerDetail'],
    ['/api/customers/cus_7000/timeline', 'Timeline'],
  ])('answers %s as the document says', (path, schema) => {
    const answer = ask('GET', path);
    expect(answer.status).toBe(200);
    expect(faults(`#/components/schemas/${schema}`, answer.body)).toEqual([]);
  });

  it.each([
    ['POST', '/api/audiences/preview', 200, 'AudiencePreview', { condition: { cart: 'filled' } }, ''],
    ['PUT', '/api/audiences/vip', 200, 'Audience', { name: 'VIP', condition: { cart: 'filled' } }, ''],
    ['PUT', '/api/lists/party', 200, 'StaticList', { name: 'Party' }, ''],
    ['POST', '/api/lists/party/members', 202, 'MembersTaken', { members: ['u-101', 'nobody'] }, ''],
    ['POST', '/api/lists/party/members', 202, 'MembersTaken', undefined, 'email\nada.lindqvist@example.com\n'],
    ['DELETE', '/api/lists/party/members/cus_7000', 202, 'MembersTaken', undefined, ''],
    ['POST', '/api/imports/customers', 202, 'Import', undefined, 'email\nada@example.com\nwrong\n'],
  ])('takes %s %s as the document says', (method, path, status, schema, body, text) => {
    const answer = ask(method, path, 'editor', body, text);
    expect(answer.status).toBe(status);
    expect(faults(`#/components/schemas/${schema}`, answer.body)).toEqual([]);
  });

  it.each([
    ['PUT', '/api/audiences/vip', 'viewer', 403],
    ['GET', '/api/lists/none', 'viewer', 404],
    ['POST', '/api/campaigns/cart-recovery/pause', 'viewer', 403],
    ['POST', '/api/campaigns/none/pause', 'admin', 404],
    ['POST', '/api/campaigns/spring-lookbook/activate', 'admin', 409],
    ['GET', '/api/campaigns/cart-recovery/people?version=99', 'viewer', 400],
    ['GET', '/api/customers/nobody', 'admin', 404],
    ['GET', '/api/reports/recovery?from=2026-11-07&to=2026-11-01', 'admin', 400],
  ])('refuses %s %s to a %s with a problem of status %i', (method, path, role, status) => {
    const answer = ask(method, path, role);
    expect(answer.status).toBe(status);
    expect(faults('#/components/schemas/Problem', answer.body)).toEqual([]);
  });

  it('would be caught saying something else', () => {
    expect(faults('#/components/schemas/Money', { amount: 12.5, currency: 'EUR' })).not.toEqual([]);
    expect(faults('#/components/schemas/TimelineEntry', { kind: 'event', at: 'today' })).not.toEqual([]);
  });
});
