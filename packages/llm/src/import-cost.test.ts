import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const sdks =
  /node_modules\/(openai|ollama|@huggingface|@aws-sdk|@smithy|@google|@anthropic-ai|@ai-sdk|@opentelemetry|onnxruntime)/;

/** The modules a fresh Node loads to run `code`, and how long that takes. */
function load(code: string): { readonly modules: readonly string[]; readonly milliseconds: number } {
  const script = `
    import { registerHooks } from "node:module";
    const modules = [];
    registerHooks({ load(url, context, next) { modules.push(url); return next(url, context); } });
    const start = performance.now();
    ${code}
    console.log(JSON.stringify({ modules, milliseconds: performance.now() - start }));`;
  const options = { encoding: "utf8", cwd: new URL("..", import.meta.url) } as const;
  const flags = ["--conditions=@sdialog/source", "--input-type=module", "-e", script];
  return JSON.parse(execFileSync(process.execPath, flags, options)) as ReturnType<typeof load>;
}

describe("what importing costs", () => {
  it("`@sdialog/llm` loads no SDK, and little else", () => {
    const { modules, milliseconds } = load(`await import("@sdialog/llm");`);
    console.log(
      `import "@sdialog/llm": ${modules.length} modules, ${Math.round(milliseconds)} ms from source`,
    );
    expect(modules.filter((module) => sdks.test(module))).toEqual([]);
    // It would load the whole of Node's own `fetch`.
    expect(modules).not.toContain("node:http");
    expect(modules.length).toBeGreaterThan(40);
    expect(modules.length).toBeLessThan(300);
  });

  it("listing the backends and reading model strings loads none either", () => {
    const { modules } = load(`
      const { backendStatuses, modelPool } = await import("@sdialog/llm");
      globalThis.fetch = () => Promise.reject(new TypeError());
      await backendStatuses();
      modelPool([{ model: "openai:gpt-4.1" }, { model: "bedrock:claude" }]);`);
    expect(modules.filter((module) => sdks.test(module))).toEqual([]);
  });

  it("a backend loads its own SDK when its string is first used, and no other", () => {
    const { modules } = load(`
      const { resolveModel } = await import("@sdialog/llm");
      await resolveModel("ollama:any");`);
    const loaded = new Set(modules.flatMap((module) => sdks.exec(module)?.[1] ?? []));
    expect([...loaded]).toEqual(["ollama"]);
  });
});
