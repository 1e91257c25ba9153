import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with the page as it stands: rule and place. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    type Axe = {
      run(): Promise<{ violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] }>;
    };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html}`),
    );
  });
}
