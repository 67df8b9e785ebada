import { createContext, useContext } from 'react';
import type { CampaignFile, FieldError, FlowNode, TemplateLine, Trigger } from '../../api/types';
import type { Offers } from '../../condition/offers';
import type { InsertKind, Spot } from '../../flow/edit';
import { withNode } from '../../flow/edit';

/** What every part of the editor works on. */
export interface Editing {
  /** The campaign's key; none while it was never saved. */
  campaignKey: string | undefined;
  file: CampaignFile;
  /** What is wrong with it, as far as it is to be said now. */
  problems: readonly FieldError[];
  /** What the panel shows: a step's id, the trigger's, or nothing, which is the campaign itself. */
  selected: string | undefined;
  offers: Offers;
  templates: readonly TemplateLine[];
  /** `at`: what the change is to; changes to the same one after another are undone together. */
  change: (file: CampaignFile, at?: string) => void;
  select: (id: string | undefined) => void;
  insertAt: (spot: Spot, kind: InsertKind) => void;
  /** Removes a step; asks where it is not clear what comes of its ways. */
  removeStep: (id: string) => void;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === undefined) throw new Error('no editor around');
  return editing;
}

/** Writes a changed step into the file. */
export function useNodeChange(): (node: FlowNode, field?: string) => void {
  const { file, change } = useEditing();
  return (node, field) => {
    change({ ...file, flow: withNode(file.flow, node) }, field === undefined ? undefined : `${node.id} ${field}`);
  };
}

/** Writes a changed trigger into the file. */
export function useTriggerChange(): (trigger: Trigger, field?: string) => void {
  const { file, change } = useEditing();
  return (trigger, field) => {
    change({ ...file, trigger }, field === undefined ? undefined : `trigger ${field}`);
  };
}
