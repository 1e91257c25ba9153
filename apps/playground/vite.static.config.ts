// Builds the page in which the bundled model talks without a server: a folder of files, for any host of files.
import { cp, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const local = here("../../packages/local");
const runtime = dirname(
  createRequire(join(local, "package.json")).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"),
);

/** Puts the model and the runtime beside the page, which fetches them from there. */
function bundledModel(): Plugin {
  let outDir = "";
  return {
    name: "bundled-model",
    configResolved: ({ build }) => void (outDir = build.outDir),
    async closeBundle() {
      await cp(join(local, "models/pocket"), join(outDir, "model"), { recursive: true });
      await mkdir(join(outDir, "runtime"), { recursive: true });
      for (const name of ["ort.wasm.bundle.min.mjs", "ort-wasm-simd-threaded.wasm"])
        await cp(join(runtime, name), join(outDir, "runtime", name));
    },
  };
}

export default defineConfig({
  root: here("./page/static"),
  base: "./",
  plugins: [bundledModel()],
  resolve: { conditions: ["@sdialog/source", "module", "browser"] },
  worker: { format: "es" },
  build: {
    outDir: here("./static-page"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 2000,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
