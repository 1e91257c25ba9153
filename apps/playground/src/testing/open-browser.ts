import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

/** The bundled browser is built for Linux on x64 and arm64. */
export const noBrowser =
  process.platform === "linux" ? undefined : `there is no bundled Chromium for ${process.platform}`;

export async function openBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  });
}
