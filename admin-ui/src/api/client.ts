import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated';
import { ApiProblem } from './problem';

export type Api = Client<paths>;

/** What the client needs to know about who is signed in. */
export interface Credentials {
  /** The bearer token, or null while nobody is signed in. */
  token(): string | null;
  /** Tries to get a new token after a refusal; true if there is one. */
  renew(): Promise<boolean>;
}

/** The API as the one who is signed in may use it; a refused token is renewed once. */
export function createApi(credentials: Credentials): Api {
  const send = (request: Request): Promise<Response> => {
    const token = credentials.token();
    if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
    return fetch(request);
  };
  return createClient<paths>({
    baseUrl: window.location.origin,
    fetch: async (request) => {
      const again = request.clone();
      const response = await send(request);
      return response.status === 401 && (await credentials.renew()) ? send(again) : response;
    },
  });
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; throws an ApiProblem for any other. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (data !== undefined && response.ok) return data;
  throw ApiProblem.of(response.status, error);
}
