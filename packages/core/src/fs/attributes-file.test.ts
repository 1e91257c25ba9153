import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineAttributes } from "../attributes/define-attributes.ts";
import { Context } from "../context.ts";
import { loadAttributes, saveAttributes } from "./index.ts";

class Librarian extends defineAttributes("Librarian", {
  name: z.string().default(""),
  language: z.string().default("English"),
}) {
  shelve(): string {
    return `${this.name} shelves`;
  }
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("saveAttributes and loadAttributes", () => {
  it("bring back an instance of the class, its lineage and explicit blanks included", async () => {
    const path = join(folder, "people", "mia.json");
    const mia = new Librarian({ name: "Mía", language: "" }).clone({ name: "Mía B." });
    await saveAttributes(mia, path);
    expect(await readFile(path, "utf8")).toContain("Mía");
    const again = await loadAttributes(path, Librarian);
    expect(again.shelve()).toBe("Mía B. shelves");
    expect(again.language).toBe("");
    expect(again.metadata).toEqual(mia.metadata);
    expect(again.metadata.className).toBe("Librarian");
  });

  it("choose among classes by the name in the file", async () => {
    const path = join(folder, "cafe.json");
    await saveAttributes(new Context({ location: "café" }), path);
    const loaded = await loadAttributes(path, [Librarian, Context]);
    expect(loaded).toBeInstanceOf(Context);
    await expect(loadAttributes(path, [Librarian])).rejects.toThrow("cafe.json: this file holds a Context");
    await expect(loadAttributes(path, Librarian)).rejects.toThrow("holds a Context, not a Librarian");
    await expect(loadAttributes(path, [Context, Context])).rejects.toMatchObject({
      code: "invalid_argument",
    });
  });

  it("take a file without metadata when there is one class, and ask for its name when there are more", async () => {
    const path = join(folder, "plain.json");
    await writeFile(path, '{"name": "Ed"}');
    expect((await loadAttributes(path, Librarian)).name).toBe("Ed");
    await expect(loadAttributes(path, [Librarian, Context])).rejects.toThrow("does not say which class");
  });

  it("name the file and the unknown attribute", async () => {
    const path = join(folder, "typo.json");
    await writeFile(path, '{"nmae": "Ed"}');
    await expect(loadAttributes(path, Librarian)).rejects.toThrow(
      'typo.json: Librarian has no attribute "nmae" (did you mean "name"?)',
    );
  });

  it("keep an existing file when told", async () => {
    const path = join(folder, "kept.json");
    await saveAttributes(new Librarian({ name: "One" }), path);
    await expect(saveAttributes(new Librarian(), path, { overwrite: false })).rejects.toMatchObject({
      code: "file_exists",
    });
    expect((await loadAttributes(path, Librarian)).name).toBe("One");
  });
});
