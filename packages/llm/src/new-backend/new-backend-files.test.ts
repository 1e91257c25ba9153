import { describe, expect, it } from "vitest";
import { tryNewPackage } from "../../../../tools/try-new-package.ts";
import { newBackendFiles } from "./new-backend-files.ts";

describe("newBackendFiles", () => {
  it("makes a package whose tests hold as they are, and whose backend is reached once it is built and imported", async () => {
    const program = `
      import { createServer } from "node:http";
      import { resolveModel } from "@sdialog/llm";
      const server = createServer((_request, response) => {
        response.end(JSON.stringify({ text: "Hello", finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } }) + "\\n");
      }).listen(0, "127.0.0.1", async () => {
        const baseURL = "http://127.0.0.1:" + server.address().port;
        const model = await resolveModel("my-provider:any", { baseURL });
        console.log((await model.generate({ messages: [{ role: "user", content: "Hi" }] })).text);
        server.close();
      });`;
    const { tests, printed } = await tryNewPackage(
      await newBackendFiles("my-provider"),
      ["core", "llm"],
      program,
    );
    expect(Number(/Tests.*?(\d+) passed/.exec(tests)?.[1])).toBeGreaterThan(90);
    expect(printed).toBe("Hello\n");
    // A test run within a test run: minutes, where everybody wants the same two cores.
  }, 120_000);

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

  it.each(["My", "my_provider", "", "-x", "../x"])("refuses the name %j", async (name) => {
    await expect(newBackendFiles(name)).rejects.toThrow(/cannot be the name of a backend/);
  });
});
