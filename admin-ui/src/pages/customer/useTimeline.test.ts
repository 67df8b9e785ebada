import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../api/types';
import { withNewest, withOlder } from './useTimeline';

const event = (id: string, name = 'Product Viewed'): TimelineEntry => ({
  kind: 'event',
  at: '2026-11-20T09:00:00Z',
  id,
  name,
  properties: {},
  source: 'browser',
  decisions: [],
});
const ids = (page: { entries: TimelineEntry[] }) => page.entries.map((entry) => entry.id);

describe('a timeline that is read again', () => {
  it('puts what is new first, replaces what changed and keeps what was read before', () => {
    const before = { entries: [event('c'), event('b', 'Old'), event('a')], next: 'older' };
    const after = withNewest(before, { entries: [event('d'), event('c'), event('b', 'New')], next: 'b' });
    expect(ids(after)).toEqual(['d', 'c', 'b', 'a']);
    expect(after.entries[2]).toMatchObject({ name: 'New' });
    expect(after.next).toBe('older');
  });
  it('starts again where more has happened than a page holds, so that nothing is left out in between', () => {
    const before = { entries: [event('b'), event('a')], next: null };
    const newest = { entries: [event('z'), event('y')], next: 'x' };
    expect(withNewest(before, newest)).toEqual(newest);
  });
  it('reads on below, each entry once', () => {
    const after = withOlder(
      { entries: [event('c'), event('b')], next: 'b' },
      { entries: [event('b'), event('a')], next: null },
    );
    expect(ids(after)).toEqual(['c', 'b', 'a']);
    expect(after.next).toBeNull();
  });
});
