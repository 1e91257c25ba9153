import { expect, it } from "vitest";
import { lookSchema } from "../../protocol/inspection.ts";
import { sceneSchema } from "../../protocol/scene.ts";
import { look } from "./inspect-reply.ts";

const persona = { type: "Persona", attributes: { name: "Ann" } };

it("says of which layers attention can be shown, and looks at no other", async () => {
  const [participant] = sceneSchema.shape.participants.parse([{ persona }, { persona }]);
  const request = (attention: string) =>
    look(lookSchema.parse({ participant, message: "Hi", seed: 1, attention }), new AbortController().signal);
  // As of a model with more layers, chosen before this one.
  const beyond = await request("model.layers.40");
  expect(beyond.attentive).toEqual([0, 1, 2, 3, 4, 5].map((layer) => `model.layers.${layer}`));
  expect(beyond.read).toEqual([]);
  expect((await request("model.layers.5")).read.length).toBeGreaterThan(0);
});
