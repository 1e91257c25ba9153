// What the engine costs per turn when the model costs nothing: the whole of dialogWith on a scripted model, next to
// a bare loop that only calls the model.
import { scriptedModel } from "@sdialog/llm/testing";
import { Agent } from "../src/index.ts";

const turns = 20;
const model = scriptedModel(() => "This is a reply of about ten words, no more.");
const alice = new Agent({ name: "Alice", persona: "a", model });
const bob = new Agent({ name: "Bob", persona: "b", model });
const clock = () => new Date(0);

async function engine(seed: number): Promise<void> {
  await alice.dialogWith(bob, { seed, maxTurns: turns, clock });
}

async function bare(): Promise<void> {
  const messages = [{ role: "system", content: alice.prompt() } as const];
  for (let turn = 0; turn < turns; turn++) await model.generate({ messages });
}

async function microsecondsPerTurn(run: (seed: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  const dialogs = 100;
  for (let seed = 0; seed < dialogs; seed++) await run(seed);
  return ((performance.now() - start) * 1000) / (dialogs * turns);
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
await microsecondsPerTurn(engine);
await microsecondsPerTurn(bare);
const rounds: { engine: number; bare: number }[] = [];
for (let round = 0; round < 15; round++) {
  rounds.push({ engine: await microsecondsPerTurn(engine), bare: await microsecondsPerTurn(bare) });
}
const [withEngine, withoutEngine] = [
  median(rounds.map((round) => round.engine)),
  median(rounds.map((round) => round.bare)),
];
console.log(`engine, ${turns} turns per dialogue: ${withEngine.toFixed(1)} µs per turn`);
console.log(`bare model calls:                 ${withoutEngine.toFixed(1)} µs per turn`);
