import {
  Controls,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo, useRef } from 'react';
import { BoxContent, boxWords } from '../../flow/boxes';
import type { Box, Drawing } from '../../flow/drawing';
import { type Bend, boxHeight, boxWidth, labelSize, layoutOf, wayPath } from '../../flow/layout';
import { showBeginning } from '../../flow/view';

type BoxNode = Node<{ box: Box }, 'box'>;
/** The place that the layout keeps for a label: nothing to see, but the drawing is sized so that it fits. */
type SpaceNode = Node<Record<string, never>, 'space'>;
type WayEdge = Edge<{ label: string; x: number; y: number; bends: Bend[] }, 'way'>;

function FlowBox({ data: { box } }: NodeProps<BoxNode>) {
  return (
    <div className={`box ${box.kind}`} style={{ width: boxWidth, height: boxHeight(box) }}>
      {box.kind !== 'trigger' && <Handle type="target" position={Position.Top} isConnectable={false} />}
      <BoxContent box={box} />
      {box.kind !== 'end' && <Handle type="source" position={Position.Bottom} isConnectable={false} />}
    </div>
  );
}

/** A line that bends through the place the layout has kept for its label. */
function FlowWay({ id, sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<WayEdge>) {
  const label = data?.label ?? '';
  const { x, y } = data ?? { x: sourceX, y: sourceY };
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const path = wayPath(from, to, data?.bends ?? []);
  return (
    <>
      <path id={id} className="way" d={path} markerEnd={markerEnd} />
      {label !== '' && (
        <EdgeLabelRenderer>
          <div
            className="way-label"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, maxWidth: labelSize(label).width }}
          >
            {label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

const Nothing = () => null;

const nodeTypes = { box: FlowBox, space: Nothing };
const edgeTypes = { way: FlowWay };

/** The flow as a drawing, from the top down; to look at, not to change. */
export default function FlowDrawing({ drawing, name }: { drawing: Drawing; name: string }) {
  const flow = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useMemo(() => {
    const places = layoutOf(drawing);
    return {
      nodes: [
        ...drawing.boxes.map((box): BoxNode => ({
          id: box.id,
          type: 'box',
          position: places.boxes.get(box.id) ?? { x: 0, y: 0 },
          data: { box },
          width: boxWidth,
          height: boxHeight(box),
          ariaLabel: boxWords(box),
        })),
        ...drawing.ways
          .filter((way) => way.label !== '')
          .map((way): SpaceNode => {
            const { width, height } = labelSize(way.label);
            const { x, y } = places.labels.get(way.id) ?? { x: 0, y: 0 };
            const position = { x: x - width / 2, y: y - height / 2 };
            return {
              id: `label ${way.id}`,
              type: 'space',
              position,
              data: {},
              width,
              height,
              domAttributes: { 'aria-hidden': true },
            };
          }),
      ],
      edges: drawing.ways.map((way): WayEdge => ({
        id: way.id,
        source: way.from,
        target: way.to,
        type: 'way',
        data: {
          label: way.label,
          bends: places.bends.get(way.id) ?? [],
          ...(places.labels.get(way.id) ?? { x: 0, y: 0 }),
        },
        markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)', width: 16, height: 16 },
      })),
    };
  }, [drawing]);

  return (
    <div ref={flow} className="flow" role="group" aria-label={`Flow of ${name}`}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        // The page scrolls under the pointer; the drawing is moved by dragging and sized by its buttons or a pinch.
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
        minZoom={0.3}
        maxZoom={1.5}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        onInit={(instance) => {
          showBeginning(instance, flow.current?.clientHeight ?? 0);
        }}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
