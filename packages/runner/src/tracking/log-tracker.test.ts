import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { logTracker } from "./log-tracker.ts";

it("is a line for each event, in which what models and servers say is text", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-log-"));
  const tracker = logTracker(folder, () => new Date(0));
  const message = "one\r\ntwo\u001b[2J\u001b]0;owned\u0007\rover\b\u202e\u2028\u009b1A";
  await tracker.event?.({ type: "notice", message });
  expect(await readFile(join(folder, "log.txt"), "utf8")).toBe(
    String.raw`1970-01-01T00:00:00.000Z [${process.pid}] one two␛[2J␛]0;owned␇␍over␈\u202e\u2028\u009b1A` +
      "\n",
  );
  await rm(folder, { recursive: true });
});
