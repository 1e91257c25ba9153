import { Inspector } from "@sdialog/interpretability";
import { expect, it } from "vitest";
import { lookSchema } from "../../protocol/inspection.ts";
import { sceneSchema } from "../../protocol/scene.ts";
import { sceneAgent } from "../../scene/scene-conversation.ts";
import { look, readLens } from "./inspect-reply.ts";
import { KeptStates } from "./kept-states.ts";

const { signal } = new AbortController();
const persona = { type: "Persona", attributes: { name: "Ann" } };

const [participant] = sceneSchema.shape.participants.parse([{ persona }, { persona }]);

it("says of which layers attention can be shown, and looks at no other", async () => {
  const request = (attention: string) =>
    look(lookSchema.parse({ participant, message: "Hi", seed: 1, attention }), new KeptStates(), signal);
  // As of a model with more layers, chosen before this one.
  const beyond = await request("model.layers.40");
  expect(beyond.attentive).toEqual([0, 1, 2, 3, 4, 5].map((layer) => `model.layers.${layer}`));
  expect(beyond.tokens.map(({ looks }) => looks.length)).toEqual(beyond.tokens.map(() => 0));
  const attended = await request("model.layers.5");
  expect(attended.tokens.map(({ looks }) => looks.length)).toEqual(attended.tokens.map(({ place }) => place));
  // Of the prompt, only where it is shown.
  expect(attended.prompt.flatMap(({ looks }) => looks)).toEqual([]);
});

it("reads what would be said from the states of prompt and reply, as it is said while a model answers", async () => {
  const kept = new KeptStates();
  const request = lookSchema.parse({ participant, message: "Hi", seed: 1 });
  const { prompt, tokens } = await look(request, kept, signal);
  const names = [...prompt, ...tokens].map(({ states }) => states);
  const { lens } = await readLens(kept, names, signal);
  const inspector = new Inspector({ target: "model.layers.*", lens: 3 });
  await sceneAgent(request.participant).with(inspector).chat({ seed: 1 }).respond("Hi");
  const response = inspector.response(-1);
  const atOnce = [...response.prompt, ...response.tokens].map((token) =>
    response.captures.map(({ site }) => token.lens(site).map((likely) => likely.token)),
  );
  expect(lens).toEqual(atOnce);
  const stop = new AbortController();
  const stopped = readLens(kept, names, stop.signal);
  stop.abort(new Error("gone elsewhere"));
  await expect(stopped).rejects.toThrow("gone elsewhere");
  await expect(readLens(new KeptStates(), names, signal)).rejects.toThrow("is no longer kept");
});
