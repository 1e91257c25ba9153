import axe from "axe-core";
import type { ElementHandle, Page } from "playwright-core";

/**
 * What axe finds wrong with the page as it stands and with all that can be unfolded in it, in light and in dark: scheme,
 * rule and place. In dark only colours are looked at: nothing else differs, and everything takes seconds.
 * @param within a selector of the only part that is looked at
 */
export async function axeViolations(page: Page, within = ":root"): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const folded = await page.locator(`${within} details:not([open])`).elementHandles();
  for (const each of folded) await toggle(each, true);
  await filled(page);
  const found: string[] = [];
  for (const [colorScheme, rules] of [
    ["dark", ["color-contrast", "link-in-text-block"]],
    ["light", undefined],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page, within, rules)).map((violation) => `${colorScheme}: ${violation}`));
  }
  for (const each of folded) await toggle(each, false);
  return found;
}

function toggle(details: ElementHandle, open: boolean): Promise<void> {
  return details.evaluate((node, value) => void ((node as unknown as { open: boolean }).open = value), open);
}

/** Waits for what is fetched only once it is unfolded; what stays empty is looked at as it is. */
async function filled(page: Page): Promise<void> {
  const empty = page.locator("details[open] pre:empty");
  for (let waits = 0; waits < 40 && (await empty.count()) > 0; waits++) await page.waitForTimeout(50);
}

/** @param rules only these. Default: all that axe applies by itself */
function violations(page: Page, within: string, rules: readonly string[] | undefined): Promise<string[]> {
  return page.evaluate(
    async ({ place, only }) => {
      type Found = { violations: { id: string; nodes: { target: unknown[]; html: string }[] }[] };
      const { axe: runner } = globalThis as unknown as {
        axe: {
          run(
            place: string,
            options: { runOnly?: { type: "rule"; values: readonly string[] } },
          ): Promise<Found>;
        };
      };
      const { violations: all } = await runner.run(
        place,
        only === undefined ? {} : { runOnly: { type: "rule", values: only } },
      );
      return all.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html}`),
      );
    },
    { place: within, only: rules },
  );
}
