import { render } from "preact";
import { applyTheme } from "../state/theme.ts";
import { StaticPage } from "./static-page.tsx";

applyTheme();
render(<StaticPage />, document.querySelector("#app") as HTMLElement);
