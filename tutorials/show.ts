import { mkdir, writeFile } from "node:fs/promises";

/** The part of Deno's notebook kernel that is used here. */
interface NotebookKernel {
  broadcast(type: "display_data", content: object): Promise<void>;
}

/**
 * Shows a picture below the cell in a notebook; elsewhere writes it to `output/<name>.svg` and says so.
 * @param svg an SVG document
 */
export async function show(name: string, svg: string): Promise<void> {
  const kernel = (globalThis as { Deno?: { jupyter?: NotebookKernel } }).Deno?.jupyter;
  if (kernel !== undefined) {
    // Notebooks may be dark, and pictures are drawn for paper.
    const onPaper = svg.replace("<svg ", '<svg style="background: #fff" ');
    const data = { "image/svg+xml": onPaper, "text/plain": name };
    await kernel.broadcast("display_data", { data, metadata: {}, transient: {} });
    return;
  }
  await mkdir("output", { recursive: true });
  await writeFile(`output/${name}.svg`, svg);
  console.log(`(picture: output/${name}.svg)`);
}
