// How long the page waits for a look into a reply, every layer with what would be said from there: without the prompt, and
// with it. The bundled model, or the one given: node --conditions=@sdialog/source apps/playground/bench/look.ts local:/models/x
import { sceneSchema } from "../src/protocol/scene.ts";
import type { LookView } from "../src/protocol/inspection.ts";
import { startPlayground } from "../src/server/start-playground.ts";

const model = process.argv[2] ?? "local";
const persona = { type: "Persona", attributes: { name: "Ann", role: "barista" } };
const [participant] = sceneSchema.shape.participants.parse([{ persona, model }, { persona }]);
const { url, close } = await startPlayground({ port: 0 });

async function look(prompt: boolean, seed: number): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  const response = await fetch(`${url}/api/inspect/look`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ participant, message: "Hello, do you have coffee?", seed, prompt }),
  });
  if (!response.ok) throw new Error(await response.text());
  const view = (await response.json()) as LookView;
  const { user, system } = process.cpuUsage(before);
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
  console.log(
    `${view.layers.length} layers, ${view.tokens.length} tokens of the reply, ${view.prompt.length} of the prompt: ${seconds(performance.now() - start)}, ${seconds((user + system) / 1000)} of processor time`,
  );
}

// The first loads the model.
await look(false, 0);
for (const seed of [1, 2, 3]) {
  await look(false, seed);
  await look(true, seed);
}
await close();
