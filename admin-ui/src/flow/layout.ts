import { Graph, layout } from '@dagrejs/dagre';
import type { Box, Drawing } from './drawing';

export interface Place {
  x: number;
  y: number;
}

export interface Layout {
  /** The top left corner of each box. */
  boxes: Map<string, Place>;
  /** The middle of each way's label. */
  labels: Map<string, Place>;
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
  };
}

/** A line that bends through the place the layout has kept for its label, which is so high. */
export function wayPath(from: Place, to: Place, label: Place, height: number): string {
  const [into, out] = [label.y - height / 2, label.y + height / 2];
  // Without words, a line to the next row goes straight there; a longer one keeps to the place that is free of boxes.
  if (height === 0 && to.y - from.y < 2 * rowGap) {
    const middle = (from.y + to.y) / 2;
    return `M${from.x},${from.y} C${from.x},${middle} ${to.x},${middle} ${to.x},${to.y}`;
  }
  const [above, below] = [(from.y + into) / 2, (out + to.y) / 2];
  return (
    `M${from.x},${from.y} C${from.x},${above} ${label.x},${above} ${label.x},${into} ` +
    `L${label.x},${out} C${label.x},${below} ${to.x},${below} ${to.x},${to.y}`
  );
}
