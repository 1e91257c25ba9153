import { instance } from "@viz-js/viz";
import type { Flow } from "../flow.ts";
import { flowToDot } from "./flow-to-dot.ts";

/** A flow as a drawing, laid out by Graphviz (compiled to WebAssembly, so nothing needs to be installed). */
export async function flowToSvg(flow: Flow): Promise<string> {
  const graphviz = await instance();
  return graphviz.renderString(flowToDot(flow), { format: "svg", engine: "dot" });
}
