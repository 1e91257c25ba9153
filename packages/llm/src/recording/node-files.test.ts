import { appendFileSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
import { nodeFiles } from "./node-files.ts";

afterEach(() => void vi.unstubAllGlobals());

it("is Node's own", () => {
  expect(nodeFiles().appendFileSync).toBe(appendFileSync);
});

it.each([undefined, {}, { getBuiltinModule: () => undefined }])(
  "says that it needs Node where there is none: process is %j",
  (process) => {
    vi.stubGlobal("process", process);
    expect(nodeFiles).toThrow(expect.objectContaining({ code: "needs_node" }));
  },
);
