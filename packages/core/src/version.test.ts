import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { packageVersion, supportedNode } from "./version.ts";

it("are what the manifest of the package says", async () => {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
    engines: { node: string };
  };
  expect([packageVersion, supportedNode]).toEqual([manifest.version, manifest.engines.node]);
});
