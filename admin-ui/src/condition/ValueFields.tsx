import { isObject, type Json, type JsonObject, textOf } from './json';
import { ChoiceField, Fields, NameField, NumberField, PeriodField, ScalarField, ValuesField } from './fields';
import { type Offer, useOffers } from './offers';
import { type TestName, isMoney, testsOf } from './reading';
import { type Operator, operatorWords } from './words';

const operators = Object.keys(operatorWords) as Operator[];

function operatorOf(test: TestName, value: Json): Operator {
  if (test === 'exists') return value === false ? 'unknown' : 'known';
  if (test === 'is' && value === true) return 'isTrue';
  return test === 'is' && value === false ? 'isFalse' : test;
}

function testOf(operator: Operator): TestName {
  if (operator === 'isTrue' || operator === 'isFalse') return 'is';
  return operator === 'known' || operator === 'unknown' ? 'exists' : operator;
}

/** What is asked first of values of this type, while nothing has been said yet. */
function usualOperator(type: string | undefined): Operator | undefined {
  if (type === 'number') return 'atLeast';
  if (type === 'boolean') return 'isTrue';
  return type === 'date' ? 'inLast' : undefined;
}

const today = () => new Date().toISOString().slice(0, 10);

/** The value of one test carried over to another, as far as it can be. */
function valueFor(operator: Operator, before: Json): Json {
  const text = Array.isArray(before)
    ? ((before as readonly Json[])[0] ?? '')
    : typeof before === 'boolean' || isObject(before)
      ? ''
      : before;
  switch (operator) {
    case 'is':
    case 'isNot':
    case 'contains':
    case 'startsWith':
      return text;
    case 'oneOf':
      return text === '' ? [] : [text];
    case 'atLeast':
    case 'atMost':
      return isMoney(before) || (text !== '' && Number.isFinite(Number(text))) ? before : '';
    case 'before':
    case 'after':
      return typeof text === 'string' && /^\d{4}-\d\d-\d\d/.test(text) ? text : today();
    case 'inLast':
      return 'P30D';
    case 'isTrue':
    case 'known':
      return true;
    case 'isFalse':
    case 'unknown':
      return false;
  }
}

/** An attribute of the customer, or a property of an event: its name, and what its value has to be. */
export function ValueFields(props: {
  json: JsonObject;
  subject: 'attribute' | 'property';
  offers: readonly Offer[];
  onChange: (json: JsonObject) => void;
}) {
  const { json, subject, offers, onChange } = props;
  const tests = testsOf(json);

  const put = (before: TestName, after: TestName, value: Json) => {
    onChange(
      Object.fromEntries(
        Object.entries(json).map(([name, known]) => (name === before ? [after, value] : [name, known])),
      ),
    );
  };
  const unused = operators.find((operator) => operator !== 'is' && !tests.includes(testOf(operator)));

  return (
    <>
      <NameField
        label={subject === 'attribute' ? 'Attribute' : 'Property'}
        value={textOf(json[subject])}
        offers={offers}
        placeholder={subject === 'attribute' ? 'country' : 'total'}
        onChange={(name) => {
          const type = offers.find((offer) => offer.value === name)?.type;
          const usual = json.is === '' && tests.length === 1 ? usualOperator(type) : undefined;
          onChange(
            usual === undefined
              ? { ...json, [subject]: name }
              : { [subject]: name, [testOf(usual)]: valueFor(usual, '') },
          );
        }}
      />
      {tests.map((test, i) => {
        const value = json[test] ?? '';
        return (
          <Fields key={i} loose={i === 0}>
            {i > 0 && <span className="quiet">and</span>}
            <ChoiceField<Operator>
              label="Comparison"
              value={operatorOf(test, value)}
              choices={operators.map((operator) => [operator, operatorWords[operator]])}
              disabled={(operator) => testOf(operator) !== test && tests.includes(testOf(operator))}
              onChange={(operator) => {
                put(test, testOf(operator), valueFor(operator, value));
              }}
            />
            <TestField
              test={test}
              value={value}
              onChange={(next) => {
                put(test, test, next);
              }}
            />
            {tests.length > 1 && (
              <button
                type="button"
                className="button plain remove"
                aria-label={`Remove “${operatorWords[operatorOf(test, value)]}”`}
                onClick={() => {
                  onChange(Object.fromEntries(Object.entries(json).filter(([name]) => name !== test)));
                }}
              >
                ×
              </button>
            )}
          </Fields>
        );
      })}
      {unused !== undefined && (
        <button
          type="button"
          className="button plain"
          aria-label="And it also has to be…"
          title="And it also has to be…"
          onClick={() => {
            // Of a range, the other end.
            const operator = tests.includes('atLeast') && !tests.includes('atMost') ? 'atMost' : unused;
            onChange({ ...json, [testOf(operator)]: valueFor(operator, '') });
          }}
        >
          and…
        </button>
      )}
    </>
  );
}

function TestField({ test, value, onChange }: { test: TestName; value: Json; onChange: (value: Json) => void }) {
  switch (test) {
    case 'is':
      // "is yes" and "is no" say it already.
      return typeof value === 'boolean' ? null : <ScalarField label="Value" value={value} onChange={onChange} />;
    case 'isNot':
    case 'contains':
    case 'startsWith':
      return <ScalarField label="Value" value={value} onChange={onChange} />;
    case 'oneOf':
      return <ValuesField label="Values" values={Array.isArray(value) ? value : []} onChange={onChange} />;
    case 'atLeast':
    case 'atMost':
      return <BoundField value={value} onChange={onChange} />;
    case 'before':
    case 'after':
      return <DayField value={textOf(value)} onChange={onChange} />;
    case 'inLast':
      return <PeriodField label="Period" value={textOf(value)} onChange={onChange} />;
    case 'exists':
      return null;
  }
}

/** A number, or an amount in a currency. */
function BoundField({ value, onChange }: { value: Json; onChange: (value: Json) => void }) {
  const { currencies } = useOffers();
  const money = isMoney(value) ? value : undefined;
  const number = money ? money.amount : typeof value === 'number' || typeof value === 'string' ? value : '';
  return (
    <>
      <NumberField
        label="Value"
        value={number}
        onChange={(next) => {
          onChange(money ? { amount: String(next), currency: money.currency } : next);
        }}
      />
      <ChoiceField
        label="Currency"
        value={money?.currency ?? 'none'}
        choices={[['none', '–'], ...currencies.map((currency) => [currency, currency] as const)]}
        onChange={(currency) => {
          if (currency === 'none') onChange(number === '' ? '' : Number(number));
          else onChange({ amount: String(number), currency });
        }}
      />
    </>
  );
}

/** A day; a time with its offset is left as it is written. */
function DayField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const day = value === '' || /^\d{4}-\d\d-\d\d$/.test(value);
  return (
    <input
      className="field"
      aria-label={day ? 'Day' : 'Time, with its offset'}
      type={day ? 'date' : 'text'}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
