import { expect, it } from "vitest";
import { webModel, type WebModelOptions } from "./web-model.ts";

const whole = { folder: "https://a.example/pocket", runtime: "https://a.example/wasm", worker: () => ({}) };

it.each([
  [{ worker: {} }, /worker/],
  [{ folder: "" }, /folder/],
  [{ folder: "models/pocket" }, /a relative address needs a page/],
  [{ runtime: 7 }, /runtime/],
  [{ batch: 0.5 }, /batch/],
])("options with %j are refused before anything is fetched", async (odd, message) => {
  await expect(webModel({ ...whole, ...odd } as unknown as WebModelOptions)).rejects.toMatchObject({
    code: "invalid_argument",
    message: expect.stringMatching(message) as string,
  });
});
