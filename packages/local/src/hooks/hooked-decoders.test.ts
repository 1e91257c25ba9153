import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Decoder, type DecoderOptions } from "../decoder/decoder.ts";
import type { HookRequest } from "./hook-request.ts";
import { HookedDecoders } from "./hooked-decoders.ts";

const opened: DecoderOptions["hooks"][] = [];
beforeEach(() => {
  opened.length = 0;
  vi.spyOn(Decoder, "open").mockImplementation(({ hooks }) => {
    opened.push(hooks);
    return hooks?.capture.some(({ path }) => path === "nowhere")
      ? Promise.reject(new Error("has no module nowhere"))
      : Promise.resolve({ hooks } as never);
  });
});
afterEach(() => void vi.restoreAllMocks());

const request = (
  captured: readonly string[],
  steered: readonly (readonly [site: string, operation: string])[] = [],
) =>
  ({
    capture: captured.map((site) => ({ site, side: "output" })),
    steer: steered.map(([site, operation]) => ({ site, side: "output", operation })),
  }) as unknown as HookRequest;
const at = (path: string) => ({ path, side: "output" });

describe("decoders that can be looked into", () => {
  it("are opened with all layers for one of them, and with a module in a layer by itself", async () => {
    const decoders = new HookedDecoders({} as DecoderOptions);
    await decoders.for(request(["layers.3"]));
    await decoders.for(request(["model.layers.7"]));
    await decoders.for(
      request(
        ["layers.3.mlp"],
        [
          ["layers.2.mlp", "add"],
          ["norm", "function"],
        ],
      ),
    );
    await decoders.for(request(["layers.3.mlp", "layers.0"]));
    expect(opened).toEqual([
      { capture: [at("model.layers.*")], steer: [], change: [] },
      {
        capture: [at("model.layers.*"), at("layers.3.mlp")],
        steer: [at("layers.2.mlp"), at("norm")],
        change: [at("norm")],
      },
    ]);
  });

  it("know nothing of a site that there is not when they are opened again", async () => {
    const decoders = new HookedDecoders({} as DecoderOptions);
    await decoders.for(request(["norm"]));
    await expect(decoders.for(request(["nowhere"]))).rejects.toThrow("has no module");
    await decoders.for(request(["norm"]));
    expect(opened.map((hooks) => hooks?.capture)).toEqual([
      [at("norm")],
      [at("norm"), at("nowhere")],
      [at("norm")],
    ]);
  });
});
