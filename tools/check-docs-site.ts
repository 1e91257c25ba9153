// Fails when a link of the built site leads nowhere within it, or when a page does not fit a phone. Of the pages about single
// names, which are alike, every twentieth is looked at.
import { globSync } from "node:fs";
import { deadLinks } from "./dead-links.ts";
import { noBrowser } from "./open-browser.ts";
import { tooWide } from "./too-wide.ts";

const site = process.argv[2] ?? "site";
const dead = deadLinks(site);
for (const { page, link } of dead) console.error(`✗ ${page}: ${link} leads nowhere`);
if (dead.length === 0) console.log("✓ no link of the site is dead");

const single = globSync("{classes,functions,interfaces,types,variables}/*.html", { cwd: site }).sort();
const pages = [
  ...globSync(["*.html", "{documents,modules}/*.html"], { cwd: site }).sort(),
  ...single.filter((_, index) => index % 20 === 0),
];
const wide = noBrowser === undefined ? await tooWide(site, pages) : [];
for (const page of wide) console.error(`✗ ${page} does not fit a phone`);
if (noBrowser !== undefined) console.log(`- widths were not looked at: ${noBrowser}`);
else if (wide.length === 0) console.log(`✓ ${pages.length} pages fit a phone`);
if (dead.length + wide.length > 0) process.exit(1);
