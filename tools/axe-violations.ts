import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong with the page as it stands, in light and in dark: scheme, rule and place. In dark only colours are
 * looked at: nothing else differs, and everything takes seconds.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const [colorScheme, rules] of [
    ["dark", ["color-contrast", "link-in-text-block"]],
    ["light", undefined],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page, rules)).map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

/** @param rules only these. Default: all that axe applies by itself */
function violations(page: Page, rules: readonly string[] | undefined): Promise<string[]> {
  return page.evaluate(async (only) => {
    type Found = { violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] };
    const { axe: runner } = globalThis as unknown as {
      axe: { run(options: { runOnly?: { type: "rule"; values: readonly string[] } }): Promise<Found> };
    };
    const { violations: all } = await runner.run(
      only === undefined ? {} : { runOnly: { type: "rule", values: only } },
    );
    return all.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html}`),
    );
  }, rules);
}
