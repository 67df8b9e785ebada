import { type ReactNode, useId } from 'react';
import { ConditionBuilder } from '../../condition/ConditionBuilder';
import { ChoiceField, PeriodField } from '../../condition/fields';
import { askedFor } from '../../condition/fresh';
import { isObject, type JsonObject } from '../../condition/json';
import { problemWords, root } from '../../condition/problems';
import type { About } from '../../condition/reading';
import { triggerId } from '../../flow/drawing';
import { type InsertKind, insertKinds, mayFollow, nodeOf } from '../../flow/edit';
import { kindWords } from './kinds';
import { useEditing } from './context';

/** A field's problems, said under it. */
export function Wrong({ path, deep = true }: { path: string; deep?: boolean }) {
  const { problems } = useEditing();
  const here = problems.filter(
    ({ field }) => field === path || (deep && /^[.[]/.test(field.slice(path.length)) && field.startsWith(path)),
  );
  if (here.length === 0) return null;
  return (
    <div className="edit-wrong" role="alert">
      {here.map((problem) => (
        <p key={`${problem.field} ${problem.message}`}>{problemWords(problem, path)}</p>
      ))}
    </div>
  );
}

/** Fields that belong together, with a name over them and what is wrong with them under them. */
export function Row(props: { label: string; path?: string | undefined; hint?: ReactNode; children: ReactNode }) {
  const { label, path, hint, children } = props;
  const id = useId();
  return (
    <div className="edit-row" role="group" aria-labelledby={id}>
      <span className="edit-label" id={id}>
        {label}
      </span>
      <div className="edit-fields">{children}</div>
      {hint !== undefined && <p className="edit-hint">{hint}</p>}
      {path !== undefined && <Wrong path={path} />}
    </div>
  );
}

export function TextRow(props: {
  label: string;
  path: string;
  value: string;
  longest?: number;
  lines?: number;
  hint?: ReactNode;
  placeholder?: string;
  onChange: (value: string) => void;
}) {
  const { label, path, value, longest, lines, hint, placeholder, onChange } = props;
  const id = useId();
  const shared = {
    id,
    className: 'field',
    value,
    placeholder,
    maxLength: longest,
    ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
    onChange: (event: { target: { value: string } }) => {
      onChange(event.target.value);
    },
  };
  return (
    <div className="edit-row">
      <label className="edit-label" htmlFor={id}>
        {label}
      </label>
      {lines === undefined ? <input {...shared} autoComplete="off" /> : <textarea {...shared} rows={lines} />}
      {hint !== undefined && (
        <p className="edit-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Wrong path={path} />
    </div>
  );
}

/** A duration that can be left out; `none` says what that means. */
export function OptionalPeriod(props: {
  label: string;
  none: string;
  some: string;
  first: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, none, some, first, value, onChange } = props;
  const has = value !== undefined && !/^P(0D|T0[SMH])$/.test(value);
  return (
    <>
      <ChoiceField
        label={label}
        value={has ? 'some' : 'none'}
        choices={[
          ['none', none],
          ['some', some],
        ]}
        onChange={(choice) => {
          onChange(choice === 'none' ? undefined : first);
        }}
      />
      {has && <PeriodField label={label} value={value} onChange={onChange} />}
    </>
  );
}

/** Which step follows on a way: one that is there, or a new one. */
export function StepSelect(props: {
  label: string;
  from: string;
  at: string;
  value: string | undefined;
  /** What is said where the way is not named; not there where it has to be. */
  unnamed?: string;
  onChange: (to: string | undefined) => void;
}) {
  const { label, from, at, value, unnamed, onChange } = props;
  const { file, insertAt } = useEditing();
  const choices = mayFollow(file.flow, from);
  const missing = value !== undefined && !choices.some((node) => node.id === value);
  return (
    <select
      className="field"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = event.target.value;
        if (chosen.startsWith('+')) insertAt({ from, at }, chosen.slice(1) as InsertKind);
        else onChange(chosen === '' ? undefined : chosen);
      }}
    >
      {unnamed !== undefined && <option value="">{unnamed}</option>}
      {missing && <option value={value}>{nodeOf(file.flow, value)?.name ?? 'Nowhere'}</option>}
      <optgroup label="Goes to">
        {choices.map((node) => (
          <option key={node.id} value={node.id}>
            {node.name}
          </option>
        ))}
      </optgroup>
      {value !== undefined && from !== triggerId && (
        <optgroup label="A new step first">
          {insertKinds.map((kind) => (
            <option key={kind} value={`+${kind}`}>
              {kindWords[kind].name}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}

/** A condition that stands somewhere in the file; it can be left out where `none` says what that means. */
export function ConditionRow(props: {
  label: string;
  path: string;
  about: About;
  condition: unknown;
  none?: string;
  event?: string | undefined;
  hint?: ReactNode;
  onChange: (condition: JsonObject | undefined) => void;
}) {
  const { label, path, about, condition, none, event, hint, onChange } = props;
  const { problems, offers } = useEditing();
  const id = useId();
  const there = isObject(condition);
  const own = problems.filter(
    ({ field }) => field === path || (field.startsWith(path) && /^[.[]/.test(field.slice(path.length))),
  );
  return (
    <div className="edit-row" role="group" aria-labelledby={id}>
      <span className="edit-label" id={id}>
        {label}
      </span>
      {hint !== undefined && <p className="edit-hint">{hint}</p>}
      {there ? (
        <ConditionBuilder
          condition={condition}
          about={about}
          event={event}
          problems={own.map(({ field, message }) => ({ field: root + field.slice(path.length), message }))}
          offers={offers}
          onChange={onChange}
        />
      ) : (
        <p className="edit-hint">{none}</p>
      )}
      {none !== undefined && (
        <button
          type="button"
          className="button plain edit-toggle"
          onClick={() => {
            onChange(there ? undefined : { all: [askedFor({})] });
          }}
        >
          {there ? 'Remove the condition' : 'Add a condition'}
        </button>
      )}
    </div>
  );
}
