import { render } from "preact";
import { App } from "./shell/app.tsx";
import { startKeyboard } from "./shell/keyboard.ts";
import { resumeTakes } from "./stage/takes.ts";
import { loadCatalog } from "./state/catalog.ts";
import { attempt } from "./state/messages.ts";
import { applyTheme } from "./state/theme.ts";

applyTheme();
startKeyboard();
// The page is shown with the catalog, so that nothing is begun before the earlier conversations are there.
void attempt(resumeTakes).then(loadCatalog);
render(<App />, document.querySelector("#app") as HTMLElement);
