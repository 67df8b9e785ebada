/** The button of a step in the drawing. */
export function boxButton(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-step="${id}"]`);
}

/** The first field of the panel beside it. */
export function panelField(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.edit-panel :is(input, select, textarea)');
}
