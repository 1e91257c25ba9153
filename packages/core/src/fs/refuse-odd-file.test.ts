import { execFileSync } from "node:child_process";
import { mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadDialog } from "./load-dialog.ts";
import { readText } from "./read-text.ts";

describe.skipIf(process.platform === "win32")("what is no file in the place of one", () => {
  it("is refused at once: a named pipe, a link to a device", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sdialog-odd-"));
    execFileSync("mkfifo", [join(folder, "p.json")]);
    await symlink("/dev/zero", join(folder, "d.json"));
    for (const read of [readText, loadDialog]) {
      await expect(read(join(folder, "p.json"))).rejects.toMatchObject({
        code: "file_special",
        message: expect.stringContaining("named pipe") as string,
      });
      await expect(read(join(folder, "d.json"))).rejects.toMatchObject({ code: "file_special" });
    }
    await expect(readText(folder)).rejects.toMatchObject({ code: "file_is_folder" });
    // What is named in /dev was meant.
    expect(await readText("/dev/null")).toBe("");
  });
});
