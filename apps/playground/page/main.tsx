import { render } from "preact";
import { App } from "./shell/app.tsx";
import { startKeyboard } from "./shell/keyboard.ts";
import { loadCatalog } from "./state/catalog.ts";
import { applyTheme } from "./state/theme.ts";

applyTheme();
startKeyboard();
void loadCatalog();
render(<App />, document.querySelector("#app") as HTMLElement);
