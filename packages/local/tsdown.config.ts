import { packageConfig } from "../../tools/tsdown-config.ts";

// The runtime's own package holds a hundred megabytes for browsers; what is needed of it travels with this one.
const runtime = "node_modules/onnxruntime-web/dist";

export default {
  ...packageConfig([
    "src/index.ts",
    "src/worker/local-worker.ts",
    "src/web/index.ts",
    "src/web-worker/index.ts",
    "src/platform/browser-platform.ts",
  ]),
  copy: ["ort.wasm.bundle.min.mjs", "ort-wasm-simd-threaded.wasm"].map((name) => ({
    from: `${runtime}/${name}`,
    to: "wasm",
  })),
};
