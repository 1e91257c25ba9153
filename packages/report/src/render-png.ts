import { createRequire } from "node:module";
import { MissingPackageError } from "@sdialog/llm";

/** An SVG as PNG at twice its size, with fonts of its own, so that it looks the same everywhere. @throws MissingPackageError */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const packages = ["@resvg/resvg-js", "dejavu-fonts-ttf"];
  try {
    const { Resvg } = await import("@resvg/resvg-js");
    const font = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
    const image = new Resvg(svg, {
      fitTo: { mode: "zoom", value: 2 },
      font: {
        fontFiles: [font, font.replace("Sans.ttf", "Sans-Bold.ttf")],
        loadSystemFonts: false,
        defaultFontFamily: "DejaVu Sans",
      },
    });
    return image.render().asPng();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
    throw new MissingPackageError("Writing PNG", packages, error);
  }
}
