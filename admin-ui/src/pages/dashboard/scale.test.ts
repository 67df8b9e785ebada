import { describe, expect, it } from 'vitest';
import { labelled, ticks, wholeTicks } from './scale';

describe('axes', () => {
  it('go from 0 in round steps to at least the largest value', () => {
    expect(ticks(798)).toEqual([0, 200, 400, 600, 800]);
    expect(ticks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(ticks(129.9)).toEqual([0, 50, 100, 150]);
    for (const largest of [0.07, 3, 9.99, 10, 101, 12345]) {
      const lines = ticks(largest);
      expect(lines[0]).toBe(0);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(largest);
    }
  });
  it('have a height even where nothing happened', () => {
    expect(ticks(0)).toEqual([0, 1]);
    expect(wholeTicks(0)).toEqual([0, 1]);
  });
  it('of people are whole, and reach the largest value', () => {
    expect(wholeTicks(3)).toEqual([0, 1, 2, 3]);
    for (let largest = 0; largest < 60; largest++) {
      const lines = wholeTicks(largest);
      expect(lines.every(Number.isInteger)).toBe(true);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(largest);
    }
  });
  it('label no more days than fit', () => {
    expect(labelled(7, 10)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(labelled(90, 10)).toHaveLength(10);
  });
});
