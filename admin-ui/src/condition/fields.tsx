import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { durationInWords } from '../format/duration';
import { type Json, textOf } from './json';
import type { Offer } from './offers';
import { type Unit, readPeriod, units, writePeriod } from './period';
import { unitWords } from './words';

const mostOffered = 8;

/** A text for which names are offered; any other can be written. */
export function NameField(props: {
  label: string;
  value: string;
  offers: readonly Offer[];
  placeholder?: string;
  onChange: (value: string) => void;
}) {
  const { label, value, offers, placeholder, onChange } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);

  const shown = offers.find((offer) => offer.value === value)?.label ?? value;
  const typed = shown.trim().toLowerCase();
  const chosen = offers.some((offer) => offer.value === value);
  const found = offers
    // Once one is chosen, the others are offered again.
    .filter((offer) => typed === '' || chosen || (offer.label ?? offer.value).toLowerCase().includes(typed))
    .slice(0, chosen || typed === '' ? undefined : mostOffered);
  const listed = open && found.length > 0;

  useEffect(() => {
    const option = listed ? list.current?.children[active] : undefined;
    option?.scrollIntoView({ block: 'nearest' });
  }, [listed, active]);

  const choose = (offer: Offer) => {
    onChange(offer.value);
    setOpen(false);
    setActive(-1);
  };
  const move = (by: number) => {
    setOpen(true);
    setActive((before) =>
      found.length === 0 ? -1 : (Math.max(before, by < 0 ? 0 : -1) + by + found.length) % found.length,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const offer = listed ? found[active] : undefined;
    switch (event.key) {
      case 'ArrowDown':
        move(1);
        break;
      case 'ArrowUp':
        move(-1);
        break;
      case 'Enter':
        if (offer === undefined) return;
        choose(offer);
        break;
      case 'Escape':
        if (!listed) return;
        setOpen(false);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <span className="name-field">
      <input
        className="field"
        role="combobox"
        aria-label={label}
        aria-expanded={listed}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        {...(listed && found[active] && { 'aria-activedescendant': `${id}-${active}` })}
        value={shown}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const text = event.target.value;
          onChange(offers.find((offer) => offer.label === text)?.value ?? text);
          setOpen(true);
          setActive(-1);
        }}
        onClick={() => {
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      {listed && (
        <div ref={list} className="name-offers" role="listbox" id={`${id}-list`} aria-label={label}>
          {found.map((offer, i) => (
            <div
              key={offer.value}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              onMouseDown={(event) => {
                // The field keeps the focus.
                event.preventDefault();
                choose(offer);
              }}
            >
              <span>{offer.label ?? offer.value}</span>
              {offer.note !== undefined && <span className="quiet">{offer.note}</span>}
            </div>
          ))}
        </div>
      )}
    </span>
  );
}

export function ChoiceField<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  disabled?: (choice: T) => boolean;
  /** What stands first while nothing is chosen. */
  placeholder?: string;
  onChange: (value: T) => void;
}) {
  const { label, value, choices, disabled, placeholder, onChange } = props;
  const known = value === '' || choices.some(([choice]) => choice === value);
  return (
    <select
      className="field"
      aria-label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value as T);
      }}
    >
      {value === '' && (
        <option value="" disabled>
          {placeholder ?? 'Choose…'}
        </option>
      )}
      {!known && <option value={value}>{value}</option>}
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice} disabled={disabled?.(choice) ?? false}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** A number; while it is typed it may be none, and what is none when it is left is what it was before. */
export function NumberField(props: {
  label: string;
  value: number | string;
  whole?: { least: number; most: number };
  onChange: (value: number) => void;
}) {
  const { label, value, whole, onChange } = props;
  const [draft, setDraft] = useState<string>();

  const parse = (text: string): number | undefined => {
    const plain = text.trim().replace(',', '.');
    if (!(whole ? /^\d+$/ : /^-?\d+(\.\d+)?$/).test(plain)) return undefined;
    const number = Number(plain);
    return whole && (number < whole.least || number > whole.most) ? undefined : number;
  };
  return (
    <input
      className="field number-field"
      aria-label={label}
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={draft ?? String(value)}
      {...(draft !== undefined && parse(draft) === undefined && { 'aria-invalid': true })}
      onChange={(event) => {
        const text = event.target.value;
        setDraft(text);
        const number = parse(text);
        if (number !== undefined) onChange(number);
      }}
      onBlur={() => {
        setDraft(undefined);
      }}
    />
  );
}

