import type { FieldError } from '../api/types';

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
