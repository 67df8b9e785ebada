// Evaluates JSONata with the reference implementation: a line of JSON in, {"expression": .., "now": milliseconds}, a line out.
'use strict';
const jsonata = require('jsonata');
const RealDate = Date;
let now = 0;
global.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length ? args : [now]));
  }
  static now() {
    return now;
  }
};

async function evaluate(request) {
  now = request.now;
  try {
    const value = await jsonata(request.expression).evaluate(undefined);
    if (value === undefined) {
      return { undefined: true };
    }
    const text = JSON.stringify(value);
    // A function has no JSON; the engine tells it from a string by asking for its $type.
    return { value: text === undefined || value._jsonata_lambda || value._jsonata_function ? '<function>' : value };
  } catch (e) {
    return { error: `${e.code}: ${e.message}` };
  }
}

(async () => {
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await evaluate(JSON.parse(line))) + '\n');
  }
})();
