import { describe, expect, it } from "vitest";
import { newBackendFiles } from "./new-backend-files.ts";

describe("newBackendFiles", () => {
  it("puts the name where it belongs, and leaves no placeholder", async () => {
    const files = await newBackendFiles("my-provider");
    expect(Object.keys(files)).toEqual([
      ".gitignore",
      "package.json",
      "tsconfig.build.json",
      "tsconfig.json",
      "README.md",
      "src/index.test.ts",
      "src/index.ts",
      "src/protocol.ts",
    ]);
    expect(files["src/index.ts"]).toContain("export const myProviderBackend");
    expect(files["src/index.ts"]).toContain("MY_PROVIDER_API_KEY");
    expect(JSON.parse(files["package.json"] ?? "")).toMatchObject({ name: "sdialog-backend-my-provider" });
    expect(Object.values(files).join("\n")).not.toMatch(/__[A-Z]+__/);
  });

  it.each(["MyProvider", "my_provider", "my provider"])("understands the name %j", async (name) => {
    expect(await newBackendFiles(name)).toEqual(await newBackendFiles("my-provider"));
  });

  it.each(["", "3x", "../x"])("refuses the name %j", async (name) => {
    await expect(newBackendFiles(name)).rejects.toThrow(/cannot be the name of a backend/);
  });
});
