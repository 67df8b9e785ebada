import type { CampaignFile, FieldError } from '../api/types';
import { problemWords } from '../condition/problems';
import { triggerId } from './drawing';
import { nodeOf } from './edit';

/** A server's problems with a flow, by the node that each is about; those of the flow as a whole under the empty name. */
export function problemsByNode(errors: readonly FieldError[]): Map<string, FieldError[]> {
  const byNode = new Map<string, FieldError[]>();
  for (const error of errors) {
    if (error.field !== 'flow' && !error.field.startsWith('flow.')) continue;
    const node = /^flow\.nodes\.([^.]+)/.exec(error.field)?.[1] ?? '';
    byNode.set(node, [...(byNode.get(node) ?? []), error]);
  }
  return byNode;
}

export interface Where {
  /** The step or the trigger that a problem is about; none where that is the campaign itself. */
  id: string | undefined;
  name: string;
  /** What of the problem's path is said by the name. */
  path: string;
}

export function whereOf({ field }: FieldError, file: CampaignFile): Where {
  const id = /^flow\.nodes\.([^.[]+)/.exec(field)?.[1];
  const node = id === undefined ? undefined : nodeOf(file.flow, id);
  if (node) return { id: node.id, name: node.name === '' ? 'A step' : node.name, path: `flow.nodes.${node.id}` };
  if (field.startsWith('trigger') || field === 'flow.start') return { id: triggerId, name: 'Trigger', path: 'trigger' };
  return { id: undefined, name: 'Campaign', path: '' };
}

/** A sentence that lacks its subject, which is the field. */
const ofField = /^(is|are|has|have|must|may|can|cannot|names|needs|asks|says|leads)\b/;

/** What is a sentence stands for itself; what is not begins with the field's name. */
export function wordsOf(error: FieldError, { path }: Where): string {
  return ofField.test(error.message) ? problemWords(error, path) : problemWords(error, error.field);
}
