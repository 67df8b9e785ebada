import type { ReactFlowInstance } from '@xyflow/react';
import { triggerId } from './drawing';
import { boxWidth } from './layout';

type View = Pick<ReactFlowInstance, 'getNode' | 'getViewport' | 'getZoom' | 'setCenter'>;

/** Below this, names cannot be read: a large flow shows its beginning, and is moved. */
const readable = 0.6;

/** Shows all of the flow where that can be read, else the trigger and what comes after it. `height`: of what is seen. */
export function showBeginning(view: View, height: number) {
  const trigger = view.getNode(triggerId);
  if (view.getZoom() >= readable || trigger === undefined) return;
  const zoom = 0.85;
  const { x, y } = trigger.position;
  void view.setCenter(x + boxWidth / 2, y - 24 + height / zoom / 2, { zoom });
}

/** Brings a box into the middle, as large as it is. */
export function bringIn(view: View, id: string) {
  const node = view.getNode(id);
  if (node === undefined) return;
  const { x, y } = node.position;
  void view.setCenter(x + (node.width ?? 0) / 2, y + (node.height ?? 0) / 2, { zoom: view.getZoom() });
}

/** Whether a box is not seen whole. `size`: of what is seen. */
export function isHidden(view: View, id: string, size: { width: number; height: number }): boolean {
  const node = view.getNode(id);
  if (node === undefined) return false;
  const { x, y, zoom } = view.getViewport();
  const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
  const [right, bottom] = [left + (node.width ?? 0) * zoom, top + (node.height ?? 0) * zoom];
  return left < 0 || top < 0 || right > size.width || bottom > size.height;
}
