import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A machine that builds other things at the same time is slow; what is awaited ends the wait.
configure({ asyncUtilTimeout: 10_000 });

// The words of dates must not depend on where the tests run.
Object.defineProperty(navigator, 'languages', { value: ['de-DE', 'en-GB'] });

// jsdom has the element but not its methods.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};

// It neither lays anything out nor scrolls.
window.scrollTo = vi.fn();
Element.prototype.scrollIntoView = () => undefined;
globalThis.ResizeObserver = class {
  observe(): void {
    // Nothing ever changes its size here.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
};
// What @xyflow/react asks of the browser to place its edges.
globalThis.DOMMatrixReadOnly = class {
  m22 = 1;
} as unknown as typeof DOMMatrixReadOnly;

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});
