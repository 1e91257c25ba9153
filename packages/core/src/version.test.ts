import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { packageVersion } from "./version.ts";

it("packageVersion is the version of the package", async () => {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect(packageVersion).toBe(manifest.version);
});
