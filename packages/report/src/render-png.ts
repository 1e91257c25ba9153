import { createRequire } from "node:module";
import { escapeMarkup } from "@sdialog/core/internal";
import { MissingPackageError } from "@sdialog/llm";
import type { Resvg } from "@resvg/resvg-js";

/**
 * An SVG as PNG, with fonts of its own, so that it looks the same everywhere. Four times its size: a plot is 1,400 pixels
 * wide, which is 400 to the inch in a column of a journal. @throws MissingPackageError
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  return (await drawing(svg, "Writing PNG")).render().asPng();
}

/**
 * An SVG with its letters as outlines, for programs that lack its fonts or set texts otherwise: LaTeX, Inkscape, a printer.
 * Its description stays as a title. @throws MissingPackageError
 */
export async function outlineText(svg: string, title: string): Promise<string> {
  const outlined = (await drawing(svg, "Turning letters into outlines")).toString();
  return outlined.replace(/>/, `>\n    <title>${escapeMarkup(title)}</title>`);
}

async function drawing(svg: string, purpose: string): Promise<Resvg> {
  const packages = ["@resvg/resvg-js", "dejavu-fonts-ttf"];
  try {
    const { Resvg: Drawing } = await import("@resvg/resvg-js");
    const font = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
    return new Drawing(svg, {
      fitTo: { mode: "zoom", value: 4 },
      font: {
        fontFiles: [font, font.replace("Sans.ttf", "Sans-Bold.ttf")],
        loadSystemFonts: false,
        defaultFontFamily: "DejaVu Sans",
      },
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
    throw new MissingPackageError(purpose, packages, error);
  }
}
