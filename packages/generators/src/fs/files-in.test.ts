import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn } from "./files-in.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "sdialog-files-"));
  await mkdir(path.join(folder, "data", "..names"), { recursive: true });
  await writeFile(path.join(folder, "data", "names.txt"), "Zoë");
  await writeFile(path.join(folder, "data", "..names", "odd.txt"), "odd");
  await writeFile(path.join(folder, "data", "latin1.txt"), Buffer.from([0x5a, 0x6f, 0xeb]));
  await writeFile(path.join(folder, "data", "utf16.txt"), Buffer.from("\uFEFFZoë", "utf16le"));
  await writeFile(
    path.join(folder, "data", "damaged.txt"),
    Buffer.concat([Buffer.from("Zoë\nZo"), Buffer.from([0xeb])]),
  );
  await writeFile(path.join(folder, "secret.txt"), "secret");
  await symlink(path.join(folder, "secret.txt"), path.join(folder, "data", "link.txt"));
  await symlink(path.join(folder, "data", "names.txt"), path.join(folder, "data", "inside.txt"));
  await symlink(path.join(folder, "data"), path.join(folder, "alias"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("filesIn", () => {
  const read = (name: string) => filesIn(path.join(folder, "alias")).read(name);

  it("reads below the folder, by relative or absolute path and through links that stay inside", async () => {
    expect(await read("names.txt")).toBe("Zoë");
    expect(await read("inside.txt")).toBe("Zoë");
    expect(await read("..names/odd.txt")).toBe("odd");
    expect(await read(path.join(folder, "data", "names.txt"))).toBe("Zoë");
  });

  it("reads Windows-1252 and UTF-16 as what they are", async () => {
    expect(await read("latin1.txt")).toBe("Zoë");
    expect(await read("utf16.txt")).toBe("Zoë");
  });

  it.each(["../secret.txt", "link.txt", "/etc/hostname", ".."])(
    "does not follow %s out of it",
    async (name) => {
      await expect(read(name)).rejects.toThrow("outside");
    },
  );

  it("says what cannot be read, without a path of the machine", async () => {
    const error = await read("none.txt").catch((problem: unknown) => problem);
    expect(String(error)).toContain('Cannot read "none.txt": there is no such file');
    expect(String(error)).not.toContain(folder);
    await expect(read("damaged.txt")).rejects.toThrow("damaged.txt:2: this is not UTF-8 text");
  });
});
