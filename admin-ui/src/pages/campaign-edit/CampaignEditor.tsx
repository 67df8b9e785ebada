import { Suspense, lazy, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { body } from '../../api/client';
import type { CampaignDetail, CampaignFile } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { mayEdit } from '../../auth/session';
import { Icon } from '../../components/Icon';
import { ProblemNote, Skeleton } from '../../components/States';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useLoadedOffers } from '../../condition/useLoadedOffers';
import { drawingOf, triggerId } from '../../flow/drawing';
import { insert, nodeOf, remove, removalOf } from '../../flow/edit';
import { triggerWords } from '../../flow/triggerWords';
import { Conflict } from './Conflict';
import { LostSteps } from './LostSteps';
import { ProblemList } from './ProblemList';
import { RemoveDialog } from './RemoveDialog';
import { ReviewCard } from './ReviewCard';
import { SettingsPanel } from './SettingsPanel';
import { StepPanel } from './StepPanel';
import { TriggerPanel } from './TriggerPanel';
import { type Editing, EditingContext } from './context';
import { boxButton } from './places';
import { useEditor } from './useEditor';
import './edit.css';

const Canvas = lazy(() => import('./Canvas'));

/** As the style sheet has it: the panel is under the drawing. */
const narrow = 1080;

/** A campaign that is changed: its flow as a drawing, and beside it whatever is chosen there. */
export function CampaignEditor({ start, before }: { start: CampaignFile; before: CampaignDetail | undefined }) {
  const { api, role } = useSignedIn();
  const navigate = useNavigate();
  const offers = useLoadedOffers();
  const templates = useResource('templates', () => body(api.GET('/api/templates')));
  const editor = useEditor(start, before);
  const { file, detail, dirty, busy, problems, change, act } = editor;
  const [selected, setSelected] = useState<string | undefined>(before ? undefined : triggerId);
  const [removing, setRemoving] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  /** Set by who has just saved, and goes elsewhere. */
  const leaving = useRef(false);

  const shown = selected === undefined || selected === triggerId || nodeOf(file.flow, selected) ? selected : undefined;
  const lines = templates.data?.templates;
  const drawing = useMemo(
    () =>
      drawingOf({
        startsWhen: triggerWords(file.trigger),
        campaign: file,
        templates: lines ?? [],
      }),
    [file, lines],
  );

  const editing: Editing = {
    campaignKey: detail?.key,
    file,
    problems,
    selected: shown,
    offers,
    templates: lines ?? [],
    change,
    select: (id) => {
      setSelected(id);
      // Where the panel is under the drawing, it comes into sight.
      if (window.innerWidth <= narrow) panel.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    },
    insertAt: (spot, kind) => {
      const { flow, id } = insert(file.flow, spot, kind);
      change({ ...file, flow });
      setSelected(id);
    },
    removeStep: (id) => {
      const { choices, clear } = removalOf(file.flow, id);
      if (!clear) setRemoving(id);
      else change({ ...file, flow: remove(file.flow, id, choices[0]?.id, false) });
    },
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && shown !== undefined) {
      if (panel.current?.contains(document.activeElement)) boxButton(shown)?.focus();
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('dialog[open]')) return;
    const key = event.key.toLowerCase();
    if (key === 'z') act({ do: event.shiftKey ? 'redo' : 'undo' });
    else if (key === 'y') act({ do: 'redo' });
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      onKey(event);
    };
    window.addEventListener('keydown', listener);
    return () => {
      window.removeEventListener('keydown', listener);
    };
  }, []);

  const save = async (etag?: string) => {
    const now = await editor.save(etag);
    if (now && before === undefined && detail === undefined) {
      leaving.current = true;
      await navigate(`/campaigns/${now.key}/edit`, { replace: true });
    }
  };
  const back = detail ? `/campaigns/${detail.key}` : '/campaigns';

  return (
    <EditingContext value={editing}>
      <UnsavedGuard what={file.name === '' ? 'this campaign' : file.name} mayLeave={() => leaving.current || !dirty} />
      <Link className="crumb" to={back}>
        <Icon name="back" /> {detail ? detail.name : 'Campaigns'}
      </Link>
      <div className="page-head edit-head">
        <h1>{detail ? `Edit ${file.name}` : file.name === '' ? 'New campaign' : file.name}</h1>
        <div className="page-actions">
          <button
            type="button"
            className="button"
            disabled={!editor.canUndo}
            title="Ctrl-Z"
            onClick={() => {
              act({ do: 'undo' });
            }}
          >
            Undo
          </button>
          <button
            type="button"
            className="button"
            disabled={!editor.canRedo}
            title="Ctrl-Shift-Z"
            onClick={() => {
              act({ do: 'redo' });
            }}
          >
            Redo
          </button>
          {mayEdit(role) ? (
            <button type="button" className="button primary" disabled={busy || !dirty} onClick={() => void save()}>
              {busy ? 'One moment…' : dirty ? 'Save draft' : 'Saved'}
            </button>
          ) : (
            <span className="quiet">Saving a campaign needs the role editor.</span>
          )}
        </div>
      </div>
      {editor.failure && <ProblemNote problem={editor.failure} />}
      {editor.conflict && detail && (
        <Conflict
          problem={editor.conflict}
          campaignKey={detail.key}
          busy={busy}
          onMine={(etag) => void save(etag)}
          onTheirs={editor.take}
        />
      )}
      <ProblemList tried={editor.tried} />
      {detail && !dirty && (
        <ReviewCard
          detail={detail}
          onDone={() => {
            void navigate(`/campaigns/${detail.key}`);
          }}
        />
      )}
      <div className="edit-columns">
        <section className="card flow-card" aria-labelledby="flow">
          <div className="panel-head">
            <h2 id="flow">Flow</h2>
            <button
              type="button"
              className="button plain"
              aria-pressed={shown === undefined}
              onClick={() => {
                editing.select(undefined);
              }}
            >
              Campaign settings
            </button>
          </div>
          <LostSteps />
          <Suspense fallback={<Skeleton label="the flow" rows={4} tall />}>
            <Canvas drawing={drawing} name={file.name} />
          </Suspense>
          <p className="edit-hint edit-keys">
            Choose a step to change it. The end of a way can be drawn to another step. By keyboard: the arrow keys go
            from step to step, Enter changes one and Escape leads back, Delete removes it.
          </p>
        </section>
        <section ref={panel} className="card edit-panel" aria-labelledby="panel" key={shown}>
          {shown === undefined ? <SettingsPanel /> : shown === triggerId ? <TriggerPanel /> : <StepPanel id={shown} />}
        </section>
      </div>
      {removing !== undefined && (
        <RemoveDialog
          id={removing}
          onClose={() => {
            setRemoving(undefined);
          }}
        />
      )}
    </EditingContext>
  );
}
