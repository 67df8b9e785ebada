import type { FieldError, Problem } from './types';

/** An answer that is not the one asked for; `status` 0 means that there was none. */
export class ApiProblem extends Error {
  readonly title: string;
  readonly status: number;
  readonly fields: readonly FieldError[];

  constructor(title: string, status: number, detail: string, fields: readonly FieldError[] = []) {
    super(detail);
    this.name = 'ApiProblem';
    this.title = title;
    this.status = status;
    this.fields = fields;
  }

  /** From an error answer's body, problem details or whatever stands between us and Homing has sent. */
  static of(status: number, body: unknown): ApiProblem {
    const problem: Partial<Problem> & { message?: unknown } = typeof body === 'object' && body !== null ? body : {};
    return new ApiProblem(
      problem.title ?? `Answer ${String(status)}`,
      status,
      problem.detail ?? (typeof problem.message === 'string' ? problem.message : 'Homing did not say why.'),
      problem.errors ?? [],
    );
  }

  /** From whatever was thrown: `fetch` throws a TypeError when there is no answer at all. */
  static from(thrown: unknown): ApiProblem {
    if (thrown instanceof ApiProblem) return thrown;
    if (thrown instanceof TypeError) {
      return new ApiProblem('Homing cannot be reached', 0, 'Check your connection, and that Homing is running.');
    }
    return new ApiProblem('Something went wrong', 0, thrown instanceof Error ? thrown.message : String(thrown));
  }
}
