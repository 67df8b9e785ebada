import { Graph, layout } from '@dagrejs/dagre';
import type { Box, Drawing, Way } from './drawing';

export interface Place {
  x: number;
  y: number;
}

/** Where a way goes straight down. */
export interface Bend {
  x: number;
  top: number;
  bottom: number;
}

export interface Layout {
  /** The top left corner of each box. */
  boxes: Map<string, Place>;
  /** The middle of each way's label. */
  labels: Map<string, Place>;
  /** Where each way passes other boxes and its label, from the top down. */
  bends: Map<string, Bend[]>;
}

export const boxWidth = 248;

/** Between two rows of boxes; labels have a row of their own in the middle of it. */
export const rowGap = 100;

/** As the style sheet fills a box: a message with a subject has two lines for it. */
export function boxHeight(box: Box): number {
  switch (box.kind) {
    case 'trigger':
      return 76;
    case 'message':
      return box.subject === undefined ? 88 : 128;
    case 'step':
      return 88;
    case 'end':
      return 44;
  }
}

/** As the style sheet breaks a label's lines: about 24 letters on each. */
export function labelSize(label: string): { width: number; height: number } {
  if (label === '') return { width: 0, height: 0 };
  const lines = Math.ceil(label.length / 24);
  return { width: Math.min(176, label.length * 7 + 20), height: lines * 17 + 10 };
}

/** The button that puts a step on a way. */
export const plusSize = 26;

/** A label with such a button under it. */
export function plusLabelSize(label: string): { width: number; height: number } {
  const { width, height } = labelSize(label);
  return { width: Math.max(width, plusSize), height: height + plusSize + (height === 0 ? 0 : 4) };
}

/** Places a drawing from the top down. */
export function layoutOf({ boxes, ways }: Drawing, sizeOf = labelSize): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: rowGap / 2, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: boxWidth, height: boxHeight(box) });
  for (const way of ways) graph.setEdge(way.from, way.to, { ...sizeOf(way.label), labelpos: 'c' }, way.id);
  layout(graph);
  /** How high what stands in a row is. */
  const rows = new Map<number, number>();
  for (const box of boxes) {
    const row = Math.round((graph.node(box.id) as Place).y);
    rows.set(row, Math.max(rows.get(row) ?? 0, boxHeight(box)));
  }
  const bendsOf = (way: Way): Bend[] => {
    const edge = graph.edge({ v: way.from, w: way.to, name: way.id }) as Place & { points: Place[] };
    const label = sizeOf(way.label).height;
    return edge.points.slice(1, -1).flatMap(({ x, y }) => {
      const height = Math.abs(y - edge.y) < 1 ? label : (rows.get(Math.round(y)) ?? 0);
      return height === 0 ? [] : [{ x, top: y - height / 2, bottom: y + height / 2 }];
    });
  };
  return {
    boxes: new Map(
      boxes.map((box) => {
        const { x, y } = graph.node(box.id) as Place;
        return [box.id, { x: x - boxWidth / 2, y: y - boxHeight(box) / 2 }];
      }),
    ),
    labels: new Map(
      ways.map((way) => {
        const edge = graph.edge({ v: way.from, w: way.to, name: way.id }) as Place;
        return [way.id, { x: edge.x, y: edge.y }];
      }),
    ),
    bends: new Map(ways.map((way) => [way.id, bendsOf(way)])),
  };
}

/** A line from one box to another that goes straight down beside every box that it passes, and through its own label. */
export function wayPath(from: Place, to: Place, bends: readonly Bend[]): string {
  let path = `M${from.x},${from.y}`;
  let at = from;
  const curve = (next: Place) => {
    const middle = (at.y + next.y) / 2;
    path += ` C${at.x},${middle} ${next.x},${middle} ${next.x},${next.y}`;
    at = next;
  };
  for (const { x, top, bottom } of bends) {
    curve({ x, y: top });
    path += ` L${x},${bottom}`;
    at = { x, y: bottom };
  }
  curve(to);
  return path;
}
