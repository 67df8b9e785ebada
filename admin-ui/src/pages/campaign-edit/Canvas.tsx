import {
  Controls,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { type KeyboardEvent, createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '../../components/Icon';
import { BoxContent } from '../../flow/boxes';
import { type Box, type Drawing, type Way, triggerId } from '../../flow/drawing';
import { type Spot, mayFollow, reconnect, sourcesOf, targetsOf } from '../../flow/edit';
import { type Bend, boxHeight, boxWidth, layoutOf, plusLabelSize, wayPath } from '../../flow/layout';
import { problemsByNode } from '../../flow/problems';
import { bringIn, isHidden, showBeginning } from '../../flow/view';
import { InsertMenu } from './InsertMenu';
import { boxButton, panelField } from './places';
import { useEditing } from './context';

/** A way out of a box, with the middle of its label as seen from the box's top left corner. */
interface WayOut {
  way: Way;
  toName: string;
  x: number;
  y: number;
}

type StepNode = Node<{ box: Box; ways: WayOut[]; joins: boolean }, 'step'>;
/** The place that the layout keeps for a label and its button, so that the drawing is sized with them in it. */
type SpaceNode = Node<Record<string, never>, 'space'>;
type WayEdge = Edge<{ bends: Bend[] }, 'way'>;

interface Asked {
  spot: Spot;
  label: string;
  opener: HTMLElement;
}

const AskContext = createContext<(asked: Asked) => void>(() => undefined);

function Plus({ spot, label }: { spot: Spot; label: string }) {
  const ask = useContext(AskContext);
  return (
    <button
      type="button"
      className="plus nopan"
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      onClick={(event) => {
        ask({ spot, label, opener: event.currentTarget });
      }}
    >
      <Icon name="add" />
    </button>
  );
}

const nameOf = (box: Box) => (box.kind === 'trigger' ? 'the trigger' : box.name);

function StepBox({ data: { box, ways, joins } }: NodeProps<StepNode>) {
  const { file, problems, selected, select, removeStep } = useEditing();
  const flowView = useReactFlow();
  const wrong =
    box.kind === 'trigger'
      ? problems.filter(({ field }) => field.startsWith('trigger'))
      : (problemsByNode(problems).get(box.id) ?? []);

  const onKeyDown = (event: KeyboardEvent) => {
    const { flow } = file;
    const [above] = sourcesOf(flow, box.id);
    const beside = above === undefined ? [] : targetsOf(flow, above);
    const at = beside.indexOf(box.id);
    const to = {
      ArrowDown: targetsOf(flow, box.id)[0],
      ArrowUp: above,
      ArrowRight: beside[at + 1],
      ArrowLeft: beside[at - 1],
    }[event.key];
    if (to !== undefined) boxButton(to)?.focus({ preventScroll: true });
    else if ((event.key === 'Delete' || event.key === 'Backspace') && box.kind !== 'trigger') {
      const [next = triggerId] = targetsOf(flow, box.id);
      removeStep(box.id);
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) boxButton(next)?.focus({ preventScroll: true });
      });
    } else return;
    event.preventDefault();
  };
  const faults = wrong.length === 1 ? 'One problem' : `${wrong.length} problems`;

  return (
    <div style={{ width: boxWidth, height: boxHeight(box) }}>
      {box.kind !== 'trigger' && <Handle type="target" position={Position.Top} isConnectableStart={false} />}
      {joins && (
        <div className="plus-joins">
          <Plus spot={{ before: box.id }} label={`Add a step before ${nameOf(box)}, on all ways`} />
        </div>
      )}
      <button
        type="button"
        className={`box ${box.kind} nopan${wrong.length > 0 ? ' wrong' : ''}`}
        data-step={box.id}
        aria-pressed={selected === box.id}
        onClick={(event) => {
          select(box.id);
          // A click by keyboard is made to change the step; Escape leads back.
          if (event.detail === 0) requestAnimationFrame(() => panelField()?.focus());
        }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          // By now the browser may have scrolled there, which the drawing takes back.
          const pane = event.currentTarget.closest('.react-flow');
          const size = { width: pane?.clientWidth ?? 0, height: pane?.clientHeight ?? 0 };
          if (event.currentTarget.matches(':focus-visible') && isHidden(flowView, box.id, size)) {
            bringIn(flowView, box.id);
          }
        }}
      >
        <BoxContent box={box} />
        {wrong.length > 0 && (
          <span className="box-wrong" title={faults}>
            <Icon name="warning" />
            <span className="visually-hidden"> {faults}</span>
          </span>
        )}
      </button>
      {ways.map(({ way, toName, x, y }) => (
        <div key={way.id} className="way-out" style={{ left: x, top: y }}>
          {way.label !== '' && <span className="way-label">{way.label}</span>}
          <Plus spot={{ from: way.from, to: way.to }} label={`Add a step between ${nameOf(box)} and ${toName}`} />
        </div>
      ))}
      {box.kind !== 'end' && <Handle type="source" position={Position.Bottom} isConnectableStart={false} />}
    </div>
  );
}

