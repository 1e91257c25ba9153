import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { expect, it } from "vitest";

const program = `
import { spawn } from "node:child_process";
import { once } from "node:events";
import { endTogether } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "process-group.ts")).href)};
const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], {
  detached: true,
  stdio: ["ignore", "inherit", "inherit"],
});
endTogether(child);
console.log("ready");
await once(child, "close");
console.log("went on");
`;

it.skipIf(process.platform === "win32").each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("on %s the group is ended, and nobody goes on without it", async (signal, status) => {
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  parent.stdout.on("data", (text: Buffer) => {
    said += text.toString();
    parent.kill(signal);
  });
  // Comes when the child, which holds the same output, has ended, too.
  expect(await once(parent, "close")).toEqual([status, null]);
  expect(said).toBe("ready\n");
});
