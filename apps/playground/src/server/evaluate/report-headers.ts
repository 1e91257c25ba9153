/** Plots and reports are looked at, not run. */
export const inertPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/** The headers of a report that is downloaded. */
export function reportHeaders(file: string): Record<string, string> {
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": inertPolicy,
    "Content-Disposition": `attachment; filename="${file}"`,
  };
}
