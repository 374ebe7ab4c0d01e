// Runs decision tables: dmn-moddle reads the file, feelin tests each cell.
// Each line read is {"xml": …, "inputs": [{…}, …]}; each line written is the list of what every input brings.
import { createInterface } from "node:readline";
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

async function opened(xml) {
  const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
  const decisions = rootElement.drgElement.filter((each) => each.$type === "dmn:Decision");
  if (warnings.length || decisions.length !== 1) throw new Error(`not one clean decision: ${JSON.stringify(warnings)}`);
  return decisions[0].decisionLogic;
}

function decide(table, input, tested) {
  const values = table.input.map((each) => evaluate(each.inputExpression.text, input).value);
  const fits = (cell, at) => {
    const key = JSON.stringify([cell.text, values[at]]);
    if (!tested.has(key)) tested.set(key, unaryTest(cell.text, { "?": values[at] }).value === true);
    return tested.get(key);
  };
  const rules = (table.rule ?? []).filter((rule) => rule.inputEntry.every(fits));
  const results = rules.map((rule) => evaluate(rule.outputEntry[0].text, {}).value);
  if (table.hitPolicy === "COLLECT") return results;
  if (results.length > 1) throw new Error(`more than one rule fits: ${rules.map((rule) => rule.id)}`);
  return results[0] ?? null;
}

const tested = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { xml, inputs } = JSON.parse(line);
  try {
    const table = await opened(xml);
    console.log(JSON.stringify(inputs.map((input) => decide(table, input, tested))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
