import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Icon } from '../../components/Icon';
import { type InsertKind, insertKinds } from '../../flow/edit';
import { kindWords } from './kinds';

const width = 330;
const height = insertKinds.length * 50 + 12;

/** Offers the steps that can be put where somebody asked for one, beside the button that they pressed. */
export function InsertMenu(props: {
  label: string;
  opener: HTMLElement;
  onChoose: (kind: InsertKind) => void;
  onClose: () => void;
}) {
  const { label, opener, onChoose, onClose } = props;
  const menu = useRef<HTMLDivElement>(null);
  const place = opener.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.right + 8, window.innerWidth - width - 8));
  const top = Math.max(8, Math.min(place.top - 40, window.innerHeight - height - 8));

  useEffect(() => {
    menu.current?.querySelector('button')?.focus();
  }, []);
  useEffect(() => {
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && menu.current?.contains(event.target) === false) onClose();
    };
    document.addEventListener('pointerdown', onPointer, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    switch (event.key) {
      case 'ArrowDown':
        items[(at + 1) % items.length]?.focus();
        break;
      case 'ArrowUp':
        items[(at - 1 + items.length) % items.length]?.focus();
        break;
      case 'Escape':
      case 'Tab':
        opener.focus();
        onClose();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={menu}
      className="insert-menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      style={{ left, top, width }}
      onKeyDown={onKeyDown}
    >
      {insertKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onChoose(kind);
          }}
        >
          <Icon name={kindWords[kind].icon} />
          <span>
            {kindWords[kind].name}
            <span className="before">{kindWords[kind].does}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