function FlowWay({ id, sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<WayEdge>) {
  const path = wayPath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, data?.bends ?? []);
  return <path id={id} className="way" d={path} markerEnd={markerEnd} />;
}

const Nothing = () => null;

const nodeTypes = { step: StepBox, space: Nothing };
const edgeTypes = { way: FlowWay };

/** Keeps the step that the panel shows in sight: a new one may be below what is seen. */
function Follow({ selected, count }: { selected: string | undefined; count: number }) {
  const flowView = useReactFlow();
  const before = useRef(count);
  useEffect(() => {
    if (selected === undefined || before.current === count) return;
    before.current = count;
    bringIn(flowView, selected);
    // The button that put it in may be gone.
    if (document.activeElement === document.body) boxButton(selected)?.focus({ preventScroll: true });
    // Only where steps came or went: somebody who chooses a step sees it already.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [count]);
  return null;
}

/** The flow as a drawing that is changed by its buttons, by keyboard, and by drawing the end of a way to another step. */
export default function Canvas({ drawing, name }: { drawing: Drawing; name: string }) {
  const { file, change, selected, insertAt } = useEditing();
  const [asked, setAsked] = useState<Asked>();
  const flow = useRef<HTMLDivElement>(null);

  const { nodes, edges } = useMemo(() => {
    const places = layoutOf(drawing, plusLabelSize);
    const at = (id: string) => places.boxes.get(id) ?? { x: 0, y: 0 };
    const labelAt = (id: string) => places.labels.get(id) ?? { x: 0, y: 0 };
    const space = (way: Way): SpaceNode => {
      const { width, height } = plusLabelSize(way.label);
      const { x, y } = labelAt(way.id);
      return {
        ...{ id: `label ${way.id}`, type: 'space', data: {}, width, height },
        position: { x: x - width / 2, y: y - height / 2 },
        domAttributes: { 'aria-hidden': true },
      };
    };
    return {
      nodes: [
        ...drawing.ways.map(space),
        ...drawing.boxes.map((box): StepNode => {
          const own = at(box.id);
          const into = drawing.ways.filter((way) => way.to === box.id);
          return {
            id: box.id,
            type: 'step',
            position: own,
            data: {
              box,
              joins: into.length > 1,
              ways: drawing.ways
                .filter((way) => way.from === box.id)
                .map((way) => {
                  const to = drawing.boxes.find((other) => other.id === way.to);
                  const label = labelAt(way.id);
                  return { way, toName: to ? nameOf(to) : 'nowhere', x: label.x - own.x, y: label.y - own.y };
                }),
            },
            width: boxWidth,
            height: boxHeight(box),
            // What cannot be dragged would not be clicked either.
            style: { pointerEvents: 'all' },
          };
        }),
      ],
      edges: drawing.ways.map((way): WayEdge => ({
        id: way.id,
        source: way.from,
        target: way.to,
        type: 'way',
        reconnectable: 'target',
        data: { bends: places.bends.get(way.id) ?? [] },
        markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)', width: 16, height: 16 },
      })),
    };
  }, [drawing]);

  const mayLead = (from: string | null, to: string | null) =>
    from !== null && to !== null && to !== triggerId && mayFollow(file.flow, from).some((node) => node.id === to);

  return (
    <div ref={flow} className="flow edit-flow" role="group" aria-label={`Flow of ${name}`}>
      <AskContext value={setAsked}>
        <ReactFlowProvider>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            nodesDraggable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            isValidConnection={({ source, target }) => mayLead(source, target)}
            onReconnect={(edge, { target }) => {
              if (target === edge.target || !mayLead(edge.source, target)) return;
              change({ ...file, flow: reconnect(file.flow, edge.source, edge.target, target) });
            }}
            deleteKeyCode={null}
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
            <Follow selected={selected} count={drawing.boxes.length} />
          </ReactFlow>
        </ReactFlowProvider>
      </AskContext>
      {asked && (
        <InsertMenu
          label={asked.label}
          opener={asked.opener}
          onChoose={(kind) => {
            setAsked(undefined);
            insertAt(asked.spot, kind);
          }}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
    </div>
  );
}
