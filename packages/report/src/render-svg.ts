import { escapeMarkup } from "@sdialog/core/internal";
import type { TopLevelSpec } from "vega-lite";

/** A Vega-Lite plot as SVG, without a browser. One of `plotSpec` is exactly as wide as all others. */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
  try {
    return renumbered(framed(await view.toSVG(), spec));
  } finally {
    view.finalize();
  }
}

/**
 * Cuts a drawing to the frame that its spec asks for: so far to the left of where its panels begin, and so wide. Vega has
 * no fonts to measure texts by, and leaves room for more than they take.
 */
function framed(svg: string, { usermeta, description }: TopLevelSpec): string {
  const frame = usermeta?.["frame"] as { readonly left: number; readonly width: number } | undefined;
  const origin = Number(/transform="translate\(([\d.]+),/.exec(svg)?.[1]);
  if (frame === undefined || Number.isNaN(origin)) return svg;
  const x = origin - frame.left;
  const label = description === undefined ? "" : ` role="img" aria-label="${escapeMarkup(description)}"`;
  // The drawing is one image with one description: its parts say nothing by themselves.
  return svg
    .replaceAll(/ (?:role="graphics-[^"]*"|aria-[a-z]+="[^"]*")/g, "")
    .replace(
      /width="[\d.]+" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"/,
      (_, height: string) =>
        `width="${frame.width}" height="${height}" viewBox="${x} 0 ${frame.width} ${height}"${label}`,
    )
    .replace(/<rect width="[\d.]+"/, `<rect x="${x}" width="${frame.width}"`);
}

/** Vega counts what it cuts off through all drawings of a process; here each counts from 0, so that it is the same again. */
function renumbered(svg: string): string {
  const seen = new Map<string, string>();
  return svg.replaceAll(/\b(?:clip|gradient_)\d+\b/g, (id) => {
    const known = seen.get(id) ?? `clip${seen.size}`;
    seen.set(id, known);
    return known;
  });
}
