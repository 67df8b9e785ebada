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
import { useMemo } from 'react';
import { Icon, channelIcon } from '../../components/Icon';
import { channelName } from '../../components/words';
import { stepName, type Box, type Drawing } from '../../flow/drawing';
import { boxHeight, boxWidth, labelSize, layoutOf, rowGap } from '../../flow/layout';

type BoxNode = Node<{ box: Box }, 'box'>;
/** The place that the layout keeps for a label: nothing to see, but the drawing is sized so that it fits. */
type SpaceNode = Node<Record<string, never>, 'space'>;
type WayEdge = Edge<{ label: string; x: number; y: number }, 'way'>;

/** A box in words, for screen readers. */
function boxWords(box: Box): string {
  switch (box.kind) {
    case 'trigger':
      return `Trigger: ${box.summary}`;
    case 'message':
      return `Message: ${box.name}, ${channelName(box.channel)}`;
    case 'step':
      return `${stepName[box.type]}: ${box.name}, ${box.line}`;
    case 'end':
      return `End: ${box.name}`;
  }
}

function BoxContent({ box }: { box: Box }) {
  switch (box.kind) {
    case 'trigger':
      return (
        <>
          <span className="box-kind">
            <Icon name="trigger" /> Trigger
          </span>
          <span className="box-name">{box.summary}</span>
        </>
      );
    case 'message':
      return (
        <>
          <span className="box-kind">
            <Icon name={channelIcon(box.channel)} /> {channelName(box.channel)}
          </span>
          <span className="box-name">{box.name}</span>
          <span className="box-line">
            <span className="quiet">Template</span> {box.template}
          </span>
          {box.subject !== undefined && <span className="box-subject">“{box.subject}”</span>}
        </>
      );
    case 'step':
      return (
        <>
          <span className="box-kind">
            <Icon name={box.type} /> {stepName[box.type]}
          </span>
          <span className="box-name">{box.name}</span>
          <span className="box-line">{box.line}</span>
        </>
      );
    case 'end':
      return (
        <span className="box-end">
          <Icon name="end" /> {box.name}
        </span>
      );
  }
}

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
  const half = labelSize(label).height / 2;
  const [into, out] = [y - half, y + half];
  // Without words, a line to the next row goes straight there; a longer one keeps to the place that is free of boxes.
  const near = label === '' && targetY - sourceY < 2 * rowGap;
  const middle = (sourceY + targetY) / 2;
  const path = near
    ? `M${sourceX},${sourceY} C${sourceX},${middle} ${targetX},${middle} ${targetX},${targetY}`
    : `M${sourceX},${sourceY} C${sourceX},${(sourceY + into) / 2} ${x},${(sourceY + into) / 2} ${x},${into} ` +
      `L${x},${out} C${x},${(out + targetY) / 2} ${targetX},${(out + targetY) / 2} ${targetX},${targetY}`;
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
        data: { label: way.label, ...(places.labels.get(way.id) ?? { x: 0, y: 0 }) },
        markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)', width: 16, height: 16 },
      })),
    };
  }, [drawing]);

  return (
    <div className="flow" role="group" aria-label={`Flow of ${name}`}>
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
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