/** Such as 30 days. */
export function PeriodField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { label, value, onChange } = props;
  const read = readPeriod(value);
  const period = read ?? { amount: 30, unit: 'days' };
  return (
    <>
      {read === undefined && value !== '' && <span className="quiet">{durationInWords(value)}, or rather</span>}
      <NumberField
        label={`${label}, number`}
        value={period.amount}
        whole={{ least: 1, most: 99_999 }}
        onChange={(amount) => {
          onChange(writePeriod({ ...period, amount }));
        }}
      />
      <ChoiceField<Unit>
        label={`${label}, unit`}
        value={period.unit}
        choices={units.map((unit) => [unit, unitWords[unit]])}
        onChange={(unit) => {
          onChange(writePeriod({ ...period, unit }));
        }}
      />
    </>
  );
}

/** At any time, or in a period up to now. */
export function WithinField(props: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { value, onChange } = props;
  return (
    <span className="fields">
      <ChoiceField
        label="When"
        value={value === undefined ? 'ever' : 'last'}
        choices={[
          ['ever', 'at any time'],
          ['last', 'in the last'],
        ]}
        onChange={(choice) => {
          onChange(choice === 'ever' ? undefined : 'P30D');
        }}
      />
      {value !== undefined && <PeriodField label="Period" value={value} onChange={onChange} />}
    </span>
  );
}

/** A text, a number or yes and no; a number that is changed to another number stays a number. */
export function ScalarField(props: {
  label: string;
  value: Json;
  onChange: (value: string | number | boolean) => void;
}) {
  const { label, value, onChange } = props;
  if (typeof value === 'boolean') {
    return (
      <ChoiceField
        label={label}
        value={value ? 'yes' : 'no'}
        choices={[
          ['yes', 'yes'],
          ['no', 'no'],
        ]}
        onChange={(choice) => {
          onChange(choice === 'yes');
        }}
      />
    );
  }
  return (
    <input
      className="field scalar-field"
      aria-label={label}
      value={textOf(value)}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const text = event.target.value;
        onChange(typeof value === 'number' && String(Number(text)) === text ? Number(text) : text);
      }}
    />
  );
}

/** Several values: Enter and a comma end one. */
export function ValuesField(props: { label: string; values: readonly Json[]; onChange: (values: Json[]) => void }) {
  const { label, values, onChange } = props;
  const [typed, setTyped] = useState('');

  const add = (texts: readonly string[]) => {
    const fresh = texts
      .map((text) => text.trim())
      .filter((text) => text !== '' && !values.some((one) => textOf(one) === text));
    if (fresh.length > 0) onChange([...values, ...fresh]);
    setTyped('');
  };
  return (
    <span className="values-field" role="group" aria-label={label}>
      {values.map((value, i) => (
        <span key={textOf(value)} className="value-chip">
          {textOf(value)}
          <button
            type="button"
            aria-label={`Remove ${textOf(value)}`}
            onClick={() => {
              onChange(values.filter((_, j) => j !== i));
            }}
          >
            ×
          </button>
        </span>
      ))}
      <input
        className="field"
        aria-label={`Add to ${label.toLowerCase()}`}
        placeholder={values.length === 0 ? 'DE, AT, CH' : 'Another'}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const text = event.target.value;
          if (text.includes(',')) add(text.split(','));
          else setTyped(text);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && typed.trim() !== '') {
            event.preventDefault();
            add([typed]);
          } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
            onChange(values.slice(0, -1));
          }
        }}
        onBlur={() => {
          add([typed]);
        }}
      />
    </span>
  );
}

/** Fields that stay together where the line is broken; loose ones do not. */
export function Fields({ children, loose = false }: { children: ReactNode; loose?: boolean }) {
  return <span className={loose ? 'fields loose' : 'fields'}>{children}</span>;
}
