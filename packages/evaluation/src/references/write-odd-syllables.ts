// node --conditions=@sdialog/source packages/evaluation/src/references/write-odd-syllables.ts
import { writeFileSync } from "node:fs";
import { oddSyllablesModule } from "./odd-syllables.ts";

writeFileSync(new URL("../text/odd-syllables.ts", import.meta.url), oddSyllablesModule());
