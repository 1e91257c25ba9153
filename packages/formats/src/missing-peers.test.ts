import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

/** What needs each peer, in a program of its own: there it can be taken away. */
const needs = {
  "@huggingface/hub": `(await import("./hub/load-hub.ts")).loadHub()`,
  hyparquet: `(await import("./readers/parquet-rows.ts")).parquetRows(input).next()`,
} as const;

/** Answers Node's questions for a peer as if nothing were installed where it is asked from, or something that breaks. */
const withoutPeer = (peer: string, isBroken: boolean) => `
  import { registerHooks } from "node:module";
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== "${peer}" && !specifier.startsWith("${peer}/")) return next(specifier, context);
      if (${isBroken}) return { url: "data:text/javascript,throw new Error('broke inside')", shortCircuit: true };
      return next(specifier, { ...context, parentURL: "file:///nowhere/of-all.js" });
    },
  });
  const input = { source: "rows.parquet", bytes: async () => ({ byteLength: 0, slice: async () => new ArrayBuffer(0) }) };
`;

async function thrownWithout(peer: keyof typeof needs | "hyparquet-compressors", isBroken: boolean) {
  const needed = peer === "hyparquet-compressors" ? "hyparquet" : peer;
  const program = `${withoutPeer(peer, isBroken)}
    const error = await (async () => ${needs[needed]})().then(() => ({}), (thrown) => thrown);
    const { code, message, hint, packages } = error;
    console.log(JSON.stringify({ code, message, hint, packages }));`;
  const args = ["--conditions=@sdialog/source", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe.each(["@huggingface/hub", "hyparquet"] as const)("%s", (peer) => {
  it("that is not installed is named, with what installs it", async () => {
    expect(await thrownWithout(peer, false)).toMatchObject({
      code: "missing_package",
      packages: [peer],
      hint: `Run: npm install ${peer}`,
    });
  });

  it("that is installed and broken is not said to be missing", async () => {
    expect(await thrownWithout(peer, true)).toEqual({ message: "broke inside" });
  });
});

describe("hyparquet-compressors", () => {
  it("may be missing: the file is read without it", async () => {
    expect(await thrownWithout("hyparquet-compressors", false)).toMatchObject({
      code: "data_format",
      message: expect.stringContaining("not a whole Parquet file") as string,
    });
  });

  it("that is installed and broken is not taken for a damaged file", async () => {
    expect(await thrownWithout("hyparquet-compressors", true)).toEqual({ message: "broke inside" });
  });
});
