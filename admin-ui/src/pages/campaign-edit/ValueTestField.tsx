import { ChoiceField, ScalarField } from '../../condition/fields';
import { type JsonObject, textOf } from '../../condition/json';
import { Row } from './fields';

/** What a value was or has to be: anything, or one value. Other tests are shown as they are written, and kept. */
export function ValueTestField(props: {
  label: string;
  path: string;
  test: JsonObject | undefined;
  onChange: (test: JsonObject | undefined) => void;
}) {
  const { label, path, test, onChange } = props;
  const names = Object.keys(test ?? {});
  const [only] = names;
  const simple =
    test !== undefined && names.length === 1 && (only === 'is' || only === 'isNot') && typeof test[only] !== 'object';
  const kind = test === undefined ? 'any' : simple ? only : 'other';
  return (
    <Row label={label} path={path}>
      <ChoiceField
        label={label}
        value={kind}
        choices={[
          ['any', 'anything'],
          ['is', 'is'],
          ['isNot', 'is not'],
          ...(kind === 'other' ? [['other', 'as written'] as const] : []),
        ]}
        onChange={(next) => {
          if (next === 'any') onChange(undefined);
          else if (next !== 'other') onChange({ [next]: simple ? textOf(test[only]) : '' });
        }}
      />
      {simple && (
        <ScalarField
          label={`${label}: value`}
          value={test[only] ?? ''}
          onChange={(value) => {
            onChange({ [only]: value });
          }}
        />
      )}
      {kind === 'other' && <code className="edit-hint">{JSON.stringify(test)}</code>}
    </Row>
  );
}
