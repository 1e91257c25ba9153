import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundledModel } from "./bundled-model.ts";
import { localOptionsSchema } from "./local-options.ts";
import { locateModel as locate } from "./locate-model.ts";

/** With the defaults of all other options, and nothing in the environment. */
const locateModel = (name: string, options: object) => locate(name, localOptionsSchema.parse(options), {});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-locate-"));
  await mkdir(join(folder, "of#4"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("locateModel", () => {
  it.each<[string, object, object]>([
    ["", {}, { id: "local:pocket", folder: bundledModel.folder }],
    ["pocket", {}, { id: "local:pocket", folder: bundledModel.folder }],
    ["pocket#q4", {}, { id: "local:pocket#q4", folder: bundledModel.folder, dtype: "q4" }],
    ["pocket", { dtype: "q8" }, { id: "local:pocket", folder: bundledModel.folder, dtype: "q8" }],
    ["pocket#q4", { dtype: "q4" }, { dtype: "q4" }],
    ["./models/one", {}, { id: "local:./models/one", folder: resolve("models/one") }],
    ["../one#fp16", {}, { id: "local:../one#fp16", folder: resolve("../one"), dtype: "fp16" }],
    ["/models/one", {}, { id: "local:/models/one", folder: "/models/one" }],
    ["/a#b#q4", {}, { folder: "/a#b", dtype: "q4" }],
  ])("finds %j with %o at %o", async (name, options, found) => {
    const { dtype = undefined, ...place } = found as { readonly dtype?: string };
    expect(await locateModel(name, options)).toMatchObject({ ...place, dtype });
  });

  it("takes a folder by its name, also one with a # in it", async () => {
    const name = join(folder, "of#4");
    expect(await locateModel(name, { dtype: "q4" })).toMatchObject({ folder: name, dtype: "q4" });
    expect(await locateModel(`${name}#q8`, {})).toMatchObject({ folder: name, dtype: "q8" });
  });

  it.each(["pockets", "a/b/c", "owner/", "a b/c", "owner/name@", " pocket"])(
    "knows that %j is no model's name",
    async (name) => {
      await expect(locateModel(name, {})).rejects.toMatchObject({
        kind: "not_found",
        model: `local:${name}`,
      });
    },
  );

  it.each<[string, object]>([
    ["pocket#q4", { dtype: "q8" }],
    ["owner/name#q4", { file: "onnx/model.onnx" }],
  ])("is not told two kinds of weights at once: %s and %o", async (name, options) => {
    await expect(locateModel(name, options)).rejects.toThrow("The name chooses the weights q4, the options");
  });
});
