import { expect, it } from 'vitest';
import { problemsByNode } from './problems';

it("keeps a flow's problems by the node that each is about", () => {
  const within = { field: 'flow.nodes.email.waitsFor.within', message: 'is missing' };
  const ways = { field: 'flow.nodes.email.ways', message: 'names no status' };
  const start = { field: 'flow.start', message: 'is missing' };
  const problems = problemsByNode([within, start, { field: 'name', message: 'is missing' }, ways]);
  expect([...problems]).toEqual([
    ['email', [within, ways]],
    ['', [start]],
  ]);
});
